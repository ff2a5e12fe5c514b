/**
 * Results in the forms of other tools: LaTeX, pivot tables, JSON, gem5's {@code stats.txt}.
 *
 * <p>What stands for several seeds comes from {@code dev.ziggurat.report.points}: {@link dev.ziggurat.report.export.Findings} has the summaries of a folder by
 * point and metric, {@link dev.ziggurat.report.export.Axes} lays its points out over one swept path and the rest, and
 * {@link dev.ziggurat.report.export.Rounded} leaves the digits that an interval justifies. What stands for single runs is read by
 * {@link dev.ziggurat.report.export.Runs}, one run after the other, because {@code statistics.csv} may be larger than memory.
 *
 * <p>Each form is a {@link dev.ziggurat.report.export.Document} that writes itself; equal results give equal bytes.
 */
@NullMarked
package dev.ziggurat.report.export;

import org.jspecify.annotations.NullMarked;
