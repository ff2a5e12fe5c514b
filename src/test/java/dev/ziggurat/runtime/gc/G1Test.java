package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        G1Steps steps = new G1Steps("ihop: 0 %, max-new-size: 6 %");
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

    /** Programs that never ask for a collection, so that marking and mixed collections run beside them; compared after every step. */
    @Test
    void nothingIsLostAtAnyStepBesideMarkingAndRefinement() {
        long cycles = 0;
        long mixed = 0;
        long refined = 0;
        long stayed = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            DirectRun run = new DirectRun(
                    CollectorContractTest.yaml("g1", seed).replace("max-new-size: 6 %", "max-new-size: 60 %"),
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
