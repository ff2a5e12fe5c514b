package dev.ziggurat.report.picture;

import static dev.ziggurat.report.picture.SamplePicture.png;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

final class PngTest {
    @ParameterizedTest
    @CsvSource({"96, 200, 100", "300, 625, 312", "600, 1250, 625"})
    void sizeFollowsFromTheResolution(int dpi, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(SamplePicture.draw(), dpi)));

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void theFileSaysItsResolution() throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(png(SamplePicture.draw(), 300)))) {
            reader.setInput(in);
            Element chunks = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            Element size = (Element) chunks.getElementsByTagName("pHYs").item(0);
            // 300 / 0.0254 m
            assertThat(size.getAttribute("pixelsPerUnitXAxis")).isEqualTo("11811");
            assertThat(size.getAttribute("unitSpecifier")).isEqualTo("meter");
        } finally {
            reader.dispose();
        }
    }

    /** Places are those of the picture, in pixels. */
    @ParameterizedTest
    @CsvSource({
        "100, 90, ffffff, background",
        "20, 15, 0072b2, inside the rectangle",
        "10, 15, 000000, its left edge",
        "30, 15, 000000, its right edge",
        "50, 15, 009e73, the middle of the circle",
        "53.2, 11.8, 009e73, the circle at an eighth turn",
        "54.2, 10.8, ffffff, beyond it",
        "75, 12, d55e00, the wide end of the triangle",
        "71, 18, ffffff, beside its point",
        "50, 40, cc79a7, the line",
        "20, 50, 000000, the first dash",
        "40, 50, ffffff, the gap behind it",
        "60, 50, 000000, the second dash",
    })
    void shapesHaveTheirColoursAtTheirPlaces(double x, double y, String color, String what) throws IOException {
        int scale = 4;
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(SamplePicture.draw(), 96 * scale)));

        int seen = image.getRGB((int) Math.round(x * scale), (int) Math.round(y * scale)) & 0xFFFFFF;

        assertThat(Integer.toHexString(seen | 0x1000000).substring(1)).as(what).isEqualTo(color);
    }

    @Test
    void lettersAreSmooth() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(SamplePicture.draw(), 300)));
        Set<Integer> greys = new HashSet<>();
        for (int x = 40; x < 400; x++) {
            for (int y = 220; y < 260; y++) {
                greys.add(image.getRGB(x, y) & 0xFF);
            }
        }
        assertThat(greys).hasSizeGreaterThan(20);
    }

    @Test
    void bytesAreTheSameOnceMore() throws IOException {
        assertThat(png(SamplePicture.draw(), 150)).isEqualTo(png(SamplePicture.draw(), 150));
    }
}
