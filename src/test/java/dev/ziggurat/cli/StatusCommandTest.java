package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusCommandTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void prepare() throws IOException {
        desk = new Desk(folder);
        desk.change("s.yaml", "[512 B, 1 KiB]", "[512 B, 1 KiB, 2 KiB]");
    }

    /** Simulates a part of the sweep and returns its folder. */
    private String part(String shard) {
        String part = folder.resolve("part-" + shard.replace('/', '-')).toString();
        assertThat(desk.ziggurat("sweep", "s.yaml", "--shard", shard, "--out", part, "--quiet"))
                .as(desk.err())
                .isZero();
        return part;
    }

    /** A part that never began has no folder that could lack runs. */
    @Test
    void aPartThatIsNotAmongTheFoldersIsNamed() {
        String first = part("1/3");
        String third = part("3/3");

        assertThat(desk.ziggurat("status", first, third)).isEqualTo(1);
        assertThat(desk.out()).contains("none of these folders holds part 2 of the 3 of 'sizes'");

        String second = part("2/3");
        assertThat(desk.ziggurat("status", first, second, third)).isZero();
        assertThat(desk.out()).doesNotContain("none of these folders");
    }

    @Test
    void aSinglePartIsAskedAboutAlone() {
        String first = part("1/3");
        String other = part("2/4");

        assertThat(desk.ziggurat("status", first)).isZero();
        assertThat(desk.ziggurat("status", first, first)).isZero();
        assertThat(desk.ziggurat("status", first, other))
                .as("parts of different sizes are not of one whole")
                .isZero();
        assertThat(desk.out()).doesNotContain("none of these folders");
    }
}
