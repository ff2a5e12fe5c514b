package dev.ziggurat.report.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** A picture of 200 by 100 pixels with one shape of each kind. */
final class SamplePicture {
    static final Font FONT = new Font(12, "#222222");
    static final Font BOLD = new Font(15, "#d55e00", Typeface.BOLD);

    private SamplePicture() {}

    static Picture draw() {
        Picture picture = new Picture(20_000, 10_000, "all shapes");
        picture.rectangle(1000, 1000, 2000, 1000, Style.filled("#0072b2").edged("#000000", 200));
        picture.circle(5000, 1500, 500, Style.filled("#009e73"));
        picture.polygon(new long[] {7000, 1000, 8000, 1000, 7500, 2000}, Style.filled("#d55e00"));
        picture.line(new long[] {1000, 4000}, new long[] {9000, 4000}, Style.stroked("#cc79a7", 200));
        picture.polyline(
                new long[] {1000, 5000, 5000, 5000, 9000, 5000},
                Style.stroked("#000000", 400).dashed(List.of(2000L, 2000L)));
        picture.text(1000, 8000, Anchor.START, FONT, "first: 256 KiB, office");
        picture.text(19_000, 6500, Anchor.END, BOLD, "Μέσος χρόνος, µs");
        picture.upwards(19_500, 5000, FONT, "upwards");
        return picture;
    }

    static byte[] pdf(Picture picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Pdf.write(picture, bytes);
        return bytes.toByteArray();
    }

    static byte[] png(Picture picture, int dpi) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Png.write(picture, dpi, bytes);
        return bytes.toByteArray();
    }
}
