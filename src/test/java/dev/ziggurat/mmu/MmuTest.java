package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.mmu.Bench.Ask;
import org.junit.jupiter.api.Test;

/** The specification of the TLBs, a behaviour at a time. Second level 7 ps, walk caches 1 ps, a load of a walk 100 ps; see {@link Bench}. */
final class MmuTest {
    private static final long A = 0x40_0000_0000L;
    private static final long PAGE = 0x1000;
    private static final long LARGE = 0x20_0000;

    private Bench bench = new Bench(new TestTlbs());

    private long hit(AccessType type, long virtual, long time) {
        return bench.mmu.hit(type, virtual, time);
    }

    @Test
    void s01KnownPageIsTranslatedAtOnceAndAnUnknownOneChangesNothing() {
        bench.table.map(A, 0x5000, 12, Bench.RW);
        assertThat(hit(AccessType.LOAD, A, 0)).isEqualTo(Mmu.MISS);
        assertThat(bench.count("tlb.l1d accesses")).isZero();

        assertThat(bench.walk(A + 8).physical()).isEqualTo(0x5008);

        assertThat(hit(AccessType.LOAD, A + 0xff8, 408)).isEqualTo(0x5ff8);
        assertThat(hit(AccessType.LOAD, A + 0x1000, 408)).isEqualTo(Mmu.MISS);
        assertThat(bench.count("tlb.l1d accesses")).isEqualTo(2);
        assertThat(bench.count("tlb.l1d misses")).isEqualTo(1);
        assertThat(bench.count("tlb.l2 accesses")).isEqualTo(1);
        assertThat(bench.count("tlb.l2 misses")).isEqualTo(1);
    }

    @Test
    void s02FetchesHaveATlbOfTheirOwn() {
        bench.table.map(A, 0x5000, 12, Rights.ALL);
        bench.walk(A);

        assertThat(hit(AccessType.FETCH, A, 1000)).isEqualTo(Mmu.MISS);
        Ask fetch = bench.ask(AccessType.FETCH, A, 1000);
        assertThat(fetch.end).as("the second level serves both").isEqualTo(1007);
        assertThat(hit(AccessType.FETCH, A, 1007)).isEqualTo(0x5000);
        assertThat(bench.count("tlb.l1i misses")).isEqualTo(1);
    }

    /** A second-level hit is there after its latency, not before; who asks meanwhile waits for it. */
    @Test
    void s03SecondLevelTakesItsLatency() {
        for (int page = 0; page < 5; page++) {
            bench.table.map(A + page * PAGE, 0x5000 + page * PAGE, 12, Bench.RW);
            bench.walk(A + page * PAGE);
        }
        Ask again = bench.load(A, 10_000);

        assertThat(again.end).isEqualTo(10_007);
        assertThat(bench.marks(again)).isEqualTo("l2 tlb 7");
        assertThat(hit(AccessType.LOAD, A, 10_006)).isEqualTo(Mmu.MISS);
        Ask merged = bench.load(A + 8, 10_006);
        assertThat(merged.end).isEqualTo(10_007);
        assertThat(merged.physical()).isEqualTo(0x5008);
        assertThat(hit(AccessType.LOAD, A, 10_007)).isEqualTo(0x5000);
        assertThat(bench.count("tlb.l1d merged")).isEqualTo(1);
        assertThat(bench.count("tlb.l2 accesses")).isEqualTo(6);
        assertThat(bench.count("translation l2_tlb")).isEqualTo(2);
    }

    @Test
    void s04FirstLevelWithALatencyAlwaysTakesIt() {
        bench = new Bench(new TestTlbs().firstLatency(2));
        bench.table.map(A, 0x5000, 12, Bench.RW);
        Ask cold = bench.walk(A);
        assertThat(bench.marks(cold)).isEqualTo("l1 tlb 2, l2 tlb 7, walk 401");

        assertThat(hit(AccessType.LOAD, A, 1000)).isEqualTo(Mmu.MISS);
        Ask warm = bench.load(A, 1000);
        assertThat(warm.end).isEqualTo(1002);
        assertThat(bench.marks(warm)).isEqualTo("l1 tlb 2");
        assertThat(bench.count("translation l1_tlb")).isEqualTo(1);
    }

