package dev.ziggurat.report.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Writes a picture as a PDF file of one page, which is as large as the picture: PDF 1.4, which every version of LaTeX takes, with the letters
 * that occur as TrueType fonts. The file holds no time, and its identifier follows from its content.
 */
public final class Pdf {
    /** Points, 72 to an inch, in a pixel, 96 to an inch. */
    static final float POINT = 0.75f;

    private Pdf() {}

    /** Writes the file. */
    public static void write(Picture picture, OutputStream to) throws IOException {
        try (PDDocument drawn = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(points(picture.width()), points(picture.height())));
            drawn.addPage(page);
            drawn.getDocumentInformation().setTitle(picture.title());
            drawn.getDocumentInformation().setCreator("Ziggurat");
            try (PDPageContentStream content = new PDPageContentStream(drawn, page)) {
                picture.draw(new PdfPen(drawn, content, picture.height()));
            }
            writePlain(drawn, to);
        }
    }

    /**
     * Nothing is compressed: builds of zlib differ in the bytes that they make, so one JDK would write other files than another. Letters are
     * chosen and compressed while a document is saved; so it is saved, read and saved again.
     */
    private static void writePlain(PDDocument drawn, OutputStream to) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        drawn.save(saved, CompressParameters.NO_COMPRESSION);
        CRC32 content = new CRC32();
        try (PDDocument document = Loader.loadPDF(saved.toByteArray())) {
            COSDocument objects = document.getDocument();
            for (COSObjectKey key : new TreeSet<>(objects.getXrefTable().keySet())) {
                if (objects.getObjectFromPool(key).getObject() instanceof COSStream stream) {
                    byte[] plain = plain(stream);
                    content.update(plain);
                    stream.removeItem(COSName.FILTER);
                    try (OutputStream out = stream.createOutputStream()) {
                        out.write(plain);
                    }
                }
            }
            objects.getTrailer().removeItem(COSName.ID);
            objects.setHighestXRefObjectNumber(0);
            document.setDocumentId(content.getValue());
            document.save(to, CompressParameters.NO_COMPRESSION);
        }
    }

    private static byte[] plain(COSStream stream) throws IOException {
        try (InputStream in = stream.createInputStream()) {
            return in.readAllBytes();
        }
    }

    private static float points(long length) {
        return length * POINT / Picture.PIXEL;
    }
}
