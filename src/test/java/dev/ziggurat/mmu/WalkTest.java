package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.mmu.Bench.Ask;
import dev.ziggurat.mmu.FakeMemory.Answer;
import org.junit.jupiter.api.Test;

/** The specification of walks, a behaviour at a time. Second level 7 ps, walk caches 1 ps, a load of a walk 100 ps; see {@link Bench}. */
final class WalkTest {
    /** In different tables of all levels but the root. */
    private static final long A = 0x0000_0080_4030_5000L;

    private static final long B = 0x0000_7f80_0000_0000L;
    private static final long C = 0xffff_8000_0000_0000L;
    private static final long PAGE = 0x1000;
    private static final long LARGE = 0x20_0000;
    private static final long HUGE = 0x4000_0000;

    private Bench bench = new Bench(new TestTlbs());

    private Bench bench(TestTlbs shape) {
        bench = new Bench(shape);
        return bench;
    }

    private void mapAll() {
        bench.table.map(A, 0x5000, 12, Rights.ALL);
        bench.table.map(B, 0x6000, 12, Rights.ALL);
        bench.table.map(C, 0x7000, 12, Rights.ALL);
    }

    @Test
    void s01ColdWalkReadsTheEntryOfEachLevelOneAfterTheOther() {
        mapAll();
        Ask ask = bench.load(A + 8, 1000);
        assertThat(ask.end).as("not known yet").isEqualTo(-1);
        bench.run();

        assertThat(ask.end).isEqualTo(1000 + 7 + 1 + 4 * 100);
        assertThat(ask.physical()).isEqualTo(0x5008);
        assertThat(bench.marks(ask)).isEqualTo("l2 tlb 7, walk 401");
        for (int level = 4; level >= 1; level--) {
            assertThat(bench.memory.came.get(4 - level))
                    .isEqualTo(Bench.seen(AccessType.WALK, bench.table.entry(A, level), 1008 + (4 - level) * 100));
            assertThat(bench.count("walker level" + level + "_loads")).isEqualTo(1);
        }
        assertThat(bench.count("walker walks")).isEqualTo(1);
        assertThat(bench.count("walker loads")).isEqualTo(4);
        assertThat(bench.count("walker.time memory_ns")).isEqualTo(400);
        assertThat(bench.count("walker.time total_ns")).isEqualTo(400);
    }

    @Test
    void s02LargerPagesTakeFewerLoads() {
        bench.table.map(B, LARGE, 21, Bench.RW);
        bench.table.map(C, HUGE, 30, Bench.RW);

        assertThat(bench.marks(bench.walk(B + LARGE - 1))).isEqualTo("l2 tlb 7, walk 301");
        Ask huge = bench.walk(C + HUGE - 1);
        assertThat(bench.marks(huge)).isEqualTo("l2 tlb 7, walk 201");
        assertThat(huge.physical()).isEqualTo(2 * HUGE - 1);
        assertThat(bench.count("walker loads")).isEqualTo(5);
    }

    @Test
    void s03WalkBeginsAtTheDeepestLevelThatAWalkCacheKnows() {
        long[] near = {A + PAGE, A + LARGE, A + HUGE};
        mapAll();
        for (long each : near) {
            bench.table.map(each, 0x9000, 12, Bench.RW);
        }
        bench.walk(A);

        assertThat(bench.marks(bench.walk(near[0]))).as("same directory entry").isEqualTo("l2 tlb 7, walk 101");
        assertThat(bench.marks(bench.walk(near[1]))).as("same level-3 entry").isEqualTo("l2 tlb 7, walk 201");
        assertThat(bench.marks(bench.walk(near[2]))).as("same level-4 entry").isEqualTo("l2 tlb 7, walk 301");
        assertThat(bench.marks(bench.walk(B))).as("nothing in common").isEqualTo("l2 tlb 7, walk 401");
        for (int level = 2; level <= 4; level++) {
            assertThat(bench.count("walker level" + level + "_hits")).isEqualTo(1);
        }
    }

    @Test
    void s04LargePageIsNotKeptInAWalkCache() {
        bench.table.map(B, LARGE, 21, Bench.RW);
        bench.table.map(B + LARGE, 2 * LARGE, 21, Bench.RW);
        bench.walk(B);

        assertThat(bench.marks(bench.walk(B + LARGE))).isEqualTo("l2 tlb 7, walk 101");
        assertThat(bench.count("walker level3_hits")).isEqualTo(1);
    }