    /** With LRU, going round as many pages as there are entries misses never again, one more always. */
    @Test
    void s05ReachEndsWithTheLastEntry() {
        assertThat(missesGoingRound(new TestTlbs().first(64, 64), 64, PAGE)).isZero();
        assertThat(missesGoingRound(new TestTlbs().first(64, 64), 65, PAGE)).isEqualTo(65);
        assertThat(missesGoingRound(new TestTlbs().first(12, 3), 12, PAGE))
                .as("4 sets of 3 ways")
                .isZero();
        assertThat(missesGoingRound(new TestTlbs().first(12, 3), 13, PAGE)).isEqualTo(4);
        assertThat(missesGoingRound(new TestTlbs().first(9, 3), 10, PAGE))
                .as("3 sets")
                .isEqualTo(4);
        assertThat(missesGoingRound(new TestTlbs().first(12, 3), 12, 4 * PAGE))
                .as("one set")
                .isEqualTo(12);
        assertThat(missesGoingRound(new TestTlbs().first(64, 64), 64, LARGE))
                .as("32 times as far")
                .isZero();
        assertThat(missesGoingRound(new TestTlbs().first(16, 4), 16, LARGE))
                .as("its own index")
                .isZero();
        assertThat(missesGoingRound(new TestTlbs().first(16, 4), 17, LARGE)).isEqualTo(5);
    }

    /** Returns the first level's misses in the third round. */
    private long missesGoingRound(TestTlbs shape, int pages, long stride) {
        bench = new Bench(shape.second(0, 1));
        int shift = stride == LARGE ? 21 : 12;
        for (int page = 0; page < pages; page++) {
            bench.table.map(A + page * stride, page * stride, shift, Bench.RW);
        }
        long before = 0;
        for (int round = 0; round < 3; round++) {
            before = bench.count("tlb.l1d misses");
            for (int page = 0; page < pages; page++) {
                long now = bench.simulation.engine().now();
                if (hit(AccessType.LOAD, A + page * stride, now) == Mmu.MISS) {
                    assertThat(bench.walk(A + page * stride).physical()).isEqualTo(page * stride);
                }
            }
        }
        return bench.count("tlb.l1d misses") - before;
    }

    @Test
    void s06PagesOfAllSizesShareTheEntries() {
        bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.table.map(A + LARGE, 4 * LARGE, 21, Bench.RW);
        bench.table.map(A + (1L << 30), 1L << 30, 30, Bench.RW);
        bench.walk(A);
        bench.walk(A + LARGE + 0x12345);
        bench.walk(A + (1L << 30) + 0x1234567);

        assertThat(hit(AccessType.LOAD, A + 1, 9000)).isEqualTo(0x5001);
        assertThat(hit(AccessType.LOAD, A + 2 * LARGE - 1, 9000)).isEqualTo(5 * LARGE - 1);
        assertThat(hit(AccessType.LOAD, A + (1L << 30) + 0x2bcdef0, 9000)).isEqualTo((1L << 30) + 0x2bcdef0);
        assertThat(hit(AccessType.LOAD, A + PAGE, 9000)).isEqualTo(Mmu.MISS);
    }

    /** A TLB that holds small pages only keeps a large one piece by piece; all pieces go with the page. */
    @Test
    void s07LargePageIsKeptInPiecesWhereThereIsNoEntryForIt() {
        bench = new Bench(new TestTlbs().firstPages(12));
        bench.table.map(A, 4 * LARGE, 21, Bench.RW);
        bench.walk(A);
        assertThat(hit(AccessType.LOAD, A + 8, 1000)).isEqualTo(4 * LARGE + 8);
        assertThat(hit(AccessType.LOAD, A + PAGE, 1000)).isEqualTo(Mmu.MISS);
        bench.load(A + PAGE, 1000);
        assertThat(hit(AccessType.LOAD, A + PAGE, 1007)).isEqualTo(4 * LARGE + PAGE);

        bench.mmu.invalidate(1, A + 7 * PAGE, 21);
        assertThat(hit(AccessType.LOAD, A, 2000)).isEqualTo(Mmu.MISS);
        assertThat(hit(AccessType.LOAD, A + PAGE, 2000)).isEqualTo(Mmu.MISS);
        assertThat(bench.load(A, 2000).end).as("gone from the second level too").isEqualTo(-1);
    }

