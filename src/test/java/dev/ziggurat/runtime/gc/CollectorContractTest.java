package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a program relies on, kept by every collector of the catalog on random programs: no live object is lost, each reference and each word of data is what it
 * should be, no two objects overlap, all are aligned; and what breaks that is found.
 */
public final class CollectorContractTest {
    private static final int SEEDS = 60;
    private static final int FEW_SEEDS = 6;
    private static final int THREADS = 3;
    private static final int OPERATIONS = 3000;

    /** Enough for objects to grow old, and for new ones to be reached from them alone. */
    private static final int MANY_OPERATIONS = 20_000;

    private static final long HEAP = 32 << 10;

    /** Collectors that move nothing. */
    private static final Set<String> UNMOVING = Set.of("mark-sweep", "epsilon", "reference-counting", "go");

    /** Collectors that have more done at the store of a reference than the store. */
    private static final Set<String> BARRIERS = Set.of("reference-counting", "generational", "zgc", "g1");

    /** Collectors of which barriers mend the references of objects. */
    private static final Set<String> MENDING = Set.of("zgc");

    /** Collectors whose barrier matters only while they mark beside the program, which small heaps are for too short a time: tests of their own leave it out. */
    private static final Set<String> CONCURRENT = Set.of("go");

    /** Collectors whose references have a word. */
    private static final Set<String> WIDE = Set.of("reference-counting", "zgc", "go");

    /**
     * The share of lost stores that has to be found, where it is not all: an old object may be dead and still have its references updated; one that a zgc has left behind is as it was until its page is used
     * again, which may be after the root has got another value.
     */
    private static final Map<String, Double> FOUND = Map.of("generational", 0.8, "g1", 0.8, "zgc", 0.5);

    /** What a kind needs beside a heap, or does not have. */
    private static final Map<String, String> KEYS = Map.of(
            "reference-counting",
            ", thresholds: [50, 4, 4]",
            "generational",
            ", buffer: 520 B, young: 6 KiB, survivor: 1 KiB, promote-after: 1",
            "zgc",
            ", buffer: 104 B, page: 1 KiB",
            "go",
            ", page: 256 B, least-heap: 8 KiB, barrier-buffer: 8",
            "g1",
            ", buffer: 520 B, region: 1 KiB, max-new-size: 6 %, promote-after: 1, ihop: 10 %, satb-buffer: 2, update-buffer: 2, green-zone: 0");

    static List<String> kinds() {
        return Catalogs.standard().catalogs().stream()
                .filter(catalog -> catalog.type() == CollectorSpec.class)
                .map(Catalog::kinds)
                .findAny()
                .orElseThrow();
    }

    public static String yaml(String kind, long seed) {
        List<String> layouts = new ArrayList<>(List.of(
                "header: 16 B", "header: 8 B", "header: 16 B, alignment: 32 B", "header: 8 B, alignment: 16 B"));
        if (!WIDE.contains(kind)) {
            layouts.add("header: 12 B, references: 4 B");
            layouts.add("header: 8 B, references: 4 B");
        }
        return "collector: {kind: %s, heap: %d B%s}, layout: {%s}"
                .formatted(kind, HEAP, KEYS.getOrDefault(kind, ", buffer: 520 B"), layouts.get((int)
                        (seed % layouts.size())));
    }

    public static RandomProgram.Limits limits(String kind, int operations, int threads) {
        return new RandomProgram.Limits(
                operations / threads, !UNMOVING.contains(kind), kind.equals("epsilon") ? 0 : HEAP / 16 / threads);
    }

    private static DirectRun run(
            String kind, long seed, int threads, BiFunction<RuntimeThread, Mutator, Mutator> between) {
        DirectRun run = new DirectRun(yaml(kind, seed), threads, new SplittableRandom(seed));
        for (int i = 0; i < threads; i++) {
            run.add(limits(kind, OPERATIONS, threads), between);
        }
        return run;
    }

    static Mutator asItIs(RuntimeThread thread, Mutator mutator) {
        return mutator;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingThatLivesIsLostOrSpoilt(String kind) {
        for (long seed = 0; seed < SEEDS; seed++) {
            DirectRun run = run(kind, seed, 1, CollectorContractTest::asItIs);
            check(kind, seed, run);
            if (!kind.equals("epsilon")) {
                assertThat(run.world().log.stops()).as("seed %d", seed).isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void threadsAllocateAndCollectBesideEachOther(String kind) {
        for (long seed = 0; seed < SEEDS && DirectRun.spec(yaml(kind, seed)).mostThreads() >= THREADS; seed++) {
            check(kind, seed, run(kind, seed, THREADS, CollectorContractTest::asItIs));
        }
    }

    private static void check(String kind, long seed, DirectRun run) {
        try {
            run.run();
        } catch (AssertionError | IllegalArgumentException problem) {
            fail("%s with seed %d: %s", kind, seed, problem.getMessage());
        }
    }

    /** Planted: what a collector puts before or behind the store of a reference is left out. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aMissingBarrierIsFound(String kind) {
        if (CONCURRENT.contains(kind)) {
            return;
        }
        int found = 0;
        int seeds = BARRIERS.contains(kind) ? SEEDS : FEW_SEEDS;
        for (long seed = 0; seed < seeds; seed++) {
            DirectRun run = new DirectRun(yaml(kind, seed), 1, new SplittableRandom(seed));
            run.add(
                    limits(kind, MANY_OPERATIONS, 1),
                    (thread, mutator) -> new Unbarriered(run.world(), thread, mutator));
            if (fails(run)) {
                found++;
            }
        }
        if (BARRIERS.contains(kind)) {
            assertThat(found).as("of %d runs", SEEDS).isGreaterThan(SEEDS / 2);
        } else {
            assertThat(found).as("it has no barrier").isZero();
        }
    }

    private static boolean fails(DirectRun run) {
        try {
            run.run();
            return false;
        } catch (AssertionError | RuntimeException problem) {
            return true;
        }
    }

    /** Planted: a collector loses the store of one reference to an object that it moves. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aReferenceThatIsNotUpdatedIsFound(String kind) {
        if (UNMOVING.contains(kind)) {
            return;
        }
        int lost = 0;
        int found = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            DirectRun run = run(kind, seed, 1, CollectorContractTest::asItIs);
            LostStore planted =
                    MENDING.contains(kind) ? LostStore.ofRoots((int) seed) : LostStore.ofObjects((int) seed);
            run.observe(planted);
            found += fails(run) ? 1 : 0;
            lost += planted.lost() ? 1 : 0;
        }
        assertThat(lost).isPositive();
        int least = (int) (lost * FOUND.getOrDefault(kind, 1.0));
        assertThat(found).as("of %d stores lost", lost).isBetween(least, lost);
    }
}
