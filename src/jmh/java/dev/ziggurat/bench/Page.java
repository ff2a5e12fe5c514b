package dev.ziggurat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The manual's page on performance, whose tables stand between marks. */
final class Page {
    private static final Path PAGE = Path.of("src/site/markdown/performance.md");

    private Page() {}

    /** Puts lines in the place of what stands between {@code <!-- NAME -->} and {@code <!-- end of NAME -->}. */
    static void show(String name, List<String> lines) throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int from = page.indexOf("<!-- " + name + " -->");
        int to = page.indexOf("<!-- end of " + name + " -->");
        if (from < 0 || to < from) {
            throw new IOException(PAGE + " has no marks of " + name);
        }
        List<String> changed = new ArrayList<>(page.subList(0, from + 1));
        changed.addAll(lines);
        changed.addAll(page.subList(to, page.size()));
        Files.write(PAGE, changed);
        System.err.println("wrote the table '" + name + "' of " + PAGE);
    }

    /** Says when and on what a table was measured. */
    static String where() {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + ": " + processor() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, Java "
                + Runtime.version() + ".";
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