    @Test
    void s08StoreToAPageNotKnownAsWrittenWalks() {
        long entry = bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.walk(A);
        assertThat(hit(AccessType.STORE, A, 1000)).isEqualTo(Mmu.MISS);

        Ask store = bench.store(A, 1000);
        bench.run();

        assertThat(store.end)
                .as("known to the first level; a load, for the directory is in a walk cache")
                .isEqualTo(1000 + 1 + 100);
        assertThat(bench.marks(store)).isEqualTo("walk 101");
        assertThat(PageTableEntry.dirty(bench.words.read(entry))).isTrue();
        assertThat(hit(AccessType.STORE, A, 1101)).isEqualTo(0x5000);
        assertThat(bench.count("translation dirty_walks")).isEqualTo(1);
        assertThat(bench.count("tlb.l1d misses")).as("not a miss").isEqualTo(1);
        assertThat(bench.count("walker walk_updates")).isEqualTo(2);
    }

    @Test
    void s09StoreMayFindItsPageNotKnownAsWrittenInTheSecondLevel() {
        bench = new Bench(new TestTlbs().first(1, 1));
        bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.table.map(A + PAGE, 0x6000, 12, Bench.RW);
        bench.walk(A);
        bench.walk(A + PAGE);
        Ask store = bench.store(A, 1000);
        bench.run();

        assertThat(bench.marks(store)).isEqualTo("l2 tlb 7, walk 101");
        assertThat(hit(AccessType.STORE, A, 1108)).isEqualTo(0x5000);
    }

    @Test
    void s10ForbiddenAccessIsRefusedByWhoeverKnowsThePage() {
        bench.table.map(A, 0x5000, 12, Rights.USER);
        Ask walked = bench.store(A, 0);
        bench.run();
        assertThat(walked.request.fault).isEqualTo(Fault.PROTECTION);
        assertThat(walked.end).isEqualTo(408);
        assertThat(PageTableEntry.accessed(bench.table.word(A)))
                .as("nobody used it")
                .isFalse();

        bench.walk(A);
        assertThat(hit(AccessType.STORE, A, 2000)).isEqualTo(Mmu.MISS);
        Ask known = bench.store(A, 2000);
        assertThat(known.request.fault).isEqualTo(Fault.PROTECTION);
        assertThat(known.end).as("the first level says so").isEqualTo(2000);
        assertThat(bench.ask(AccessType.FETCH, A, 3000).end)
                .as("the fault has cleared both levels")
                .isEqualTo(-1);
        bench.run();
        assertThat(bench.count("translation protection")).isEqualTo(3);
        assertThat(bench.count("walker protection")).isEqualTo(2);
    }

    /** A fault forgets what led to it: a page that may be written since is written at the next try, without an invalidation. */
    @Test
    void s11RefusedAccessIsLookedUpInMemoryTheNextTime() {
        bench.table.map(A, 0x5000, 12, Rights.USER);
        bench.walk(A);
        bench.table.protect(A, Bench.RW);
        assertThat(bench.store(A, 1000).request.fault).isEqualTo(Fault.PROTECTION);

        Ask again = bench.store(A, 2000);
        bench.run();
        assertThat(again.physical()).isEqualTo(0x5000);
        assertThat(bench.marks(again))
                .as("the walk caches have forgotten the way")
                .isEqualTo("l2 tlb 7, walk 401");
    }

    @Test
    void s12RightsOfAllLevelsCount() {
        bench.table.map(A, 0x5000, 12, Rights.ALL);
        long directory = bench.table.entry(A, 2);
        bench.words.write(directory, bench.words.read(directory) & ~PageTableEntry.WRITABLE);
        Ask store = bench.store(A, 0);
        bench.run();
        assertThat(store.request.fault).isEqualTo(Fault.PROTECTION);

        bench.words.write(directory, bench.words.read(directory) | PageTableEntry.NO_EXECUTE);
        bench.mmu.invalidateAll(1);
        Ask fetch = bench.ask(AccessType.FETCH, A, 2000);
        bench.run();
        assertThat(fetch.request.fault).isEqualTo(Fault.PROTECTION);
        Ask near = bench.ask(AccessType.FETCH, A, 3000);
        bench.walk(A);
        assertThat(near.request.fault).as("a walk cache keeps the rights left").isEqualTo(Fault.PROTECTION);
    }

    @Test
    void s13AddressThatIsNoneIsRefusedWithoutALookUp() {
        bench.table.map(-0x1000, 0x5000, 12, Bench.RW);
        bench.walk(-0x1000);
        assertThat(hit(AccessType.LOAD, -0x1000, 900)).isEqualTo(0x5000);

        long alias = 0x0000_ffff_ffff_f000L;
        assertThat(hit(AccessType.LOAD, alias, 1000)).isEqualTo(Mmu.MISS);
        Ask ask = bench.load(alias, 1000);
        assertThat(ask.end).isEqualTo(1000);
        assertThat(ask.request.fault).isEqualTo(Fault.NON_CANONICAL);
        assertThat(Fault.name(ask.request.fault)).isEqualTo("non-canonical");
        assertThat(bench.count("tlb.l1d accesses")).isEqualTo(2);
    }

