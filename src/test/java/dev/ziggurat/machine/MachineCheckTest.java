package dev.ziggurat.machine;

import static dev.ziggurat.machine.Machines.TEXT;
import static dev.ziggurat.machine.Machines.problems;
import static dev.ziggurat.machine.Machines.problemsOfChange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Problem;
import org.junit.jupiter.api.Test;

final class MachineCheckTest {
    @Test
    void belowThatNamesNothingIsHinted() {
        assertThat(problemsOfChange("    below: llc", "    below: lcl"))
                .contains(
                        "bench.yaml:17: caches.l2.below: lcl: names no level; did you mean 'llc'? known: l1i, l1d, llc,"
                                + " memory");
    }

    @Test
    void aLoopIsToldOnceWithItsWay() {
        assertThat(problemsOfChange("    below: memory", "    below: l2"))
                .containsExactly(
                        "bench.yaml:17: caches.l2.below: llc: the levels make a loop, l2 -> llc -> l2; the last of"
                                + " them lies above 'memory'");
        assertThat(problemsOfChange("    below: llc", "    below: l2"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("bench.yaml:17: caches.l2.below: l2: the levels make a loop, l2 -> l2;"));
    }

    @Test
    void oneFirstLevelServesAStreamAndDataIsServed() {
        assertThat(problemsOfChange("serves: fetch", "serves: data"))
                .containsExactly(
                        "bench.yaml:9: caches.l1d.serves: [data]: 'l1i' serves data already; one first level serves a"
                                + " stream");
        assertThat(problemsOfChange("serves: data", "serves: fetch"))
                .contains(
                        "bench.yaml:6: caches: {l1i: {serves: [fetch], below: l2, size: 32 KiB, ways: 8, line: 64 B, latency:"
                                        .substring(0, 99)
                                + "...: no cache serves data; write 'serves: data' in the first level");
        assertThat(problemsOfChange("serves: data", "serves: []"))
                .contains(
                        "bench.yaml:9: caches.l1d.serves: []: a first level serves fetch, data, or both: '[fetch, data]'");
        assertThat(problemsOfChange("    below: llc\n", "    below: llc\n    serves: data\n"))
                .anySatisfy(problem -> assertThat(problem)
                        .contains(
                                "caches.l2.serves: [data]: only a first level serves the cores, and 'l1i' lies above"));
    }

    @Test
    void aLevelThatNothingLeadsToIsRefused() {
        assertThat(problemsOfChange("    serves: data\n", "").get(0)).contains("no cache serves data");
        assertThat(problemsOfChange("    serves: data\n", "").get(1))
                .startsWith("bench.yaml:8: caches.l1d: {below: l2, ")
                .endsWith(
                        "nothing leads here; a first level needs 'serves: data', any other a level whose 'below' is 'l1d'");
    }

    @Test
    void whatLiesBelowASharedLevelIsShared() {
        String text = TEXT.replace("    below: llc\n", "    below: llc\n    shared: true\n");

        assertThat(Machines.read(text).spec()).isNotNull();
        assertThat(problems(text.replace("  llc:\n    shared: true\n", "  llc:\n")
                        .replace("    link: {latency: 8 cycles, width: 32 B}\n", "")))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("bench.yaml:23: caches.llc.shared: ")
                        .endsWith("lies below 'l2', which all cores share; write 'shared: true' here too"));
    }

    @Test
    void aLinkStandsBeforeASharedLevelOnly() {
        assertThat(problemsOfChange("    shared: true\n", ""))
                .containsExactly(
                        "bench.yaml:28: caches.llc.link: {latency: 8 cycles, width: 32 B}: a link stands before a"
                                + " shared level or memory; write 'shared: true' or leave it out");
    }

    @Test
    void aLineIsAMultipleOfEachLineAbove() {
        assertThat(problemsOfChange(
                        "    ways: 16\n    line: 64 B\n    load-to-use: 14",
                        "    ways: 16\n    line: 32 B\n    load-to-use: 14"))
                .contains(
                        "bench.yaml:20: caches.l2.line: 32 B: a line is a multiple of each line above it, and 'l1d' has 64 B");
    }

    @Test
    void loadToUseLeavesSomethingForTheLevel() {
        assertThat(problemsOfChange("load-to-use: 44 cycles", "load-to-use: 21 cycles"))
                .containsExactly(
                        "bench.yaml:28: caches.llc.load-to-use: 21 cycles: is the total from the core, and 'l2' and what"
                                + " lies above it and the link before it take 22 cycles already; write at least that, or 'latency' for"
                                + " what the level adds");
        assertThat(Machines.changed("load-to-use: 44 cycles", "load-to-use: 22 cycles")
                        .spec())
                .isNotNull();
        assertThat(problemsOfChange("load-to-use: 44 cycles", "load-to-use: 5 ns")
                        .get(0))
                .contains("take 5500 ps already");
    }

    @Test
    void exactlyOneOfLatencyAndLoadToUse() {
        assertThat(problemsOfChange("    load-to-use: 14 cycles\n", "").get(0))
                .startsWith("bench.yaml:16: caches.l2: {")
                .endsWith("write exactly one of 'latency' (what the level adds) and 'load-to-use' (the total)");
    }

    @Test
    void namesDoNotClash() {
        assertThat(problems(TEXT.replace("l2", "memory")))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("'memory' is the name of another component in the statistics; choose another"));
        assertThat(problems(TEXT.replace("l2", "core0")))
                .anySatisfy(problem -> assertThat(problem).startsWith("bench.yaml:16: caches.core0: "));
        assertThat(problems(TEXT.replace("l2", "L2")))
                .anySatisfy(problem -> assertThat(problem).contains("small letters, digits and '-'"));
    }

    @Test
    void keysWithoutEffectAreReported() {
        var config = Machines.read(TEXT.replace("latency: 4 cycles}", "latency: 4 cycles, write: write-back}")
                .replace("    ways: 8", "    ways: 1")
                .replace("80 ns", "80 ns, link: {}"));

        assertThat(MachineReader.notes(config))
                .extracting(Problem::toString)
                .containsExactly(
                        "bench.yaml:7: caches.l1i.write: write-back: without effect: a cache that serves only fetch sees no stores",
                        "bench.yaml:15: caches.l1d.replacement: {kind: lru}: without effect: one way leaves no choice",
                        "bench.yaml:30: memory.link: {}: without effect: a link with neither latency nor width delays nothing");
        assertThat(MachineReader.notes(Machines.read(TEXT))).isEmpty();
    }
}
