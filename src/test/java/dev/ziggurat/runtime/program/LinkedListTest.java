package dev.ziggurat.runtime.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.runtime.gc.ProgramRun;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The list is what it has to be, on every collector, whatever is replaced; and copying puts neighbours side by side. */
final class LinkedListTest {
    private static final int LENGTH = 300;

    /** The bytes of a node: a header of 16 B, a reference and a word of data. */
    private static final int NODE = 32;

    static List<Arguments> heaps() {
        return Runs.on(80);
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void nodesStandInTheOrderOfTheirMaking(String heap, boolean boxed) {
        ProgramRun run = new ProgramRun(
                heap, "linked-list, length: " + LENGTH + ", walks: 20, replaced: 40 %, collections: 1", 1);
        assertThat(values(run, boxed))
                .containsExactlyElementsOf(LongStream.range(0, LENGTH).boxed().toList());
        assertThat(run.reached(run.local(0))).isEqualTo(boxed ? 2 * LENGTH : LENGTH);
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void nodesStandAnywhereButEachOnce(String heap, boolean boxed) {
        ProgramRun run = new ProgramRun(
                heap,
                "linked-list, length: " + LENGTH + ", order: random, walks: 20, replaced: 40 %, collections: 1",
                2);
        assertThat(values(run, boxed))
                .startsWith(0L)
                .isNotEqualTo(LongStream.range(0, LENGTH).boxed().toList())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, LENGTH).boxed().toList());
        assertThat(run.reached(run.local(0))).isEqualTo(boxed ? 2 * LENGTH : LENGTH);
    }

    @Test
    void copyingPutsNeighboursSideBySide() {
        String list = "linked-list, length: " + LENGTH + ", order: random, collections: 1";
        ProgramRun copied = new ProgramRun("collector: {kind: semispace, heap: 80 KiB}", list, 3);
        ProgramRun swept = new ProgramRun("collector: {kind: mark-sweep, heap: 80 KiB}", list, 3);
        ProgramRun slid = new ProgramRun("collector: {kind: mark-compact, heap: 80 KiB}", list, 3);
        assertThat(gaps(copied)).containsOnly((long) NODE).hasSize(LENGTH - 1);
        assertThat(gaps(swept).stream().filter(gap -> gap == NODE).count()).isLessThan(LENGTH / 20);
        assertThat(gaps(slid)).isEqualTo(gaps(swept));
    }

    @Test
    void aWalkIsTwoLoadsANodeAndThreeOfBoxed() {
        String runtime = "collector: {kind: epsilon, heap: 80 KiB}";
        String list = "linked-list, length: " + LENGTH + ", walks: ";
        assertThat(new ProgramRun(runtime, list + 5, 1).loads() - new ProgramRun(runtime, list + 4, 1).loads())
                .isEqualTo(2 * LENGTH);
        String boxed = runtime + ", layout: {values: boxed}";
        assertThat(new ProgramRun(boxed, list + 5, 1).loads() - new ProgramRun(boxed, list + 4, 1).loads())
                .isEqualTo(3 * LENGTH);
    }

    @Test
    void everyNodeIsReplacedBetweenTwoWalks() {
        ProgramRun run = new ProgramRun(
                "collector: {kind: epsilon, heap: 80 KiB}",
                "linked-list, length: " + LENGTH + ", walks: 4, replaced: 100 %",
                1);
        assertThat(run.counter("objects_allocated")).isEqualTo(4 * LENGTH);
        assertThat(run.counter("bytes_allocated")).isEqualTo(4 * LENGTH * NODE);
    }

    @Test
    void thereAreNoMoreCollectionsThanWalks() {
        assertThatThrownBy(() -> ProgramRun.process(
                        "collector: {kind: epsilon, heap: 80 KiB}", "linked-list, length: 3, walks: 2, collections: 3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("collections: 3");
    }

    private static List<Long> values(ProgramRun run, boolean boxed) {
        List<Long> values = new ArrayList<>();
        for (long node = run.local(0); node != 0; node = run.field(node, 0)) {
            values.add(Runs.value(run, node, boxed, 1, 0));
        }
        return values;
    }

    private static List<Long> gaps(ProgramRun run) {
        List<Long> gaps = new ArrayList<>();
        long node = run.local(0);
        for (long next = run.field(node, 0); next != 0; next = run.field(node, 0)) {
            gaps.add(next - node);
            node = next;
        }
        return gaps;
    }
}