    @Test
    void s05WithoutWalkCachesEveryWalkIsColdAndNoneIsCharged() {
        bench(new TestTlbs().noWalkCaches());
        bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.table.map(A + PAGE, 0x6000, 12, Bench.RW);
        assertThat(bench.marks(bench.walk(A))).isEqualTo("l2 tlb 7, walk 400");
        assertThat(bench.marks(bench.walk(A + PAGE))).isEqualTo("l2 tlb 7, walk 400");
    }

    @Test
    void s06WalkCacheKeepsTheEntriesUsedLast() {
        bench(new TestTlbs().walkCaches(0, 0, 2));
        for (int i = 0; i < 3; i++) {
            bench.table.map(A + i * LARGE, 0x5000, 12, Bench.RW);
            bench.table.map(A + i * LARGE + PAGE, 0x6000, 12, Bench.RW);
            bench.walk(A + i * LARGE);
        }
        assertThat(bench.marks(bench.walk(A + LARGE + PAGE))).isEqualTo("l2 tlb 7, walk 101");
        assertThat(bench.marks(bench.walk(A + PAGE))).isEqualTo("l2 tlb 7, walk 401");
        assertThat(bench.marks(bench.walk(A + 2 * LARGE + PAGE)))
                .as("made room")
                .isEqualTo("l2 tlb 7, walk 401");
    }

    @Test
    void s07OneWalkerWalksOneAfterTheOtherAndTwoAtOnce() {
        mapAll();
        Ask first = bench.load(A, 0);
        Ask second = bench.load(B, 10);
        Ask third = bench.load(C, 20);
        bench.run();
        assertThat(first.end).isEqualTo(408);
        assertThat(bench.marks(second)).isEqualTo("l2 tlb 7, walker wait 395, walk 401");
        assertThat(bench.marks(third)).isEqualTo("l2 tlb 7, walker wait 790, walk 401");

        bench(new TestTlbs().walkers(2));
        mapAll();
        first = bench.load(A, 0);
        second = bench.load(B, 10);
        third = bench.load(C, 20);
        bench.run();
        assertThat(bench.marks(first)).isEqualTo("l2 tlb 7, walk 401");
        assertThat(bench.marks(second)).isEqualTo("l2 tlb 7, walk 401");
        assertThat(bench.marks(third))
                .as("from the end of the first walk's update")
                .isEqualTo("l2 tlb 7, walker wait 385, walk 401");
    }

    @Test
    void s08TranslationsOfAPageUnderWayJoinItsWalkInOrder() {
        mapAll();
        Ask first = bench.load(A, 0);
        Ask second = bench.load(A + 8, 100);
        Ask third = bench.ask(AccessType.FETCH, A + 16, 404);
        bench.run();

        assertThat(bench.told).containsExactly(first, second, third);
        assertThat(bench.marks(second)).isEqualTo("l2 tlb 7, walk 301");
        assertThat(second.physical()).isEqualTo(0x5008);
        assertThat(third.end).as("its own look-up ends after the walk").isEqualTo(411);
        assertThat(bench.marks(third)).isEqualTo("l2 tlb 7");
        assertThat(bench.count("walker merged")).isEqualTo(2);
        assertThat(bench.count("walker loads")).isEqualTo(4);
        assertThat(bench.mmu.hit(AccessType.FETCH, A, 1000))
                .as("both TLBs are filled")
                .isEqualTo(0x5000);
        assertThat(bench.mmu.hit(AccessType.LOAD, A, 1000)).isEqualTo(0x5000);
    }

    @Test
    void s09WhoWaitsForAWalkerGoesWithAnotherOfItsPage() {
        mapAll();
        bench.load(A, 0);
        Ask first = bench.load(B, 10);
        Ask other = bench.load(C, 20);
        Ask second = bench.load(B + 8, 30);
        bench.run();

        assertThat(first.end).isEqualTo(412 + 401);
        assertThat(second.end).isEqualTo(first.end);
        assertThat(bench.marks(second)).isEqualTo("l2 tlb 7, walker wait 375, walk 401");
        assertThat(other.end).isEqualTo(first.end + 4 + 401);
        assertThat(bench.count("walker walks")).isEqualTo(3);
    }

