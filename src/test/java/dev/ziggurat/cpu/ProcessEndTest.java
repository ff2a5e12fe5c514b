package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a core books and counts when another ends the process that it runs, whatever it is at; an answer takes 1000 cycles. Another process goes on
 * for a while, so that the run is not over.
 */
final class ProcessEndTest {
    private static final long CYCLE = KernelBench.CYCLE;
    private static final long MEMORY = 1000 * CYCLE;
    private static final long A = 0x1000_0000;
    private static final long LATER = 60_000 * CYCLE;

    static List<CoreSpec> kinds() {
        return KernelCallTest.kinds();
    }

    /** One process on both cores, which the thread on the second ends some time after an instant. */
    private static KernelBench ended(CoreSpec spec, ListedProgram first, long at) {
        KernelBench bench = new KernelBench(spec, 2, 1_000_000 * CYCLE, Answer.LATER, MEMORY);
        Process process = bench.add("p", 0, first, 0);
        bench.addThread(
                process, 1, new ListedProgram().then(Kind.SLEEP, 0, 0, at).then(Kind.LOAD, 1L << 47, 8), 0);
        bench.add("q", 1, new ListedProgram().then(Kind.SLEEP, 0, 0, LATER), 0);
        return bench;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void coreIsIdleFromTheEndOnAndNotBefore(CoreSpec spec) {
        for (long at = 10_000 * CYCLE; at < 13_000 * CYCLE; at += 130 * CYCLE) {
            ListedProgram chain = new ListedProgram();
            for (int i = 0; i < 50; i++) {
                chain.needing(1, Kind.LOAD, A + 8L * i, i % 3 * 5);
            }
            KernelBench bench = ended(spec, chain, at).run();

            long end = bench.count("process.p.thread1", "total_ns");
            long idle = bench.count("core0.time", "idle_ns");
            Process process = bench.processes.get(0);
            assertThat(process.end()).isEqualTo(Process.VIOLATION);
            if (spec instanceof InOrder.Spec) {
                // It has one load at a time, and that comes to its end.
                assertThat(idle)
                        .as("ends at %d", end)
                        .isBetween(bench.shares.lastEnd() - end - MEMORY, bench.shares.lastEnd() - end);
            } else {
                // It began after a cycle.
                assertThat(idle).as("ends at %d", end).isEqualTo(bench.shares.lastEnd() - end + CYCLE);
                assertThat(process.taken).isEqualTo(process.references());
            }
        }
    }

    /** Three loads were dispatched behind the one that faulted, and four, for which there is room, are under way at the end. */
    @Test
    void whatWasDispatchedWhenTheProcessEndsIsSquashedAndCounted() {
        ListedProgram program = new ListedProgram();
        for (int i = 0; i < 50; i++) {
            program.needing(1, Kind.LOAD, A + 8L * i, 0);
        }
        KernelBench bench = ended(kinds().get(3), program, 10_000 * CYCLE).run();

        assertThat(bench.count("core0", "squashed")).isEqualTo(3 + 4);
    }

    /** The handler loads and stores for a thread that is no more, from its fault in the first 1100 cycles on. */
    @ParameterizedTest
    @MethodSource("kinds")
    void kernelProgramGoesOnThoughTheProcessHasEnded(CoreSpec spec) {
        for (long at = 1200 * CYCLE; at < 2800 * CYCLE; at += 400 * CYCLE) {
            KernelBench bench =
                    ended(spec, new ListedProgram().then(Kind.LOAD, A, 8), at).run();

            assertThat(bench.processes.get(0).references()).isZero();
            assertThat(bench.count("core0", "squashed")).isZero();
            assertThat(bench.count("core0", "kernel_references")).isEqualTo(2);
        }
    }

    /** What the core was at before the end was to wait for the stores of the thread, whether it had been interrupted meanwhile or not. */
    @Test
    void waitForTheStoreBufferBeforeTheEndIsNotIdle() {
        for (boolean interrupted : new boolean[] {false, true}) {
            ListedProgram program = new ListedProgram().then(Kind.STORE, A, 8).then(Kind.SLEEP, 0, 0, 20_000 * CYCLE);
            for (int i = 0; i < 8; i++) {
                program.then(Kind.STORE, A + 8L * i, 8);
            }
            KernelBench bench = ended(kinds().get(2), program.then(Kind.SLEEP, 0, 0, LATER), 20_500 * CYCLE);
            if (interrupted) {
                bench.add("r", 0, new ListedProgram().then(Kind.SLEEP, 0, 0, 20_400 * CYCLE), 0);
            }
            bench.run();

            long end = bench.count("process.p.thread1", "total_ns");
            long sent = bench.level.times().stream()
                    .filter(each -> each > 20_000 * CYCLE)
                    .findFirst()
                    .orElseThrow();
            assertThat(end).isLessThan(sent + MEMORY);
            // Up to the end for these, and before the first sleep for the first store.
            assertThat(bench.count("core0.time", "store_buffer_ns"))
                    .as("interrupted %s", interrupted)
                    .isBetween(MEMORY + end - sent - 8 * CYCLE, MEMORY + end - sent);
        }
    }
}
