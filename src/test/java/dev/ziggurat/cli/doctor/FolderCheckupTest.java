package dev.ziggurat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ziggurat.cli.doctor.Finding.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderCheckupTest {
    @TempDir
    Path folder;

    @Test
    void aFolderThatCanBeWrittenIsLeftAsItWas() throws IOException {
        assertThat(new FolderCheckup(folder, null, "").findings())
                .extracting(Finding::subject)
                .containsExactly("results", "disk");
        assertThat(new FolderCheckup(folder, null, "").findings().get(0).verdict())
                .isEqualTo(Verdict.FINE);
        assertThat(folder).isEmptyDirectory();
    }

    /** A file stands for a folder in which nothing can be written: that holds for every user. */
    @Test
    void aPlaceThatCannotBeWrittenIsAProblem() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Finding results = new FolderCheckup(file, null, "").findings().get(0);

        assertThat(results.verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(results.advice()).contains("--out DIR");
    }

    @Test
    void mavenIsLookedForWhereThereAreSources() throws IOException {
        Path program = Files.createFile(folder.resolve("mvn"));
        assertThat(new FolderCheckup(folder, folder, "/nowhere").findings())
                .extracting(Finding::subject, Finding::verdict)
                .contains(tuple("maven", Verdict.NOTE));

        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(new FolderCheckup(folder, folder, "/nowhere" + java.io.File.pathSeparator + folder).findings())
                .extracting(Finding::subject, Finding::verdict)
                .contains(tuple("maven", Verdict.FINE));
    }
}
