package dev.ziggurat.runtime.gc.g1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.runtime.gc.CollectorContractTest;
import dev.ziggurat.runtime.gc.DirectRun;
import dev.ziggurat.runtime.gc.HalfBarriered;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Uncollected;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the garbage-first collector does when: marking, evacuation and what becomes free. */
final class G1Test {
    private static final int SEEDS = 15;
    private static final int OPERATIONS = 3000;

    private static final String AT_ONCE = "promote-after: 0, ihop: 0 %, max-new-size: 6 %";

    /** An old object refers to another; the collector has begun to mark, and has looked at neither. */
    private static long[] twoOld(G1Steps steps) {
        steps.make(0, 1, 0);
        steps.make(1, 0, 16);
        steps.write(steps.global(0), 0, steps.global(1));
        steps.root(1, 0);
        steps.young(1);
        steps.young(1);
        assertThat(steps.marking()).isTrue();
        long holder = steps.global(0);
        return new long[] {holder, steps.read(holder, 0)};
    }

    private static boolean survives(G1Steps steps) {
        long[] old = twoOld(steps);
        steps.root(1, old[1]);
        steps.write(old[0], 0, 0);
        steps.rest();
        assertThat(steps.counter("cleanup_pauses")).isEqualTo(1);
        assertThat(steps.marked(old[0])).isTrue();
        return steps.marked(old[1]);
    }

    @Test
    void whatIsOverwrittenWhileMarkingRunsIsMarked() {
        G1Steps steps = new G1Steps(AT_ONCE);
        assertThat(survives(steps)).isTrue();
        assertThat(steps.counter("satb_enqueued")).isEqualTo(1);
    }

    /** Planted: the barrier before the store is left out. */
    @Test
    void withoutTheFirstBarrierItIsNot() {
        assertThat(survives(
                        new G1Steps(AT_ONCE, (on, right) -> new HalfBarriered(on.world(), on.thread(), right, true))))
                .isFalse();
    }

    /** An old object alone refers to a new one; returns of what kind the region is that it refers to behind the next collection. */
    private static int kindOfTheOnlyOneReferredToByAnOldOne(G1Steps steps) {
        steps.make(0, 1, 0);
        steps.young(1);
        assertThat(steps.kind(steps.global(0))).isEqualTo(G1Heap.OLD);
        steps.make(1, 0, 16);
        steps.write(steps.global(0), 0, steps.global(1));
        steps.root(1, 0);
        steps.young(1);
        return steps.kind(steps.read(steps.global(0), 0));
    }

    @Test
    void whatOnlyAnOldObjectRefersToIsFoundByItsCard() {
        G1Steps steps = new G1Steps("promote-after: 0, max-new-size: 6 %");
        assertThat(kindOfTheOnlyOneReferredToByAnOldOne(steps)).isEqualTo(G1Heap.OLD);
        assertThat(steps.counter("cards_enqueued")).isEqualTo(1);
    }

    /** Planted: the barrier behind the store is left out. */
    @Test
    void withoutTheSecondBarrierItIsNot() {
        G1Steps steps = new G1Steps(
                "promote-after: 0, max-new-size: 6 %",
                (on, right) -> new HalfBarriered(on.world(), on.thread(), right, false));
        assertThat(kindOfTheOnlyOneReferredToByAnOldOne(steps)).isNotEqualTo(G1Heap.OLD);
    }

    @Test
    void whatIsMadeWhileMarkingRunsLives() {
        G1Steps steps = new G1Steps(AT_ONCE);
        twoOld(steps);
        long made = steps.make(2, 0, 3000);
        steps.rest();
        assertThat(steps.marked(made)).isFalse();
        assertThat(steps.kind(made)).isEqualTo(G1Heap.HUMONGOUS);
    }

    @Test
    void aHumongousObjectHasRegionsOfItsOwnAndIsFreedWhenAMarkingFindsItDead() {
        // Four regions are more, and that the second object would make them so many is not enough by 1 B.
        G1Steps steps = new G1Steps("ihop: 12.45 %, max-new-size: 6 %");
        long dead = steps.make(0, 0, 2000);
        long alive = steps.make(1, 0, 2000);
        assertThat(dead).isEqualTo(Places.HEAP);
        assertThat(alive).isEqualTo(Places.HEAP + 2048);
        assertThat(steps.kind(dead + 1024)).isEqualTo(G1Heap.CONTINUED);
        steps.root(0, 0);
        steps.young(1);
        steps.rest();
        assertThat(steps.kind(dead)).isEqualTo(G1Heap.FREE);
        assertThat(steps.kind(dead + 1024)).isEqualTo(G1Heap.FREE);
        assertThat(steps.kind(alive)).isEqualTo(G1Heap.HUMONGOUS);
        assertThat(steps.counter("regions_reclaimed")).isEqualTo(2);
        assertThat(steps.counter("full_collections")).isZero();
    }