    @Test
    void s14TagsKeepSpacesApartAndSideBySide() {
        bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.other.map(A, 0x9000, 12, Bench.RW);
        bench.walk(A);
        bench.mmu.switchTo(bench.otherSpace);
        assertThat(hit(AccessType.LOAD, A, 1000)).isEqualTo(Mmu.MISS);
        assertThat(bench.walk(A).physical()).isEqualTo(0x9000);

        bench.mmu.switchTo(bench.space);
        assertThat(hit(AccessType.LOAD, A, 2000)).isEqualTo(0x5000);
        bench.mmu.switchTo(bench.otherSpace);
        assertThat(hit(AccessType.LOAD, A, 2000)).isEqualTo(0x9000);
        assertThat(bench.count("walker walks")).isEqualTo(2);
    }

    @Test
    void s15WithoutTagsASwitchEmptiesEverything() {
        bench = new Bench(new TestTlbs().noTags());
        bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.other.map(A, 0x9000, 12, Bench.RW);
        bench.walk(A);
        bench.mmu.switchTo(bench.space);
        assertThat(hit(AccessType.LOAD, A, 1000)).as("no switch").isEqualTo(0x5000);

        bench.mmu.switchTo(bench.otherSpace);
        Ask ask = bench.walk(A);
        assertThat(ask.physical()).isEqualTo(0x9000);
        assertThat(bench.marks(ask)).as("walk caches too").isEqualTo("l2 tlb 7, walk 401");
        bench.mmu.switchTo(bench.space);
        assertThat(hit(AccessType.LOAD, A, 2000)).isEqualTo(Mmu.MISS);
    }

    @Test
    void s16InvalidationForgetsOnePageOfOneSpaceAndAllWaysToItsTables() {
        bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.table.map(A + PAGE, 0x6000, 12, Bench.RW);
        bench.walk(A);
        bench.walk(A + PAGE);
        bench.mmu.invalidate(2, A, 12);
        assertThat(hit(AccessType.LOAD, A, 1000)).as("another space's").isEqualTo(0x5000);

        bench.mmu.invalidate(1, A + 0xfff, 12);
        assertThat(hit(AccessType.LOAD, A, 1000)).isEqualTo(Mmu.MISS);
        assertThat(hit(AccessType.LOAD, A + PAGE, 1000)).isEqualTo(0x6000);
        assertThat(bench.marks(bench.walk(A))).isEqualTo("l2 tlb 7, walk 401");

        bench.mmu.invalidateAll(1);
        assertThat(hit(AccessType.LOAD, A + PAGE, 2000)).isEqualTo(Mmu.MISS);
        bench.walk(A);
        bench.mmu.flush();
        assertThat(hit(AccessType.LOAD, A, 3000)).isEqualTo(Mmu.MISS);
    }

    @Test
    void s17ReplacementIsThePolicysAffair() {
        bench = new Bench(new TestTlbs().first(2, 2).second(0, 1).replacement(new Fifo.Spec()));
        for (int page = 0; page < 3; page++) {
            bench.table.map(A + page * PAGE, page * PAGE, 12, Bench.RW);
        }
        bench.walk(A);
        bench.walk(A + PAGE);
        assertThat(hit(AccessType.LOAD, A, 9000)).isZero();
        bench.walk(A + 2 * PAGE);

        assertThat(hit(AccessType.LOAD, A, 9000))
                .as("first in, though used last")
                .isEqualTo(Mmu.MISS);
        assertThat(hit(AccessType.LOAD, A + PAGE, 9000)).isEqualTo(PAGE);
    }

    @Test
    void s18SpaceMustBeThereAndItsTagBeOneOfTheFormat() {
        assertThatThrownBy(() -> bench.mmu.switchTo(new AddressSpace(0, 4096))).hasMessage("x86-64 has no tag 4096");
        assertThatThrownBy(() -> bench.mmu.switchTo(new AddressSpace(0, -1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Spaces(true).current()).isInstanceOf(IllegalStateException.class);
        assertThat(bench.mmu.waitsFor()).isNull();
    }
}
