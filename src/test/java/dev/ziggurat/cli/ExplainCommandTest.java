package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainCommandTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void openDesk() throws IOException {
        desk = new Desk(folder);
    }

    @Test
    void tellsTheMachineItsTimesAndWhatTheyMean() {
        assertThat(desk.ziggurat("explain", "m.yaml")).isZero();

        assertThat(desk.out())
                .contains("cores        one, in order, at 1 GHz, a cycle is 1 ns")
                .contains(
                        "l1d          128 B of instructions and data, 2 ways of 16 B lines; up to 16 misses at once to l2")
                .containsPattern("l2 +10 cycles = 10 ns +l1d 1 ns \\+ l2 9 ns")
                .containsPattern("memory, any access +100 cycles = 100 ns +caches and links 10 ns \\+ memory 90 ns")
                .contains("translation  none")
                .contains("takes as long as 100 that l1d answers");
    }

    @Test
    void settingsAreLaidOver() {
        assertThat(desk.ziggurat("explain", "m.yaml", "--set", "memory.latency=190 ns"))
                .isZero();

        assertThat(desk.out()).contains("200 cycles = 200 ns").contains("as long as 200 that l1d answers");
    }

    @Test
    void noLineIsLongerThanATerminal() {
        assertThat(desk.ziggurat("explain", "m.yaml")).isZero();

        assertThat(desk.out().lines()).allMatch(line -> line.length() <= 140);
    }

    @Test
    void aWorkloadIsRefused() {
        assertThat(desk.ziggurat("explain", "w.yaml")).isEqualTo(2);

        assertThat(desk.err()).contains("this file describes a workload, and here a machine is wanted");
    }
}
