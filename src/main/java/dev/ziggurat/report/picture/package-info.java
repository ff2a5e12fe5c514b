/**
 * Pictures and the three forms in which they leave: SVG, PDF and PNG. A chart draws on a {@link dev.ziggurat.report.picture.Picture}, which
 * remembers what was drawn; {@link dev.ziggurat.report.picture.Svg} and {@link dev.ziggurat.report.picture.Pdf} draw it once more in their
 * language, and {@link dev.ziggurat.report.picture.Png} is the PDF, rasterised. So the three cannot differ in what they show.
 *
 * <p>Lengths are whole hundredths of a pixel, 96 pixels to an inch; y grows downwards. Letters are Liberation Sans, which has the widths of
 * Helvetica and Arial: {@link dev.ziggurat.report.picture.Typeface} measures them, PDF and PNG carry them, and SVG asks its reader for one of
 * the three. Nothing here asks the host for fonts, a screen or the hour.
 */
@NullMarked
package dev.ziggurat.report.picture;

import org.jspecify.annotations.NullMarked;
