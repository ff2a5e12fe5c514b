package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.run.MachineLaboratory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The manual's table of commands is whole. */
final class CommandLineChapterTest {
    @Test
    void everyCommandHasItsRow() throws IOException {
        String chapter = Files.readString(Path.of("src/site/markdown/command-line.md"));
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Console console = new Console(nowhere, nowhere, List.of());
        CommandLine line = Ziggurat.line(new MachineLaboratory(), console);

        for (String command : line.getSubcommands().keySet()) {
            assertThat(chapter).containsPattern("(?m)^\\| `" + command + "[ `]");
        }
    }
}
