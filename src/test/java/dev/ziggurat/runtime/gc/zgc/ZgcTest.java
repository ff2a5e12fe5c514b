package dev.ziggurat.runtime.gc.zgc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.DirectRun;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.TreeProgram;
import dev.ziggurat.runtime.gc.Types;
import dev.ziggurat.runtime.gc.World;
import dev.ziggurat.runtime.gc.zgc.ZDirector.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Barriers, phases and triggers of {@code zgc}, on a program that finds its objects through references of objects, while the collector's thread is slow. */
final class ZgcTest {
    private static final String[] LAYOUTS = {
        "header: 16 B", "header: 8 B", "header: 16 B, alignment: 32 B", "header: 8 B, alignment: 16 B"
    };
    private static final int[] BURSTS = {1, 2, 8, 40, 200};
    private static final int SCHEDULES = 1000;
    private static final int FEW = 8;
    private static final int THREADS = 3;
    private static final int NODES = 300;
    private static final int OPERATIONS = 500;

    /** A heap of 32 pages, of which the trees fill up to two thirds. */
    private static DirectRun run(
            long seed,
            boolean checking,
            BiFunction<DirectRun, RuntimeThread, BiFunction<Mutator, World, Mutator>> with) {
        int threads = 1 + (int) (seed % THREADS);
        DirectRun run = new DirectRun(
                "collector: {kind: zgc, heap: 32 KiB, buffer: 104 B, page: 1 KiB}, layout: {"
                        + LAYOUTS[(int) (seed % LAYOUTS.length)] + "}",
                threads,
                new SplittableRandom(seed));
        run.burst(BURSTS[(int) (seed % BURSTS.length)]);
        run.slow(5);
        if (checking) {
            run.checkEveryStep();
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < threads; i++) {
            run.add(
                    true,
                    (thread, mutator) -> with.apply(run, thread).apply(mutator, run.world()),
                    (mutator, graph) -> new TreeProgram(
                            run.world(), mutator, graph, random.split(), NODES / threads, OPERATIONS / threads));
        }
        return run;
    }

    /** Returns a run with trees. */
    static DirectRun asItIs(long seed, boolean checking) {
        return run(seed, checking, (run, thread) -> (mutator, world) -> mutator);
    }

    private static void check(DirectRun run, long seed) {
        try {
            run.run();
        } catch (AssertionError | RuntimeException problem) {
            fail("seed %d: %s", seed, problem);
        }
    }

    @Test
    void threadsMeetEachOtherAndTheCollectorInTheBarrier() {
        long moved = 0;
        long remapped = 0;
        long marked = 0;
        for (long seed = 0; seed < FEW; seed++) {
            DirectRun run = asItIs(seed, seed < 2);
            check(run, seed);
            moved += run.counted("barrier_relocations");
            remapped += run.counted("barrier_remaps");
            marked += run.counted("barrier_marks");
        }
        assertThat(moved).isPositive();
        assertThat(remapped).isPositive();
        assertThat(marked).isPositive();
    }

    @Tag("slow")
    @Test
    void nothingThatLivesIsLostAtAnyStep() {
        for (long seed = FEW; seed < SCHEDULES; seed++) {
            check(asItIs(seed, true), seed);
        }
    }

    /** Planted: references are loaded without the barrier, while objects are marked or while they are moved. */
    @ParameterizedTest
    @ValueSource(longs = {ZPages.MARKING, ZPages.RELOCATING})
    void aLoadWithoutItsBarrierIsFound(long phase) {
        int found = 0;
        for (long seed = 0; seed < FEW; seed++) {
            DirectRun run =
                    run(seed, false, (of, thread) -> (mutator, world) -> new Unread(world, thread, mutator, phase));
            found += fails(run) ? 1 : 0;
        }
        assertThat(found).as("of %d runs", FEW).isPositive();
    }

    private static boolean fails(DirectRun run) {
        try {
            run.run();
            return false;
        } catch (AssertionError | RuntimeException problem) {
            return true;
        }
    }

    /** Planted: references are loaded without the barrier in one phase. */
    private record Unread(World world, RuntimeThread thread, Mutator right, long phase) implements Mutator {
        @Override
        public void allocate(Types.Shape shape) {
            right.allocate(shape);
        }

