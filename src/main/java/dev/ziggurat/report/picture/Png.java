package dev.ziggurat.report.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Writes a picture as a PNG file: the PDF file, rasterised with smooth edges. */
public final class Png {
    private static final String METADATA = "javax_imageio_png_1.0";
    private static final BigDecimal METRES_PER_INCH = new BigDecimal("0.0254");

    private Png() {}

    /**
     * Writes the file.
     *
     * @param dpi pixels of the file to an inch, at least 1; the file says so too
     */
    public static void write(Picture picture, int dpi, OutputStream to) throws IOException {
        // No screen is needed, so that of the host, which may not answer, is not asked.
        System.setProperty("java.awt.headless", "true");
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        Pdf.write(picture, pdf);
        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            write(new PDFRenderer(document).renderImageWithDPI(0, dpi, ImageType.RGB), dpi, to);
        }
    }

    private static void write(BufferedImage image, int dpi, OutputStream to) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(to)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
            metadata.mergeTree(METADATA, resolution(dpi));
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
    }

    /** The chunk pHYs, in which resolution is told in pixels to a metre. */
    private static IIOMetadataNode resolution(int dpi) {
        String perMetre = BigDecimal.valueOf(dpi)
                .divide(METRES_PER_INCH, 0, RoundingMode.HALF_EVEN)
                .toPlainString();
        IIOMetadataNode chunk = new IIOMetadataNode("pHYs");
        chunk.setAttribute("pixelsPerUnitXAxis", perMetre);
        chunk.setAttribute("pixelsPerUnitYAxis", perMetre);
        chunk.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(METADATA);
        root.appendChild(chunk);
        return root;
    }
}
