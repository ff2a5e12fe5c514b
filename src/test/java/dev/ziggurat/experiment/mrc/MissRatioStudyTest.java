package dev.ziggurat.experiment.mrc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.mrc.MissRatioStudy.Question;
import dev.ziggurat.experiment.mrc.MissRatioStudy.Result;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small workloads, mostly traces, whose lines are counted on fingers. */
final class MissRatioStudyTest {
    @TempDir
    Path folder;

    @Test
    void referenceCountsOnceForEachLineThatItTouches() throws IOException {
        Result result = only(trace("r 0 8\nr 3c 8\nr 40 4\nw 3e 84\n"), Cut.Of.DATA);

        assertThat(result.references()).isEqualTo(4);
        assertThat(result.curve().accesses()).isEqualTo(1 + 2 + 1 + 4);
        assertThat(result.curve().footprint()).isEqualTo(4);
        assertThat(misses(result, 1, 2, 4)).containsExactly(6, 4, 4);
    }

    @Test
    void largerLinesAreOtherLines() throws IOException {
        String workload = trace("r 0 8\nr 1000 8\nr 2000 8\nr ff8 10\n");
        Result result = run(workload, "4 KiB", Cut.Of.DATA, 0, null).get(0);

        assertThat(result.curve().accesses()).isEqualTo(5);
        assertThat(result.curve().footprint()).isEqualTo(3);
    }

    @Test
    void modifyReadsAllItsLinesThenWritesThem() throws IOException {
        String workload = traced("I  1000,4\n M 3c,8\n", "lackey");
        Result result = only(workload, Cut.Of.DATA);

        assertThat(result.references()).isEqualTo(1);
        assertThat(result.curve().accesses()).isEqualTo(4);
        assertThat(misses(result, 1, 2)).containsExactly(4, 2);
    }

    @Test
    void fetchesAreLeftOutOrAloneOrCountedToo() throws IOException {
        String workload = traced("I  1000,4\n L 40,8\nI  1004,4\n S 80,8\nI  2000,4\n", "lackey");

        assertThat(only(workload, Cut.Of.DATA).curve().accesses()).isEqualTo(2);
        assertThat(only(workload, Cut.Of.FETCHES).curve().accesses()).isEqualTo(3);
        assertThat(only(workload, Cut.Of.FETCHES).references()).isEqualTo(2);
        assertThat(only(workload, Cut.Of.ALL).curve().accesses()).isEqualTo(5);
    }

    @Test
    void warmUpIsNotCountedAndShareComesAfterIt() {
        String workload = process("p", "{kind: stride, footprint: 640 B, stride: 64 B}", "references: 25");
        Result result = run(workload, "64 B", Cut.Of.DATA, 5, null).get(0);

        assertThat(result.references()).isEqualTo(25);
        assertThat(result.curve().coldMisses()).isEqualTo(5);
        assertThat(misses(result, 9, 10)).containsExactly(25, 5);
        assertThat(run(workload, "64 B", Cut.Of.DATA, 5, 3L).get(0).references())
                .isEqualTo(3);
    }

    @Test
    void traceThatEndsInItsWarmUpIsRefused() throws IOException {
        String workload = trace("r 0 8\nr 40 8\n");

        assertThatThrownBy(() -> run(workload, "64 B", Cut.Of.DATA, 2, null))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("process 'p' ends after 2 references, in its warm-up");
    }

    /** Each has lines of its own at the same addresses; together a walk of two and one of three lines make one of five, until the shorter is over. */
    @Test
    void processesTakeTurnsInTheirOwnAddressSpaces() {
        String workload = process("two", "{kind: stride, footprint: 128 B, stride: 64 B}", "references: 60")
                + "  - {name: three, program: {kind: stride, footprint: 192 B, stride: 64 B}, references: 30}\n";
        List<Result> results = run(workload, "64 B", Cut.Of.DATA, 0, null);

        assertThat(results).extracting(Result::process).containsExactly("(all)", "two", "three");
        assertThat(misses(results.get(1), 1, 2)).containsExactly(60, 2);
        assertThat(misses(results.get(2), 2, 3)).containsExactly(30, 3);
        Result all = results.get(0);
        assertThat(all.references()).isEqualTo(90);
        assertThat(all.curve().footprint()).isEqualTo(5);
        assertThat(misses(all, 1, 5)).containsExactly(90, 5);
        // A line of the two comes back after its other one and two of the three, until the first is alone: the next but
        // one was met in between.
        assertThat(misses(all, 3)).containsExactly(60 + 1);
    }

