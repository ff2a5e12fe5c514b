/**
 * Results as others want to see them: as pictures here and in {@code picture}, as a page ({@code html}), summed up by points ({@code points}), and in the forms of papers and other tools
 * ({@code export}). Everything here is read from the files of a results folder, {@code results.csv} and {@code statistics.csv}, so that it
 * comes out the same from files of another day and another host.
 *
 * <p>{@link dev.ziggurat.report.ResultTable} reads the files, {@link dev.ziggurat.report.Figures} decides what is drawn over what,
 * {@link dev.ziggurat.report.Measured} what the seeds of each point say of it or of its ratio to the baseline,
 * {@link dev.ziggurat.report.LineChart} and {@link dev.ziggurat.report.StackedChart} draw it on a {@link dev.ziggurat.report.picture.Picture},
 * which is written as SVG, PDF or PNG. Equal files give equal bytes: coordinates are whole hundredths of a pixel, text stays text, and nothing
 * depends on fonts, locale or the JDK, but for the edges in a PNG.
 */
@NullMarked
package dev.ziggurat.report;

import org.jspecify.annotations.NullMarked;
