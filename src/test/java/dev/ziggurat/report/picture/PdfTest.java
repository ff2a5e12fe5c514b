package dev.ziggurat.report.picture;

import static dev.ziggurat.report.picture.SamplePicture.pdf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDCIDFontType2;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

final class PdfTest {
    @Test
    void thePageIsAsLargeAsThePicture() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SamplePicture.draw()))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            // 200 by 100 pixels, 96 to an inch, are 150 by 75 points, 72 to an inch.
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(150);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(75);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("all shapes");
            assertThat(document.getVersion()).isEqualTo(1.4f);
        }
    }

    /** Not as ligatures either, which readers search in vain: `first` and `office`. */
    @Test
    void textIsText() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SamplePicture.draw()))) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("first: 256 KiB, office")
                    .contains("Μέσος χρόνος, µs");
        }
    }

    @Test
    void lettersAreEmbeddedSubsetsOfTrueTypeFonts() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(SamplePicture.draw()))) {
            PDResources resources = document.getPage(0).getResources();
            List<String> names = new ArrayList<>();
            for (COSName name : resources.getFontNames()) {
                PDFont font = resources.getFont(name);
                names.add(font.getName());
                assertThat(font).isInstanceOf(PDType0Font.class);
                assertThat(((PDType0Font) font).getDescendantFont()).isInstanceOf(PDCIDFontType2.class);
                assertThat(font.isEmbedded()).isTrue();
                // The whole font has 400 KB.
                assertThat(font.getFontDescriptor().getFontFile2().toByteArray())
                        .hasSizeBetween(2000, 40_000);
            }
            assertThat(names).hasSize(2).allMatch(name -> name.matches("[A-Z]{6}\\+LiberationSans(-Bold)?"));
        }
    }

    @Test
    void textLiesWhereItsAnchorSays() throws IOException {
        Picture picture = new Picture(20_000, 10_000, "anchors");
        picture.text(10_000, 2000, Anchor.START, SamplePicture.FONT, "start");
        picture.text(10_000, 4000, Anchor.MIDDLE, SamplePicture.FONT, "middle");
        picture.text(10_000, 6000, Anchor.END, SamplePicture.FONT, "end");
        picture.upwards(1000, 5000, SamplePicture.FONT, "up");

        List<TextPosition> letters = letters(picture);

        // Points from the upper left corner; a pixel has 0.75 of them.
        double middle = SamplePicture.FONT.width("middle") * 0.0075;
        double end = SamplePicture.FONT.width("end") * 0.0075;
        double up = SamplePicture.FONT.width("up") * 0.0075;
        assertPlace(letter(letters, "s"), 75, 15);
        assertPlace(letter(letters, "m"), 75 - middle / 2, 30);
        assertPlace(letter(letters, "e", "n", "d"), 75 - end, 45);
        assertPlace(letter(letters, "u"), 7.5, 37.5 + up / 2);
        assertThat(letter(letters, "u").getDir()).isEqualTo(90);
    }

    @Test
    void charactersWithoutALetterAreAQuestionMark() throws IOException {
        Picture picture = new Picture(20_000, 10_000, "缓存");
        picture.text(1000, 2000, Anchor.START, SamplePicture.FONT, "缓存\tcache\u0001");

        try (PDDocument document = Loader.loadPDF(pdf(picture))) {
            assertThat(new PDFTextStripper().getText(document).strip()).isEqualTo("?? cache?");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("缓存");
        }
    }

    /** The digest was taken on JDK 17; that it holds on the newest is what continuous integration runs this for. */
    @Test
    void bytesDependOnThePictureAlone() throws Exception {
        byte[] first = pdf(SamplePicture.draw());

        assertThat(pdf(SamplePicture.draw())).isEqualTo(first);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(first)))
                .as("of a new version of PDFBox or of the fonts: look at the file, then put the new digest here")
                .isEqualTo("c68c7bcd659cfa600439e5fd8ae335237c66914c3b1227469a447f0adaf5f871");
        assertThat(new String(first, StandardCharsets.ISO_8859_1))
                .doesNotContain("/Filter", "/CreationDate", "/ModDate", "/Type3")
                .startsWith("%PDF-1.4");
    }

    @Test
    void otherContentHasAnotherIdentifier() throws IOException {
        Picture other = SamplePicture.draw();
        other.circle(5000, 5000, 100, Style.filled("#000000"));

        assertThat(identifier(other)).isNotEqualTo(identifier(SamplePicture.draw()));
    }

    private static String identifier(Picture picture) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(picture))) {
            return document.getDocument().getDocumentID().get(0).toString();
        }
    }

    private static List<TextPosition> letters(Picture picture) throws IOException {
        List<TextPosition> letters = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf(picture))) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    letters.add(letter);
                }
            }.getText(document);
        }
        return letters;
    }

    /** Returns the first of some letters that come one after the other. */
    private static TextPosition letter(List<TextPosition> letters, String... wanted) {
        for (int i = 0; i + wanted.length <= letters.size(); i++) {
            List<String> here = letters.subList(i, i + wanted.length).stream()
                    .map(TextPosition::getUnicode)
                    .toList();
            if (here.equals(List.of(wanted))) {
                return letters.get(i);
            }
        }
        throw new AssertionError("no " + String.join("", wanted));
    }

    private static void assertPlace(TextPosition letter, double x, double y) {
        assertThat((double) letter.getX()).isCloseTo(x, within(0.02));
        assertThat((double) letter.getY()).isCloseTo(y, within(0.02));
    }
}
