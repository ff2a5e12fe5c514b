package dev.ziggurat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.Manual;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of figures: another simulator's, ours, and how far they may lie apart. */
public final class Agreement {
    private static final Path PAGE = Path.of("src/site/markdown/storage.md");

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final List<String> apart = new ArrayList<>();

    /**
     * @param name the marks of the table in the manual
     * @param other whose figures it shows
     */
    public Agreement(String name, String other, String unit) {
        this.name = name;
        lines.add("| what | " + other + " " + unit + " | here | | allowed |");
        lines.add("| --- | ---: | ---: | ---: | ---: |");
    }

    /** Adds a line. */
    public void add(String what, double theirs, double ours, int percent) {
        // Rounded here, so that nothing is printed as -0.0.
        double difference = Math.round(1000 * (ours / theirs - 1)) / 10.0 + 0.0;
        lines.add(String.format(
                Locale.ROOT, "| %s | %.3f | %.3f | %+.1f %% | %d %% |", what, theirs, ours, difference, percent));
        if (Math.abs(difference) > percent) {
            apart.add(lines.get(lines.size() - 1));
        }
    }

    /** Fails if a figure lies too far away, or the manual shows another table. */
    public void check() throws IOException {
        assertThat(apart).as("too far from the other's figures").isEmpty();
        Manual.shows(PAGE, name, lines);
    }
}