        @Override
        public void read(long object, long place) {
            if (world.words.read(ZPages.PHASE) == phase) {
                thread.call(new Routine() {
                    @Override
                    protected void step(RuntimeThread of) {
                        of.end(ZColours.address(of.load(place)));
                    }
                });
            } else {
                right.read(object, place);
            }
        }

        @Override
        public void write(long object, long place, long value) {
            right.write(object, place, value);
        }

        @Override
        public void root(long place, long value) {
            right.root(place, value);
        }

        @Override
        public Safepoints.Part safepoint() {
            return right.safepoint();
        }

        @Override
        public void collect() {
            right.collect();
        }
    }

    /** Planted: entries of forwarding tables are lost, so that an object may be moved twice. */
    @Test
    void aMissingEntryOfAForwardingTableIsFound() {
        int found = 0;
        for (long seed = 0; seed < FEW; seed++) {
            DirectRun run = asItIs(seed, false);
            run.observe((reference, world) -> {
                if (reference.kind == Kind.MODIFY
                        && reference.address >= ZPages.FORWARDING
                        && (world.words.read(reference.address) & 1) != 0
                        && world.words.read(reference.address) >>> 1 > Places.HEAP) {
                    world.words.write(reference.address, 0);
                }
            });
            found += fails(run) ? 1 : 0;
        }
        assertThat(found).isEqualTo(FEW);
    }

    @Test
    void whatThreadsWaitForIsCounted() {
        long stalls = 0;
        long time = 0;
        for (long seed = 0; seed < FEW; seed++) {
            DirectRun run = asItIs(seed, false);
            run.slow(50);
            check(run, seed);
            stalls += run.counted("stalls");
            time += run.counted("stall_ns");
        }
        assertThat(stalls).isPositive();
        assertThat(time).isPositive();
    }

    @Test
    void theCyclesByReasonSumToTheCycles() {
        long stalls = 0;
        for (long seed = 0; seed < FEW; seed++) {
            DirectRun run = asItIs(seed, false);
            run.slow(50);
            check(run, seed);
            assertThat(Arrays.stream(Reason.values())
                            .filter(each -> each != Reason.NONE)
                            .mapToLong(each ->
                                    run.counted("cycles_by_" + each.name().toLowerCase(Locale.ROOT)))
                            .sum())
                    .as("seed %d", seed)
                    .isPositive()
                    .isEqualTo(run.counted("cycles"));
            stalls += run.counted("cycles_by_stall");
        }
        assertThat(stalls).isPositive();
    }

    @Test
    void aCycleThatAThreadAsksForIsCountedAsThat() {
        DirectRun run = new DirectRun("collector: {kind: zgc, heap: 32 KiB, page: 1 KiB}", 1, new SplittableRandom(1));
        run.add(true, (thread, mutator) -> mutator, (mutator, graph) -> new Routine() {
            private int asked;

            @Override
            protected void step(RuntimeThread thread) {
                if (asked++ < 2) {
                    mutator.collect();
                } else {
                    thread.exit();
                }
            }
        });
        run.run();
        assertThat(run.counted("cycles_by_request")).isEqualTo(2);
        assertThat(run.counted("cycles")).isEqualTo(2);
    }

    @Test
    void aHeapThatIsNoNumberOfPagesIsNamed() {
        assertThatThrownBy(() -> DirectRun.spec("collector: {kind: zgc, heap: 4 MiB}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'heap' has 4 MiB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heap: 32 KiB",
                "heap: 32 KiB, page: 3 KiB",
                "heap: 32 KiB, page: 512 B",
                "heap: 32 KiB, page: 16 KiB",
                "heap: 32 KiB, page: 1 KiB, fragmentation-limit: 10 %"
            })
    void whatCannotBeIsRefused(String keys) {
        assertThatThrownBy(() -> DirectRun.spec("collector: {kind: zgc, " + keys + "}"))
                .isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alignment: 2048 B", "header: 12 B, references: 4 B"})
    void layoutsThatItCannotKeepAreRefused(String layout) {
        assertThatThrownBy(() ->
                        DirectRun.spec("collector: {kind: zgc, heap: 32 KiB, page: 1 KiB}, layout: {" + layout + "}"))
                .isInstanceOf(ConfigException.class);
    }
}
