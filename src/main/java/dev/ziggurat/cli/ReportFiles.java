package dev.ziggurat.cli;

import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.report.export.Document;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes the files of a report, and says which.
 *
 * @param folder where they go; it is made if it is missing
 * @param out where their names are printed
 */
record ReportFiles(Path folder, PrintWriter out) {
    /** What goes into a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream to) throws IOException;
    }

    void write(Map<String, Document> files) {
        files.forEach((name, document) -> write(name, to -> {
            Writer text = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
            document.writeTo(text);
            text.flush();
        }));
    }

    void write(String name, String text) {
        write(name, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A file may be larger than memory and fail in the middle: what was there before stays until the new one is whole. */
    void write(String name, Content content) {
        Path target = folder.resolve(name);
        Path part = target.resolveSibling(name + ".part");
        try {
            // A link to a folder is one, though createDirectories of JDK 17 says otherwise.
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            try (OutputStream to = Files.newOutputStream(part)) {
                content.writeTo(to);
            } catch (IOException | RuntimeException | Error e) {
                Files.deleteIfExists(part);
                throw e;
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReportException(
                    "cannot write " + target + ": " + ResultFolder.reason(e) + "; give another folder with --out DIR",
                    e);
        }
        out.println(target);
    }
}
