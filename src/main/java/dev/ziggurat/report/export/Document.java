package dev.ziggurat.report.export;

import java.io.IOException;
import java.io.Writer;

/** A text file that writes itself, piece by piece if it may be larger than memory. */
@FunctionalInterface
public interface Document {
    /**
     * Writes all of it.
     *
     * @throws IOException if the writer cannot take it
     */
    void writeTo(Writer out) throws IOException;
}
