package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that are simulated again from their own folder. */
final class ReproduceCommandTest {
    @TempDir
    Path folder;

    private Desk simulated() throws IOException {
        Desk desk = new Desk(Files.createDirectories(folder.resolve("desk")));
        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", "R", "--quiet")).isZero();
        return desk;
    }

    @Test
    void sameResultsAreIdenticalToTheByteWhateverBecameOfTheFiles() throws IOException {
        Desk desk = simulated();
        Files.delete(folder.resolve("desk/m.yaml"));
        Files.delete(folder.resolve("desk/s.yaml"));

        assertThat(desk.ziggurat("reproduce", "R", "--jobs", "1")).isZero();

        assertThat(desk.out()).contains("2 of 2 runs simulated again, identical to the byte");
        assertThat(folder.resolve("desk/R-reproduced/results.csv"))
                .hasSameBinaryContentAs(folder.resolve("desk/R/results.csv"));
    }

    @Test
    void aNumberThatIsAnotherIsNamed() throws IOException {
        Desk desk = simulated();
        Path results = folder.resolve("desk/R/results.csv");
        String text = Files.readString(results);
        String ipc = text.lines().toList().get(2).split(",", -1)[11];
        Files.writeString(
                results,
                text.replaceFirst(",512 B," + ipc, ",512 B,9.75").replaceFirst(",1 KiB," + ipc, ",1 KiB,9.75"));

        assertThat(desk.ziggurat("reproduce", "R")).isEqualTo(1);

        assertThat(desk.out())
                .contains("2 of 2 runs simulated again, ")
                .contains(" numbers differ")
                .containsPattern("1 +cores.ipc +9.75 +" + ipc);
    }

    @Test
    void resultsOfAnotherVersionAreComparedByTheirNumbers() throws IOException {
        Desk desk = simulated();
        Path results = folder.resolve("desk/R/results.csv");
        String version = Files.readString(results).lines().toList().get(1).split(",", -1)[4];
        Files.writeString(results, Files.readString(results).replace(version, "0.0.1"));
        Path statistics = folder.resolve("desk/R/statistics.csv");
        Files.writeString(statistics, Files.readString(statistics).replaceFirst("0,cores,ipc,", "0,cores,speed,"));

        assertThat(desk.ziggurat("reproduce", "R")).isZero();

        assertThat(desk.out())
                .contains("every number that both have is the same; they differ in the version that made them and")
                .contains("(1 numbers gone, 1 new)");
    }

    @Test
    void runsThatWereChosenAreEqualWhateverElseTheFolderHas() throws IOException {
        Desk desk = simulated();

        assertThat(desk.ziggurat("reproduce", "R", "--only", "caches.l2.size=1 KiB"))
                .isZero();

        assertThat(desk.out())
                .contains("1 of 2 runs simulated again, all equal")
                .doesNotContain("they differ");
    }

    @Test
    void onlyRunsThatTheFolderHasAreSimulated() throws IOException {
        Desk desk = new Desk(Files.createDirectories(folder.resolve("desk")));
        assertThat(desk.ziggurat("sweep", "s.yaml", "--out", "R", "--quiet", "--only", "caches.l2.size=1 KiB"))
                .isZero();

        assertThat(desk.ziggurat("reproduce", "R")).isZero();

        assertThat(desk.out()).contains("1 of 1 run simulated again, identical to the byte");
    }

    /** To compare nothing finds no difference, and would pass as a result reproduced. */
    @Test
    void nothingIsNoReproduction() throws IOException {
        Desk desk = simulated();
        Path results = folder.resolve("desk/R/results.csv");
        String text = Files.readString(results);
        Files.writeString(results, text.lines().limit(2).reduce("", (all, line) -> all + line + "\n"));

        assertThat(desk.ziggurat("reproduce", "R", "--only", "caches.l2.size=1 KiB"))
                .isEqualTo(2);
        assertThat(desk.err()).contains("R holds none of the runs that were chosen");

        Files.writeString(results, text.replace(",ok,", ",stalled,"));
        assertThat(desk.ziggurat("reproduce", "R")).isEqualTo(2);
        assertThat(desk.err()).contains("R holds no run that ended well");
        assertThat(folder.resolve("desk/R-reproduced")).doesNotExist();
    }

    @Test
    void numbersThatAreMissingAtTheEndAreADifference() throws IOException {
        Desk desk = simulated();
        Path statistics = folder.resolve("desk/R/statistics.csv");
        Files.writeString(statistics, Files.readString(statistics).replaceAll("(?m)^1,.*\n", ""));

        assertThat(desk.ziggurat("reproduce", "R")).isEqualTo(1);

        assertThat(desk.out()).containsPattern("1 +all numbers +nothing +there");
    }

    @Test
    void aFolderWithoutResultsIsToldSo() throws IOException {
        Desk desk = new Desk(Files.createDirectories(folder.resolve("desk")));

        assertThat(desk.ziggurat("reproduce", "nowhere")).isEqualTo(2);

        assertThat(desk.err()).contains("nowhere has no resolved.yaml");
    }
}
