package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is allocated per reference: a million references of the steady state leave the heap as it is. (A recorder of latencies grows with
 * the largest it has ever seen, so the steady state begins late.)
 */
final class AllocationTest {
    private static final long MILLION = 1_000_000;

    /** For what the JVM itself may do between two looks. */
    private static final long TOLERANCE = 512;

    /** A hundred nanoseconds, in which no more than 1,600 references are done. */
    private static final long PERIOD = 100_000;

    /** An out-of-order core and an in-order one, each with DDR4. */
    private static final List<String> MACHINES = List.of("desktop", "embedded");

    /** Enough to see a byte in twenty references; a million of each program take minutes and are the slow test's. */
    private static final long FEW = 10_000;

    /** In short runs what the JVM does once, such as loading a class, falls into a window; it is not in each of three. */
    private static final int WINDOWS = 3;

    /** The program that does little else than call the operating system, of which there is none here. */
    private static final String CALLER = "segment-churn";

    /** Every other kind of program in the catalogue, and phases. */
    private static final List<String> GENERATORS = List.of(
            "program: {kind: sequential, footprint: 4 MiB, stores: 40 %}",
            "program: {kind: stride, stride: 8 B, footprint: 1 GiB}",
            "program: {kind: scattered, footprint: 16 MiB, stores: 30 %}",
            "program: {kind: uniform, footprint: 16 KiB, stores: 50 %}",
            "program: {kind: uniform, footprint: 16 MiB, stores: 30 %, access: 12 B}",
            "program: {kind: zipf, footprint: 16 MiB, stores: 20 %}",
            "program: {kind: pointer-chase, footprint: 6 MiB}",
            "program: {kind: stream, kernel: triad, footprint: 6 MiB}",
            "program: {kind: gups, footprint: 16 MiB}",
            "program: {kind: false-sharing, atomic: true}",
            "program: {kind: lock, turns: 1000000, critical: 20}",
            "program: {kind: recursion, depth: 1000}",
            "program: {kind: recursion, shape: fibonacci, depth: 25}",
            "program: {kind: matrix-multiply, order: ijk, n: 300}",
            "program: {kind: matrix-multiply, order: ikj, n: 300}",
            "program: {kind: matrix-multiply, order: blocked, n: 300, tile: 32}",
            "phases: [{program: {kind: sequential, footprint: 1 MiB}, references: 20000},"
                    + " {program: {kind: matrix-multiply, order: blocked, n: 12, tile: 4}}]");

    /** Calls of every allocator. */
    private static final List<String> ALLOCATORS = Stream.of(
                    "bump, size: 64 MiB",
                    "free-list, size: 1 MiB, fit: next",
                    "block-list, size: 1 MiB",
                    "buddy, size: 1 MiB",
                    "size-classes, size: 1 MiB")
            .map(heap -> "runtime: {kind: native, heap: {kind: " + heap
                    + "}}, program: {kind: block-churn, blocks: 50, largest: 1 KiB}")
            .toList();

    /** On every collector that collects. */
    private static final List<String> COLLECTORS = List.of(
            managed("mark-sweep", "object-churn, live: 40"),
            managed("mark-compact", "object-churn, live: 40"),
            managed("semispace", "object-churn, live: 40"),
            managed("generational", "object-churn, live: 40"),
            managed("reference-counting", "object-churn, live: 40"),
            managed("generational", "binary-trees, live: 63, tree: 31, trees: 1000000000"),
            managed("semispace", "linked-list, length: 400, walks: 1000000, replaced: 30 %"),
            managed(
                    "mark-sweep",
                    "hash-map, entries: 40, operations: 1000000000, value: 200 B, puts: 30 %, removes: 30 %"),
            managed("generational", "lru-cache, entries: 40, keys: 100, requests: 1000000000, sizes: [8 B, 40 B]"),
            managed("reference-counting", "web-request, requests: 1000000000, objects: 20, sessions: 9"),
            "runtime: {kind: native, heap: {kind: size-classes, size: 1 MiB}, values: boxed},"
                    + " program: {kind: object-churn, live: 40, units: 1000000000}");

    @TempDir
    static Path folder;

    private static String managed(String collector, String program) {
        String units = program.startsWith("object-churn") ? ", units: 1000000000" : "";
        return "runtime: {kind: managed, collector: {kind: " + collector + ", heap: 32 KiB}}, program: {kind: "
                + program + units + "}";
    }

    static List<Arguments> few() throws IOException {
        return onEveryMachine(programs(length(FEW, WINDOWS) + 1));
    }

    static List<Arguments> many() throws IOException {
        return onEveryMachine(programs(length(MILLION, 1) + 1));
    }

    private static List<Arguments> onEveryMachine(List<String> programs) {
        return MACHINES.stream()
                .flatMap(machine -> programs.stream().map(program -> Arguments.of(machine, program)))
                .toList();
    }

