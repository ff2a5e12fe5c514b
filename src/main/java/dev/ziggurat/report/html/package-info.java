/**
 * The results of a folder as one page for a browser, {@code ziggurat report DIR}: the machine as a diagram, charts that suit what was varied, and a
 * table to search and sort. The page is a single file that asks the network for nothing.
 *
 * <p>{@link dev.ziggurat.report.html.RunTable} reads {@code results.csv}, {@link dev.ziggurat.report.html.Statistics} what of {@code statistics.csv}
 * can be drawn, {@link dev.ziggurat.report.html.Timeline} {@code timeline.csv}, {@link dev.ziggurat.report.html.PointNumbers} what follows from all runs of
 * a point: ratios to the baseline and metrics of mixes; {@link dev.ziggurat.report.html.Machine} and
 * {@link dev.ziggurat.report.html.Diagram} draw {@code resolved.yaml}. {@link dev.ziggurat.report.html.HtmlReport} puts all of it as JSON into a page
 * whose text, style and script are resources of this package; the script chooses and draws the charts with Apache ECharts, which is part of the page.
 * Equal files give equal bytes: the page knows no time and no host but those that {@code manifest.json} tells.
 */
@NullMarked
package dev.ziggurat.report.html;

import org.jspecify.annotations.NullMarked;
