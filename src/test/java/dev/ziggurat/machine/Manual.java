package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tables of the manual, which are what the tests measure. */
public final class Manual {
    private static final Path PAGE = Path.of("src/site/markdown/agreement.md");
    private static final Path MEASURED = Path.of("target/agreement");

    private Manual() {}

    /** Writes a table to {@code target/agreement/NAME.md}, and fails if the manual shows another between its marks of that name. */
    static void shows(String name, List<String> lines) throws IOException {
        shows(PAGE, name, lines);
    }

    /** Writes a table to {@code target/agreement/NAME.md}, and fails if a page shows another between its marks of that name. */
    public static void shows(Path shown, String name, List<String> lines) throws IOException {
        Files.createDirectories(MEASURED);
        Path measured = MEASURED.resolve(name + ".md");
        Files.write(measured, lines);
        List<String> page = Files.readAllLines(shown);
        int from = page.indexOf("<!-- " + name + " -->");
        int to = page.indexOf("<!-- end of " + name + " -->");
        assertThat(from).as("mark of %s in %s", name, shown).isNotNegative();
        assertThat(page.subList(from + 1, to))
                .as("the table in %s; what was measured now is in %s", shown, measured)
                .isEqualTo(lines);
    }
}
