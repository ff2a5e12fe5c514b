package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the time of a reference that faults goes, from its first attempt to its end; see {@link KernelBench}. */
final class FaultTimeTest {
    private static final long CYCLE = KernelBench.CYCLE;
    private static final long LOAD = KernelBench.LATENCY;
    private static final long A = 0x1000_0000;
    private static final long ODD = A + KernelBench.PAGE;

    /** A look at the walk caches, and one load of the root, in which there is nothing. */
    private static final long WALK_IN_VAIN = CYCLE + LOAD;

    private static final long WALK = CYCLE + 4 * LOAD;

    /** A walk that the walk caches cut short, to set the dirty bit. */
    private static final long WALK_AGAIN = CYCLE + LOAD;

    static Iterable<CoreSpec> kinds() {
        return KernelCallTest.kinds();
    }

    private static Map<String, Long> time(KernelBench bench, String section) {
        Map<String, Long> time = new TreeMap<>();
        for (String cause : bench.simulation.causes().all()) {
            long spent = bench.count(section, cause.replace(' ', '_') + "_ns");
            if (spent != 0) {
                time.put(cause, spent);
            }
        }
        return time;
    }

    /** Two attempts with their walks; the kernel's way in, its load and its store; and what the reference itself takes. */
    private static Map<String, Long> expected(CoreSpec spec, Kind kind) {
        Map<String, Long> time = new TreeMap<>();
        time.put("trap", KernelBench.FAULT);
        time.put("walk", WALK_IN_VAIN + WALK);
        if (kind != Kind.STORE) {
            time.put("fake", LOAD);
        }
        if (spec instanceof InOrder.Spec inOrder) {
            boolean blocking = inOrder.storeQueue() == 0;
            time.put("kernel", 2 * LOAD);
            if (kind == Kind.MODIFY) {
                time.merge("walk", WALK_AGAIN, Long::sum);
            }
            if (kind == Kind.STORE || kind == Kind.MODIFY) {
                // A store is done when it is written, or in the queue.
                time.put("window", blocking ? LOAD : CYCLE);
            }
        } else {
            // After each of the kernel's operations, and at the end, the pipeline takes a cycle to start again.
            time.put("kernel", 2 * LOAD + 2 * CYCLE);
            time.put("retry", CYCLE);
            if (kind == Kind.FETCH) {
                // Dispatch finds that the bytes do not come, retirement a cycle later that nothing else is left.
                time.put("window", CYCLE);
            }
        }
        return time;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyPicosecondOfAFaultHasItsCause(CoreSpec spec) {
        for (Kind kind : new Kind[] {Kind.LOAD, Kind.STORE, Kind.MODIFY, Kind.FETCH}) {
            for (Answer answer : Answer.values()) {
                KernelBench bench = new KernelBench(spec, 1, 1_000_000 * CYCLE, answer);
                bench.add("p", 0, new ListedProgram().then(kind, A, 8), 0);
                bench.run();

                Map<String, Long> expected = expected(spec, kind);
                assertThat(time(bench, "os.faults")).as("%s, %s", kind, answer).isEqualTo(expected);
                // The core has waited for the walks, or for the fetch.
                assertThat(bench.count("core0.time", "walk_ns"))
                        .isEqualTo(kind == Kind.FETCH ? 0 : expected.get("walk"));
            }
        }
    }

    /** They have retired, and retire no more; of the second load's, which go back with it, each is still done. */
    @ParameterizedTest
    @MethodSource("kinds")
    void instructionsBeforeAReferenceThatFaultsAreDoneOnce(CoreSpec spec) {
        long width = spec instanceof OutOfOrder.Spec wide ? wide.width() : 1;
        for (int after : new int[] {1, 400}) {
            long[] end = new long[2];
            for (int run = 0; run < 2; run++) {
                KernelBench bench = new KernelBench(spec, 1, 1_000_000 * CYCLE, Answer.LATER);
                ListedProgram program = new ListedProgram().then(Kind.LOAD, A, 40 * run, 0);
                bench.add("p", 0, program.then(Kind.LOAD, A + 8, after, 0), 0);
                bench.run();
                end[run] = bench.shares.lastEnd();
            }
            assertThat(end[1] - end[0]).as("%d after it", after).isEqualTo(40 / width * CYCLE);
        }
    }

    /** The store is written in three turns, in two of which the core has other things to wait for; it is then the fetch that it waits for. */
    @ParameterizedTest
    @MethodSource("kinds")
    void waitForAFetchThatFaultsIsItsOwnThoughAStoreIsBeingWritten(CoreSpec spec) {
        long memory = 1000 * CYCLE;
        long[] fetch = new long[2];
        for (int run = 0; run < 2; run++) {
            KernelBench bench = new KernelBench(spec, 1, 1_000_000 * CYCLE, Answer.LATER, memory);
            ListedProgram program = new ListedProgram().then(Kind.STORE, A, 8).then(Kind.SLEEP, 0, 0, 20 * memory);
            if (run == 1) {
                program.then(Kind.STORE, A, 6 * 64);
            }
            bench.add("p", 0, program.then(Kind.FETCH, A + 2 * KernelBench.PAGE, 8), 0);
            bench.run();
            fetch[run] = bench.count("core0.time", "fetch_ns");
        }

        assertThat(fetch[1]).isBetween(fetch[0] - 2 * CYCLE, fetch[0]);
    }

    /** However much the program does after a sleep, the kernel has done no more for it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void pipelineThatFillsAnewIsNotTheKernels(CoreSpec spec) {
        long[] kernel = new long[3];
        for (int run = 0; run < kernel.length; run++) {
            KernelBench bench = new KernelBench(spec, 1, 1_000_000 * CYCLE, Answer.LATER);
            ListedProgram program = new ListedProgram().then(Kind.STORE, A, 8).then(Kind.SLEEP, 0, 0, 5000 * CYCLE);
            if (run > 0) {
                program.then(Kind.STORE, A, 9 * (run - 1), 0);
            }
            bench.add("p", 0, program, 0);
            bench.run();
            kernel[run] = bench.count("core0.time", "kernel_ns");
        }

        assertThat(kernel[0]).isPositive().isEqualTo(kernel[1]).isEqualTo(kernel[2]);
    }

    /** All that a core does for a fetch is to wait, but for what a hit takes, if it is told in time. */
    @ParameterizedTest
    @MethodSource("kinds")
    void coreWaitsForAFetchThatFaultsBeforeAndAfter(CoreSpec spec) {
        for (Answer answer : Answer.values()) {
            KernelBench bench = new KernelBench(spec, 1, 1_000_000 * CYCLE, answer);
            bench.add("p", 0, new ListedProgram().then(Kind.FETCH, A, 8), 0);
            bench.run();

            // Out of order a fault and a call take a cycle each in which nothing is fetched.
            long cycles = spec instanceof InOrder.Spec ? 0 : 2 * CYCLE;
            long bytes = answer == Answer.AT_ONCE ? 0 : LOAD;
            assertThat(bench.count("core0.time", "fetch_ns")).isEqualTo(WALK_IN_VAIN + WALK + bytes + cycles);
        }
    }

    /**
     * Two threads of a process fault in one page, which comes from a device, and whose line the kernel writes; the second finds its translation and
     * its line where the first has left them. So the last attempts are nothing but hits, and of the second's faults no picosecond is a walk's.
     */
    @ParameterizedTest
    @MethodSource("kinds")
    void lastAttemptMayBeNothingButAHit(CoreSpec spec) {
        for (Kind kind : new Kind[] {Kind.LOAD, Kind.STORE, Kind.MODIFY, Kind.FETCH}) {
            KernelBench bench = KernelBench.cached(spec, 1_000_000 * CYCLE);
            ListedProgram program = new ListedProgram().then(kind, ODD, 8);
            Process process = bench.add("p", 0, program, 0);
            bench.addThread(process, 0, program.again(), KernelBench.DEVICE / 10);
            bench.run();

            Map<String, Long> time = time(bench, "os.faults");
            assertThat(time).as("%s", kind).isEqualTo(expectedOfTwo(spec, kind));
            long attempts = WALK + 2 * KernelBench.HIT;
            boolean loads = kind == Kind.LOAD || kind == Kind.MODIFY;
            assertThat(bench.count("core0", "load_time_ns")).isEqualTo(loads ? attempts : 0);
            if (kind == Kind.LOAD) {
                assertThat(bench.count("core0", "load_fault_time_ns"))
                        .isEqualTo(bench.count("os.faults", "total_ns") - attempts);
            }
        }
    }

    private static Map<String, Long> expectedOfTwo(CoreSpec spec, Kind kind) {
        Map<String, Long> time = new TreeMap<>();
        time.put("trap", 2 * KernelBench.FAULT);
        time.put("swap device", 2 * KernelBench.DEVICE);
        time.put("context switch", 2 * KernelBench.COSTS.contextSwitch());
        time.put("walk", 2 * WALK_IN_VAIN + WALK);
        if (kind != Kind.STORE) {
            time.put("l1", 2 * KernelBench.HIT);
        }
        // Of the kernel's two loads one misses; its stores are whole lines.
        long references = 4 * KernelBench.HIT + LOAD;
        if (spec instanceof InOrder.Spec inOrder) {
            boolean blocking = inOrder.storeQueue() == 0;
            time.put("kernel", references);
            if (kind == Kind.MODIFY) {
                time.merge("walk", WALK_AGAIN, Long::sum);
            }
            if (kind == Kind.STORE || kind == Kind.MODIFY) {
                time.put("window", 2 * (blocking ? KernelBench.HIT : CYCLE));
            }
        } else {
            // After two operations of each handler, and two of each change of threads, the thread's pipeline starts
            // again.
            time.put("kernel", references + 2 * 4 * CYCLE);
            time.put("retry", 2 * CYCLE);
            if (kind == Kind.STORE) {
                // Whose translation is there retires in the cycle after its dispatch.
                time.put("window", CYCLE);
            } else if (kind == Kind.FETCH) {
                time.put("window", 2 * CYCLE);
            }
        }
        return time;
    }
}
