package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.cpu.KernelBench.Told;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.mmu.Fault;
import dev.ziggurat.os.Process;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a core counts of programs that fault, are interrupted and end, and what it tells the kernel; see {@link KernelBench}. */
final class KernelCountsTest {
    private static final long CYCLE = KernelBench.CYCLE;
    private static final long QUANTUM = 1_000_000 * CYCLE;
    private static final int PAGE = KernelBench.PAGE;
    private static final long A = 0x1000_0000;

    static Iterable<CoreSpec> kinds() {
        return KernelCallTest.kinds();
    }

    private static KernelBench bench(CoreSpec spec) {
        return new KernelBench(spec, 1, QUANTUM, Answer.LATER);
    }

    /** Whether a store is written before the core goes on. */
    private static boolean blocks(CoreSpec spec) {
        return spec instanceof InOrder.Spec inOrder && inOrder.storeQueue() == 0;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void kernelIsToldWhatCannotBeTranslatedAndWhy(CoreSpec spec) {
        for (Kind kind : new Kind[] {Kind.LOAD, Kind.STORE, Kind.MODIFY, Kind.FETCH}) {
            KernelBench bench = bench(spec);
            // The second reference begins in the page of the first and ends in the next.
            bench.add("p", 0, new ListedProgram().then(kind, A, 8).then(kind, A + 2 * PAGE - 4, 8), 0);
            bench.run();

            AccessType access = switch (kind) {
                case STORE -> AccessType.STORE;
                case FETCH -> AccessType.FETCH;
                default -> AccessType.LOAD;
            };
            assertThat(bench.told)
                    .as("%s", kind)
                    .containsExactly(
                            new Told(A, access, Fault.NOT_PRESENT),
                            new Told(A + 2 * PAGE - 4, access, Fault.NOT_PRESENT),
                            new Told(A + 2 * PAGE, access, Fault.NOT_PRESENT));
        }
    }

    /** An address that none can be is refused without a walk; before the kernel is called the store buffer drains, which is part of the fault. */
    @ParameterizedTest
    @MethodSource("kinds")
    void faultWaitsForTheStoresBeforeIt(CoreSpec spec) {
        long memory = 1000 * CYCLE;
        for (Answer answer : Answer.values()) {
            KernelBench bench = new KernelBench(spec, 1, QUANTUM, answer, memory);
            ListedProgram program = new ListedProgram().then(Kind.LOAD, A, 8).then(Kind.STORE, A, 8);
            Process process = bench.add("p", 0, program.then(Kind.LOAD, 1L << 47, 8), 0);
            bench.run();

            assertThat(process.end()).isEqualTo(Process.VIOLATION);
            assertThat(bench.told.get(bench.told.size() - 1))
                    .isEqualTo(new Told(1L << 47, AccessType.LOAD, Fault.NON_CANONICAL));
            long least = blocks(spec) ? 0 : memory - 3 * CYCLE;
            long most = blocks(spec) ? 0 : memory;
            assertThat(bench.count("os.faults", "store_buffer_ns")).isBetween(least, most);
            assertThat(bench.count("core0.time", "store_buffer_ns")).isBetween(least, most);
        }
    }

    /** An interrupt comes while the stores are written: the fault is told nevertheless, and the reference not tried again before. */
    @ParameterizedTest
    @MethodSource("kinds")
    void interruptWaitsForTheFaultThatWasThereFirst(CoreSpec spec) {
        KernelBench bench = new KernelBench(spec, 1, QUANTUM, Answer.LATER, 1000 * CYCLE);
        ListedProgram program = new ListedProgram().then(Kind.LOAD, A, 8).then(Kind.SLEEP, 0, 0, 20_000 * CYCLE);
        bench.add("p", 0, program.then(Kind.STORE, A, 8).then(Kind.LOAD, 1L << 47, 8), 0);
        bench.add("q", 0, new ListedProgram().then(Kind.SLEEP, 0, 0, 22_000 * CYCLE), 0);
        bench.run();
        assertThat(bench.count("os", "interrupts")).isEqualTo(2);
        boolean inOrder = spec instanceof InOrder.Spec;
        assertThat(bench.count("os.faults", "store_buffer_ns"))
                .isBetween(blocks(spec) ? 0L : 990 * CYCLE, blocks(spec) ? 0L : 1000 * CYCLE);
        // The first load is tried again, after a cycle; the last never.
        assertThat(bench.count("os.faults", "retry_ns")).isEqualTo(inOrder ? 0 : CYCLE);
    }

    /** What an interrupt finds in the pipeline comes to its end first. */
    @ParameterizedTest
    @MethodSource("kinds")
    void interruptTakesNothingOutOfThePipeline(CoreSpec spec) {
        KernelBench bench = new KernelBench(spec, 1, QUANTUM, Answer.LATER, 1000 * CYCLE);
        ListedProgram program = new ListedProgram().then(Kind.LOAD, A, 8).then(Kind.SLEEP, 0, 0, 20_000 * CYCLE);
        for (int i = 0; i < 9; i++) {
            program.needing(1, Kind.LOAD, A + 8L * i, 3);
        }
        bench.add("p", 0, program, 0);
        bench.add("q", 0, new ListedProgram().then(Kind.SLEEP, 0, 0, 24_000 * CYCLE), 0);
        bench.run();

        assertThat(bench.count("os", "interrupts")).isEqualTo(2);
        assertThat(bench.count("core0", "squashed")).isZero();
        assertThat(bench.level.came.stream().filter(each -> each.type() == AccessType.LOAD))
                .hasSize(1 + 1 + 9);
        // For each of its own ten loads the core has waited, but for the cycles in which instructions before them
        // retired.
        assertThat(bench.count("core0.time", "fake_ns")).isBetween(9_980 * CYCLE, 10_000 * CYCLE);
    }

    /** The second page's loads wait for the first page's last, so that all ten are there when their first faults, or as many as there is room for. */
    @ParameterizedTest
    @MethodSource("kinds")
    void everyFaultCountsWhatItTakesOutOfThePipeline(CoreSpec spec) {
        KernelBench bench = bench(spec);
        ListedProgram program = new ListedProgram();
        for (int i = 0; i < 20; i++) {
            int back = i < 10 ? 0 : i - 9;
            program.needing(back, Kind.LOAD, A + i / 10 * 2L * PAGE + 8L * i, 0);
        }
        bench.add("p", 0, program, 0);
        bench.run();

        long squashed = 0;
        if (spec instanceof OutOfOrder.Spec wide) {
            int room = wide.loadQueue();
            squashed = Math.min(20L, room) - 1 + Math.min(10L, room) - 1;
        }
        assertThat(bench.count("os", "faults")).isEqualTo(2);
        assertThat(bench.count("core0", "squashed")).isEqualTo(squashed);
    }

    /** Each reference of a thread that is observed is told once, in program order, when it has retired, and none of the kernel's. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whoeverWatchesIsToldOfEveryReference(CoreSpec spec) {
        KernelBench bench = bench(spec);
        bench.watches = true;
        ListedProgram program = new ListedProgram();
        Kind[] kinds = {Kind.FETCH, Kind.LOAD, Kind.STORE, Kind.MODIFY};
        for (int i = 0; i < 24; i++) {
            program.then(kinds[i % 4], A + PAGE * (long) (i / 8) + 8L * i, 1 + i % 8);
        }
        bench.add("p", 0, program, 0);
        bench.run();

        assertThat(bench.watched)
                .isEqualTo(program.lines().stream()
                        .map(line -> line.kind() + " " + line.address() + " " + line.size())
                        .toList());
    }

    /** Where no stream of fetches says otherwise, a reference is an instruction, and so is each of those before it, however they come to retire. */
    @ParameterizedTest
    @MethodSource("kinds")
    void instructionsBeforeAReferenceThatFaultsOrIsInterruptedCountOnce(CoreSpec spec) {
        for (long quantum : new long[] {QUANTUM, 700 * CYCLE}) {
            KernelBench bench = new KernelBench(spec, 1, quantum, Answer.LATER);
            for (String name : new String[] {"p", "q"}) {
                ListedProgram program = new ListedProgram();
                for (int i = 0; i < 20; i++) {
                    program.then(Kind.LOAD, A + PAGE * (long) (i / 2), 37 * i, 0);
                }
                bench.add(name, 0, program, 0);
            }
            bench.run();

            long each = 20 + 37 * 190;
            for (Process process : bench.processes) {
                assertThat(process.references()).isEqualTo(20);
                assertThat(process.instructions).isEqualTo(each);
            }
            assertThat(bench.count("core0", "instructions")).isEqualTo(2 * each);
            assertThat(bench.count("core0", "references")).isEqualTo(2 * 20);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatADaemonDoesCountsApart(CoreSpec spec) {
        KernelBench bench = bench(spec);
        ListedProgram work =
                new ListedProgram().then(Kind.SLEEP, 0, 0, 30_000 * CYCLE).then(Kind.LOAD, A, 8);
        Process process = bench.add("p", 0, work, 0);
        ListedProgram chores = new ListedProgram();
        for (int i = 0; i < 5; i++) {
            chores.then(Kind.LOAD, A + PAGE * 2L * i, 7, 0)
                    .then(Kind.STORE, A + 64, 8)
                    .then(Kind.MODIFY, A + 128, 8);
        }
        bench.addDaemon(process, 0, chores, 0);
        bench.run();

        assertThat(process.end()).isEqualTo(Process.EXIT);
        assertThat(process.references()).isEqualTo(1);
        assertThat(process.instructions).isEqualTo(1);
        assertThat(process.daemonReferences).isEqualTo(15);
        assertThat(process.daemonInstructions).isEqualTo(15 + 5 * 7);
        assertThat(bench.count("core0", "references")).isEqualTo(16);
        assertThat(bench.count("core0", "instructions")).isEqualTo(16 + 5 * 7);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void daemonsFetchesAreItsInstructions(CoreSpec spec) {
        KernelBench bench = bench(spec);
        ListedProgram work = new ListedProgram().then(Kind.SLEEP, 0, 0, 30_000 * CYCLE);
        Process process = bench.add("p", 0, work, 0);
        ListedProgram chores = new ListedProgram();
        for (int i = 0; i < 5; i++) {
            chores.then(Kind.FETCH, A + 4L * i, 4)
                    .then(Kind.FETCH, A + 4L * i + 4, 4)
                    .then(Kind.LOAD, A + PAGE, 8);
        }
        bench.addDaemon(process, 0, chores, 0);
        bench.run();

        assertThat(process.fetches).isZero();
        assertThat(process.daemonReferences).isEqualTo(5);
        assertThat(process.daemonInstructions).isEqualTo(10);
        assertThat(bench.count("core0", "instructions")).isEqualTo(10);
        assertThat(bench.count("core0", "references")).isEqualTo(5);
    }

    /** Its threads leave their cores, whatever they are at, and another process goes on. */
    @ParameterizedTest
    @MethodSource("kinds")
    void processLeavesItsCoreWhenItsShareIsDone(CoreSpec spec) {
        KernelBench bench = bench(spec);
        ListedProgram endless = new ListedProgram();
        for (int i = 0; i < 400; i++) {
            endless.then(Kind.LOAD, A + 8L * (i % 8), 8);
        }
        Process process = bench.add("p", 0, endless, 0, 100);
        Process other = bench.add("q", 0, endless.again(), 0, 50);
        bench.run();

        assertThat(process.end()).isEqualTo(Process.DONE);
        assertThat(process.references()).isEqualTo(100);
        assertThat(other.end()).isEqualTo(Process.DONE);
        assertThat(other.references()).isEqualTo(50);
        assertThat(bench.count("core0", "references")).isEqualTo(150);
    }
}