    /** The entry is read when its load completes, not when it is sent. */
    @Test
    void s10WordIsReadWhenItsLoadCompletes() {
        for (Answer answer : Answer.values()) {
            for (long change = 407; change <= 409; change += 2) {
                bench = new Bench(new TestTlbs());
                bench.memory.answer = answer;
                long entry = bench.table.map(A, 0x5000, 12, Bench.RW);
                long word = bench.words.read(entry);
                long at = change;
                bench.at(at, () -> bench.words.write(entry, word + 0x1000));
                Ask ask = bench.walk(A);
                assertThat(ask.physical()).as(answer + " " + change).isEqualTo(change == 407 ? 0x6000 : 0x5000);
                assertThat(ask.end).isEqualTo(408);
            }
        }
    }

    @Test
    void s11InvalidationOfItsPageMakesAWalkBeginAgain() {
        mapAll();
        Ask ask = bench.load(A, 0);
        bench.at(350, () -> {
            bench.table.unmap(A);
            bench.mmu.invalidate(1, A, 12);
            bench.table.map(A, 0x8000, 12, Bench.RW);
        });
        bench.run();

        assertThat(ask.physical()).isEqualTo(0x8000);
        assertThat(bench.marks(ask))
                .as("the last load is under way; then four anew")
                .isEqualTo("l2 tlb 7, walk 802");
        assertThat(bench.count("walker restarts")).isEqualTo(1);
        assertThat(bench.count("walker walks")).isEqualTo(1);
        assertThat(bench.count("walker loads")).isEqualTo(8);
    }

    @Test
    void s12InvalidationOfAnotherPageOrSpaceDoesNot() {
        mapAll();
        Ask ask = bench.load(A, 0);
        bench.at(350, () -> {
            bench.mmu.invalidate(1, A + PAGE, 12);
            bench.mmu.invalidate(1, A + LARGE, 21);
            bench.mmu.invalidate(2, A, 12);
            bench.mmu.invalidateAll(2);
        });
        bench.run();
        assertThat(ask.end).isEqualTo(408);

        Ask large = bench.load(B, 1000);
        bench.at(1350, () -> bench.mmu.invalidate(1, B + PAGE, 21));
        bench.run();
        assertThat(bench.count("walker restarts"))
                .as("of the large page around it")
                .isEqualTo(1);
        assertThat(large.physical()).isEqualTo(0x6000);
    }

    @Test
    void s13PageThatIsNotThereIsAFaultAndMakesNoEntry() {
        mapAll();
        bench.table.unmap(A);
        Ask fault = bench.load(A, 0);
        Ask next = bench.load(B, 10);
        bench.run();

        assertThat(fault.request.fault).isEqualTo(Fault.NOT_PRESENT);
        assertThat(fault.end).isEqualTo(408);
        assertThat(bench.marks(next)).as("the walker is free at once").isEqualTo("l2 tlb 7, walker wait 391, walk 401");

        bench.table.map(A, 0x8000, 12, Bench.RW);
        Ask again = bench.load(A, 2000);
        bench.run();
        assertThat(again.physical()).isEqualTo(0x8000);
        assertThat(bench.marks(again)).as("a fault forgets its way").isEqualTo("l2 tlb 7, walk 401");
        assertThat(bench.count("walker not_present")).isEqualTo(1);
    }

    @Test
    void s14FaultEndsTheWalkWhereTheEntryIsMissing() {
        bench.table.map(A, 0x5000, 12, Bench.RW);
        Ask nothing = bench.walk(B);
        assertThat(bench.marks(nothing)).isEqualTo("l2 tlb 7, walk 101");
        Ask directory = bench.walk(A + HUGE);
        assertThat(directory.request.fault).isEqualTo(Fault.NOT_PRESENT);
        assertThat(bench.marks(directory)).isEqualTo("l2 tlb 7, walk 201");
    }

    @Test
    void s15EachWhoJoinedIsRefusedOrServedForItself() {
        bench.table.map(A, 0x5000, 12, Rights.USER);
        Ask store = bench.store(A, 0);
        Ask load = bench.load(A, 1);
        Ask fetch = bench.ask(AccessType.FETCH, A, 2);
        bench.run();

        assertThat(store.request.fault).isEqualTo(Fault.PROTECTION);
        assertThat(load.physical()).isEqualTo(0x5000);
        assertThat(fetch.request.fault).isEqualTo(Fault.PROTECTION);
        assertThat(PageTableEntry.dirty(bench.table.word(A))).isFalse();
        assertThat(PageTableEntry.accessed(bench.table.word(A))).isTrue();
    }
}