    /** The generators, and a trace in every format, longer than the run: a trace that begins again opens its file anew. */
    private static List<String> programs(long references) throws IOException {
        Recordings recordings = new Recordings(Files.createTempDirectory(folder, "traces"), references);
        List<String> all = new ArrayList<>(GENERATORS);
        all.addAll(ALLOCATORS);
        all.addAll(COLLECTORS);
        all.add(recorded("kind: trace, format: lackey", recordings.lackey()));
        all.add(recorded("kind: trace, format: din", recordings.din()));
        all.add(recorded("kind: trace, format: champsim", recordings.champSim()));
        all.add(recorded("kind: trace, format: requests", recordings.requests()));
        all.add(recorded("kind: trace, format: pages", recordings.pages()));
        all.add(recorded("kind: script", recordings.script()));
        return all;
    }

    private static String recorded(String kind, Path file) {
        return "program: {" + kind + ", file: '" + file + "'}";
    }

    @Test
    void noKindOfProgramIsLeftOut() throws IOException {
        String programs = String.join("\n", programs(1));
        assertThat(names("program"))
                .filteredOn(name -> !name.equals(CALLER))
                .allSatisfy(name -> assertThat(programs).contains("kind: " + name));
        assertThat(names("format")).allSatisfy(name -> assertThat(programs).contains("format: " + name));
    }

    private static List<String> names(String catalog) {
        return Catalogs.standard().catalogs().stream()
                .filter(each -> each.thing().equals(catalog))
                .flatMap(each -> each.kinds().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("few")
    void noByteIsAllocatedPerReference(String machine, String program) throws IOException {
        assertThat(allocated(Machines.untranslated(machine), program, FEW, WINDOWS))
                .isBetween(0L, TOLERANCE);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("many")
    void noByteIsAllocatedInAMillionReferences(String machine, String program) throws IOException {
        assertThat(allocatedAgain(Machines.untranslated(machine), program)).isBetween(0L, TOLERANCE);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "desktop  | {kind: mixed, footprint: 1 MiB, largest: 200 B, gap: 5, back: 20, fetches: 30 %}",
                "embedded | {kind: mixed, footprint: 1 MiB, largest: 200 B, gap: 5, back: 20, fetches: 30 %}",
                "server   | {kind: uniform, footprint: 64 MiB, stores: 30 %}",
                "teaching | {kind: uniform, footprint: 1 MiB, stores: 30 %}",
            })
    void noByteIsAllocatedOnOtherMachines(String machine, String program) throws IOException {
        assertThat(allocatedAgain(Machines.untranslated(machine), "program: " + program))
                .isBetween(0L, TOLERANCE);
    }

    /** Every reference faults, and evicts a page that only needs to be zero when it comes again. */
    @ParameterizedTest
    @ValueSource(strings = {"desktop", "embedded"})
    void noByteIsAllocatedPerMinorFault(String machine) throws IOException {
        String program = "program: {kind: stride, stride: 4 KiB, footprint: 2 MiB}";
        assertThat(allocated("extends: " + machine + "\nos: {memory: 1 MiB}\n", program, 1500, WINDOWS))
                .isBetween(0L, TOLERANCE);
    }

    /** How many references a run does: as many as a window has come first, and windows end a little late. */
    private static long length(long span, int windows) {
        return (windows + 1) * span + span / 2;
    }

    /** Returns the bytes of a window of a million references, in the second of two equal runs: the first loads every class. */
    private static long allocatedAgain(String machine, String program) throws IOException {
        allocated(machine, program, MILLION, 1);
        return allocated(machine, program, MILLION, 1);
    }

    /** Returns the least number of bytes that a window allocates. */
    private static long allocated(String machine, String program, long span, int windows) throws IOException {
        String workload =
                "workload: w\nprocesses: [{name: p, references: " + length(span, windows) + ", " + program + "}]\n";
        Machine built = RandomMachine.build(machine, workload, RunOptions.DEFAULT);
        Windows looks = new Windows(references(built), span);
        built.observe(
                time -> {
                    looks.look();
                    return time + PERIOD;
                },
                PERIOD);
        assertThat(built.run().message()).isEmpty();
        assertThat(looks.complete).as("windows in the run").isEqualTo(windows);
        return looks.least;
    }

    /** What this thread allocates while so many references are done, again and again; nothing counts before the first time. */
    private static final class Windows {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private final LongSupplier references;
        private final long span;
        private long next;
        private long bytes;
        private long least = Long.MAX_VALUE;
        private int complete = -1;

        Windows(LongSupplier references, long span) {
            this.references = references;
            this.span = span;
            next = span;
        }

        void look() {
            long done = references.getAsLong();
            if (done < next) {
                return;
            }
            if (++complete > 0) {
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - bytes);
            }
            next = done + span;
            bytes = THREADS.getCurrentThreadAllocatedBytes();
        }
    }

    private static LongSupplier references(Machine machine) {
        for (Statistic each : machine.statistics().entries()) {
            if (each instanceof Counter counter
                    && each.component().equals("process.p")
                    && each.metric().equals("references")) {
                return counter.value();
            }
        }
        throw new IllegalStateException("no process.p.references");
    }
}