    @Test
    void halfARegionIsNotHumongousAndMoreIs() {
        G1Steps steps = new G1Steps("max-new-size: 60 %");
        assertThat(steps.kind(steps.make(0, 0, 512 - 16))).isEqualTo(G1Heap.EDEN);
        assertThat(steps.kind(steps.make(1, 0, 512 - 8))).isEqualTo(G1Heap.HUMONGOUS);
    }

    /** Eight of 32 regions are a quarter, and not more. */
    @Test
    void markingBeginsAboveTheThreshold() {
        for (int regions = 8; regions <= 9; regions++) {
            G1Steps steps = new G1Steps("ihop: 25 %, max-new-size: 6 %");
            steps.make(0, 0, regions * 1024L - 16);
            steps.young(1);
            assertThat(steps.marking()).isEqualTo(regions == 9);
        }
    }

    /** Eight of 32 regions are a quarter; with the third object, which is never in eden, there would be more. */
    @Test
    void aThreadHasAMarkingBeginBeforeItMakesAHumongousObject() {
        G1Steps steps = new G1Steps("ihop: 25 %, max-new-size: 6 %");
        steps.make(0, 0, 4 * 1024 - 16);
        steps.make(1, 0, 4 * 1024 - 16);
        assertThat(steps.counter("young_collections")).isZero();
        steps.make(2, 0, 1024 - 16);
        assertThat(steps.marking()).isTrue();
        assertThat(steps.counter("young_collections")).isEqualTo(1);
        assertThat(steps.counter("concurrent_cycles")).isEqualTo(1);
        steps.make(3, 0, 1024 - 16);
        assertThat(steps.counter("young_collections"))
                .as("a marking is under way")
                .isEqualTo(1);
    }

    @Test
    void humongousObjectsAloneNeedNoFullCollection() {
        G1Steps steps = new G1Steps("ihop: 25 %, max-new-size: 6 %");
        for (int i = 0; i < 100; i++) {
            assertThat(steps.make(0, 0, 3 * 1024 - 16)).isNotEqualTo(Mutator.NONE);
            steps.rest();
        }
        assertThat(steps.counter("concurrent_cycles")).isGreaterThan(10);
        assertThat(steps.counter("full_collections")).isZero();
    }

    @Test
    void whatAThreadRefinesItselfIsTheCollectorsWork() {
        G1Steps steps = new G1Steps(
                "promote-after: 0, ihop: 100 %, max-new-size: 6 %, update-buffer: 1, green-zone: 0, red-zone: 0");
        for (int i = 0; i < 3; i++) {
            steps.make(i, 1, 480);
        }
        steps.young(1);
        steps.make(3, 0, 16);
        // The first is put into a buffer, which the second has put on the list, so that the third's is one too many.
        steps.write(steps.global(0), 0, steps.global(3));
        steps.write(steps.global(1), 0, steps.global(3));
        assertThat(steps.forCollector()).isZero();
        steps.write(steps.global(2), 0, steps.global(3));
        assertThat(steps.counter("cards_refined_by_program")).isEqualTo(1);
        long refining = steps.forCollector();
        assertThat(refining).isPositive();
        steps.root(0, 0);
        assertThat(steps.forCollector()).isEqualTo(refining);
    }

    /** The bits of marks, and the kinds of regions, stand where references lead: their loads wait for those, or for a region's number. */
    @Test
    void whatIsKnownOfAnObjectIsLoadedWhenItsReferenceIsThere() {
        G1Steps steps = new G1Steps(AT_ONCE);
        twoOld(steps);
        G1Heap heap = new G1Heap(Places.HEAP, 32 << 10, 1 << 10);
        long bitmap = G1Heap.otherBitmap(steps.word(G1Heap.BITMAP));
        steps.rest();
        Map<Reference, Long> marks = steps.loads(bitmap, heap.mapBytes());
        assertThat(marks)
                .isNotEmpty()
                .allSatisfy((load, reference) ->
                        assertThat(heap.mapWord(bitmap, reference)).isEqualTo(load.address));
        Map<Reference, Long> kinds = steps.loads(G1Heap.KINDS, heap.kindBytes());
        kinds.values().removeIf(word -> word < 0);
        assertThat(kinds)
                .isNotEmpty()
                .allSatisfy((load, word) -> assertThat(load.address).isIn(heap.kindOf(word), G1Heap.KINDS + word));
    }