    @Test
    void physicalAddressesAreShared() throws IOException {
        trace("r 0 8\n");
        String one = "{name: %s, program: {kind: trace, file: t.din, address-space: physical}}";
        String workload = "workload: x\nprocesses:\n  - " + one.formatted("a") + "\n  - " + one.formatted("b") + "\n";

        assertThat(run(workload, "64 B", Cut.Of.DATA, 0, null).get(0).curve().footprint())
                .isEqualTo(1);
    }

    @Test
    void threadsTakeTurns() {
        String workload = process("p", "{kind: false-sharing, spacing: 64 B}", "copies: 2, references: 40");
        Result result = run(workload, "64 B", Cut.Of.DATA, 0, null).get(0);

        assertThat(result.references()).isEqualTo(40);
        assertThat(result.curve().accesses()).isEqualTo(80);
        assertThat(misses(result, 1, 2)).containsExactly(40, 2);
    }

    /** Batches, and the quick way of generators, make no difference: a phase has neither. */
    @Test
    void longRunsOfBothWaysAgree() {
        String generator = "{kind: stride, footprint: 200000 B, stride: 24 B, access: 48 B, stores: 30 %}";
        String quick = process("p", generator, "references: 30000");
        String slow =
                "workload: x\nprocesses:\n  - name: p\n    phases: [{program: " + generator + ", references: 30000}]\n";
        Curve one = run(quick, "16 B", Cut.Of.DATA, 0, null).get(0).curve();
        Curve other = run(slow, "16 B", Cut.Of.DATA, 0, null).get(0).curve();

        assertThat(one.accesses()).isEqualTo(other.accesses()).isGreaterThan(90_000);
        assertThat(one.footprint()).isEqualTo(other.footprint());
        assertThat(one.steps()).containsExactly(other.steps());
        for (long size : one.steps()) {
            assertThat(one.at(size)).isEqualTo(other.at(size));
        }
    }

    @Test
    void programThatWaitsForAnotherIsRefused() {
        String workload = process("p", "{kind: lock, turns: 10}", "copies: 2");

        assertThatThrownBy(() -> run(workload, "64 B", Cut.Of.DATA, 0, null))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("thread 'p")
                .hasMessageContaining("and here is none");
    }

    private static String process(String name, String program, String share) {
        return "workload: x\nprocesses:\n  - {name: " + name + ", program: " + program + ", " + share + "}\n";
    }

    private String trace(String lines) throws IOException {
        Files.writeString(folder.resolve("t.din"), lines);
        return "workload: x\nprocesses:\n  - {name: p, program: {kind: trace, file: t.din, format: din}}\n";
    }

    private String traced(String lines, String format) throws IOException {
        Files.writeString(folder.resolve("t." + format), lines);
        return "workload: x\nprocesses:\n  - {name: p, program: {kind: trace, file: t." + format + ", format: " + format
                + "}}\n";
    }

    private Result only(String workload, Cut.Of of) {
        return run(workload, "64 B", of, 0, null).get(0);
    }

    private List<Result> run(String workload, String line, Cut.Of of, long warmUp, Long references) {
        Source source = Source.text("w.yaml", folder, workload);
        Cut cut = new Cut(ByteSize.parse(line), of);
        Question question = new Question(cut, new Sampling.Exact(), 1, warmUp, references);
        return new MissRatioStudy(
                        new WorkloadReader(Catalogs.standard())
                                .read(source, List.of())
                                .spec()
                                .processes(),
                        question,
                        new Pulse())
                .run();
    }

    private static long[] misses(Result result, long... sizes) {
        return java.util.Arrays.stream(sizes)
                .map(size -> result.curve().at(size).misses())
                .toArray();
    }
}
