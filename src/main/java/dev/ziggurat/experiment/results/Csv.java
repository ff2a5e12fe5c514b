package dev.ziggurat.experiment.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** How Ziggurat writes CSV: RFC 4180 quoting where it is needed, UTF-8 without a mark, lines that end in {@code \n} on every host. */
final class Csv {
    private Csv() {}

    /** Returns a writer that leaves the stream open when it is closed by nobody, and must be flushed. */
    static CsvWriter writer(OutputStream out) {
        return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
    }
}