    @Test
    void aHeapHasTwoRegionsAtLeast() {
        assertThatThrownBy(() -> DirectRun.spec("collector: {kind: g1, heap: 16 KiB, region: 16 KiB}"))
                .hasMessageContaining("region")
                .hasMessageContaining("16 KiB is more than half of the heap");
        DirectRun.spec("collector: {kind: g1, heap: 16 KiB, region: 8 KiB}");
    }

    @Test
    void objectsMoveToASurvivorRegionAndThenToAnOldOne() {
        G1Steps steps = new G1Steps("promote-after: 2, max-new-size: 6 %");
        steps.make(0, 0, 16);
        assertThat(steps.kind(steps.global(0))).isEqualTo(G1Heap.EDEN);
        steps.young(1);
        assertThat(steps.kind(steps.global(0))).isEqualTo(G1Heap.SURVIVOR);
        steps.young(1);
        assertThat(steps.kind(steps.global(0))).isEqualTo(G1Heap.SURVIVOR);
        steps.young(1);
        assertThat(steps.kind(steps.global(0))).isEqualTo(G1Heap.OLD);
        assertThat(steps.counter("objects_survived")).isEqualTo(2);
        assertThat(steps.counter("objects_promoted")).isEqualTo(1);
    }

    /** Old objects die at random all the time; with nothing but collections of the young the heap would be full of them. */
    @Test
    void oldGarbageIsCollectedInMixedCollections() {
        G1Steps steps = new G1Steps("promote-after: 0, ihop: 25 %, max-new-size: 10 %");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5000; i++) {
            assertThat(steps.make(random.nextInt(120), 0, 48)).isNotEqualTo(Mutator.NONE);
            if (random.nextInt(20) == 0) {
                steps.rest();
            }
        }
        assertThat(steps.counter("mixed_collections")).isGreaterThan(10);
        assertThat(steps.counter("full_collections")).isZero();
    }

    @Test
    void whatCannotBeCopiedStaysAndBecomesOld() {
        G1Steps steps = new G1Steps("promote-after: 0, ihop: 100 %, new-size: 100 %, max-new-size: 100 %");
        int made = 0;
        while (steps.counter("young_collections") == 0) {
            steps.make(made++, 0, 48);
        }
        assertThat(steps.counter("objects_stayed")).isPositive();
        for (int i = 0; i < made; i++) {
            assertThat(steps.kind(steps.global(i))).isIn(G1Heap.OLD, G1Heap.EDEN);
            assertThat(ObjectModel.is(steps.word(steps.global(i)), ObjectModel.MARK | ObjectModel.FORWARDED))
                    .isFalse();
        }
    }

    /**
     * Programs that never ask for a collection, so that marking and mixed collections run beside them; compared after every step. With a low threshold humongous objects keep the heap from getting full, so
     * half of the programs have a high one.
     */
    @Test
    void nothingIsLostAtAnyStepBesideMarkingAndRefinement() {
        long cycles = 0;
        long mixed = 0;
        long refined = 0;
        long stayed = 0;
        for (long seed = 0; seed < 2 * SEEDS; seed++) {
            DirectRun run = new DirectRun(
                    CollectorContractTest.yaml("g1", seed)
                            .replace("max-new-size: 6 %", "max-new-size: 60 %")
                            .replace("ihop: 10 %", seed < SEEDS ? "ihop: 50 %" : "ihop: 10 %"),
                    1 + (int) (seed % 3),
                    new SplittableRandom(seed));
            run.checkEveryStep();
            run.burst(1 << (seed % 8));
            for (int i = 0; i <= seed % 3; i++) {
                run.add(CollectorContractTest.limits("g1", OPERATIONS, 1 + (int) (seed % 3)), Uncollected::new);
            }
            run.run();
            cycles += G1Steps.counter(run.collector(), "concurrent_cycles");
            mixed += G1Steps.counter(run.collector(), "mixed_collections");
            refined += G1Steps.counter(run.collector(), "cards_refined");
            stayed += G1Steps.counter(run.collector(), "objects_stayed");
        }
        assertThat(List.of(cycles, mixed, refined, stayed)).allMatch(count -> count > 0);
    }
}
