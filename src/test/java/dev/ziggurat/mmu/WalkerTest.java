package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.mmu.Bench.Ask;
import dev.ziggurat.mmu.FakeMemory.Answer;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import org.junit.jupiter.api.Test;

/** What goes on beside a walk: the stores of bits, switches and ends of spaces, the caches below; see {@link WalkTest} and {@link Bench}. */
final class WalkerTest {
    private static final long A = 0x0000_0080_4030_5000L;
    private static final long B = 0x0000_7f80_0000_0000L;
    private static final long C = 0xffff_8000_0000_0000L;
    private static final long PAGE = 0x1000;

    private Bench bench = new Bench(new TestTlbs());

    private void mapAll() {
        bench.table.map(A, 0x5000, 12, Rights.ALL);
        bench.table.map(B, 0x6000, 12, Rights.ALL);
        bench.table.map(C, 0x7000, 12, Rights.ALL);
    }

    /** Accessed and dirty are set by one store, when the entry has been read; nobody waits for it. */
    @Test
    void s01BitsAreSetByOneStoreOffTheWay() {
        long entry = bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.memory.updateLatency = 10_000;
        Ask store = bench.store(A, 0);
        bench.run();

        assertThat(store.end).isEqualTo(408);
        assertThat(bench.memory.came).hasSize(5).last().isEqualTo(Bench.seen(AccessType.WALK_UPDATE, entry, 408));
        assertThat(bench.words.read(entry) & (PageTableEntry.ACCESSED | PageTableEntry.DIRTY))
                .isEqualTo(0x60);
        assertThat(bench.count("walker walk_updates")).isEqualTo(1);

        bench.mmu.flush();
        bench.at(20_000, () -> bench.store(A, 20_000));
        bench.run();
        assertThat(bench.count("walker walk_updates"))
                .as("they are set already")
                .isEqualTo(1);
    }

    @Test
    void s02StoreThatJoinsALoadsWalkHasTheDirtyBitSetWithIt() {
        bench.table.map(A, 0x5000, 12, Bench.RW);
        bench.load(A, 0);
        Ask store = bench.store(A, 200);
        bench.run();
        assertThat(store.end).isEqualTo(408);
        assertThat(PageTableEntry.dirty(bench.table.word(A))).isTrue();
        assertThat(bench.mmu.hit(AccessType.STORE, A, 408)).isEqualTo(0x5000);
        assertThat(bench.count("walker walk_updates")).isEqualTo(1);
    }

    @Test
    void s03WalkerIsTakenUntilItsStoreIs() {
        for (Answer answer : Answer.values()) {
            bench = new Bench(new TestTlbs());
            mapAll();
            bench.memory.answer = answer;
            bench.memory.updateLatency = 50;
            bench.load(A, 0);
            Ask waiting = bench.load(B, 10);
            bench.run();
            assertThat(bench.marks(waiting)).as(answer.toString()).isEqualTo("l2 tlb 7, walker wait 441, walk 401");
        }
        bench = new Bench(new TestTlbs());
        mapAll();
        bench.memory.updateLatency = 50;
        bench.load(A, 0);
        bench.run();
        assertThat(bench.marks(bench.load(B, 450))).isEqualTo("l2 tlb 7");
        bench.run();
        assertThat(bench.count("walker walks")).isEqualTo(2);
        assertThat(bench.memory.came.get(5)).as("1 ps too early: it waits").endsWith("at 459");
    }

    @Test
    void s04EntryOfATableThatWasNotAccessedIsToo() {
        bench.table.map(A, 0x5000, 12, Bench.RW);
        long root = bench.table.entry(A, 4);
        bench.words.write(root, bench.words.read(root) & ~PageTableEntry.ACCESSED);
        Ask ask = bench.walk(A);

        assertThat(ask.end).isEqualTo(408);
        assertThat(bench.memory.came.get(1)).isEqualTo(Bench.seen(AccessType.WALK_UPDATE, root, 108));
        assertThat(bench.count("walker walk_updates")).isEqualTo(2);
    }

    @Test
    void s05StoreUnderWayTakesABitWithItThatIsSetAgain() {
        for (Answer answer : Answer.values()) {
            bench = new Bench(new TestTlbs());
            bench.memory.answer = answer;
            bench.memory.updateLatency = 5_000;
            mapAll();
            long root = bench.table.entry(A, 4);
            long word = bench.words.read(root);
            bench.words.write(root, word & ~PageTableEntry.ACCESSED);
            Ask ask = bench.load(A, 0);
            Ask waiting = bench.load(B, 0);
            bench.at(150, () -> {
                bench.words.write(root, word & ~PageTableEntry.ACCESSED);
                bench.mmu.invalidate(1, A, 12);
            });
            bench.run();

            assertThat(bench.words.read(root)).isEqualTo(word);
            assertThat(ask.end).isEqualTo(208 + 401);
            assertThat(bench.count("walker walk_updates"))
                    .as("of the root's entry, and of both leaves")
                    .isEqualTo(3);
            assertThat(bench.marks(waiting))
                    .as("the leaf's store began last")
                    .isEqualTo("l2 tlb 7, walker wait 5602, walk 401");
        }
    }

    @Test
    void s06AnswersMayComeLateOrBeKnownEarly() {
        for (Answer answer : Answer.values()) {
            bench = new Bench(new TestTlbs());
            mapAll();
            bench.memory.answer = answer;
            Ask ask = bench.walk(A);
            assertThat(ask.end).as(answer.toString()).isEqualTo(408);
            assertThat(bench.count("walker.time total_ns")).isEqualTo(400);
        }
    }

    @Test
    void s07WalkOfASpaceLeftBehindIsForThatSpace() {
        mapAll();
        bench.other.map(A, 0x9000, 12, Bench.RW);
        Ask old = bench.load(A, 0);
        Ask oldToo = bench.load(B, 0);
        bench.mmu.switchTo(bench.otherSpace);
        Ask fresh = bench.load(A, 1);
        bench.run();

        assertThat(old.physical()).isEqualTo(0x5000);
        assertThat(oldToo.physical()).isEqualTo(0x6000);
        assertThat(fresh.physical()).as("does not join it").isEqualTo(0x9000);
        assertThat(bench.mmu.hit(AccessType.LOAD, A, 5000)).isEqualTo(0x9000);
    }

    @Test
    void s08WithoutTagsItFillsNothing() {
        bench = new Bench(new TestTlbs().noTags());
        mapAll();
        Ask old = bench.load(A, 0);
        bench.mmu.switchTo(bench.otherSpace);
        bench.run();
        assertThat(old.physical()).isEqualTo(0x5000);
        assertThat(bench.mmu.hit(AccessType.LOAD, A, 5000)).isEqualTo(Mmu.MISS);
        bench.other.map(A + PAGE, 0x9000, 12, Bench.RW);
        assertThat(bench.walk(A + PAGE).physical()).as("nor a walk cache").isEqualTo(0x9000);
    }

    @Test
    void s09WalksOfASpaceThatEndsEndToo() {
        mapAll();
        Ask under = bench.load(A, 0);
        Ask inLine = bench.load(B, 0);
        bench.at(150, () -> {
            bench.mmu.end(1);
            bench.table.release();
            bench.mmu.switchTo(bench.otherSpace);
        });
        bench.run();

        assertThat(under.end).as("with the load that was under way").isEqualTo(208);
        assertThat(inLine.end).isEqualTo(208);
        assertThat(under.request.fault).isEqualTo(Fault.NOT_PRESENT);
        assertThat(inLine.request.fault).isEqualTo(Fault.NOT_PRESENT);
        assertThat(bench.count("walker loads")).isEqualTo(2);
    }

    @Test
    void s09WhatIsSquashedBeforeAWalkerIsFreeIsNotWalked() {
        mapAll();
        Ask under = bench.load(A, 0);
        Ask inLine = bench.load(B, 0);
        Ask last = bench.load(C, 0);
        bench.at(150, () -> {
            under.squashed = true;
            inLine.squashed = true;
        });
        bench.run();

        assertThat(under.physical()).as("its walk goes on").isEqualTo(0x5000);
        assertThat(inLine.request.fault).isEqualTo(Fault.ABANDONED);
        assertThat(inLine.end).as("when the walker has set its four bits").isEqualTo(412);
        assertThat(bench.marks(inLine)).isEqualTo("l2 tlb 7, walker wait 405");
        assertThat(bench.marks(last)).contains("walker wait 405");
        assertThat(last.request.fault).isEqualTo(Fault.NONE);
        assertThat(bench.count("walker walks")).isEqualTo(2);
        assertThat(bench.count("translation abandoned")).isEqualTo(1);
    }

    @Test
    void s10WhatWaitsIsSaid() {
        mapAll();
        bench.load(A, 0);
        bench.load(B, 0);
        assertThat(bench.mmu.waitsFor()).isEqualTo("core0: 2 translations wait, 1 walks are under way");
        bench.run();
        assertThat(bench.mmu.waitsFor()).isNull();
    }

    @Test
    void s11WalkBeginsAgainWhenAllIsForgotten() {
        mapAll();
        Ask ask = bench.load(A, 0);
        bench.at(150, () -> bench.mmu.flush());
        bench.at(450, () -> bench.mmu.invalidateAll(1));
        bench.run();

        assertThat(bench.count("walker restarts")).isEqualTo(2);
        assertThat(bench.marks(ask)).as("from 208 on, and from 509 on").isEqualTo("l2 tlb 7, walk 903");
    }

    /** Through a first-level cache that leaves its hits unmarked: their time is the cache's latency. */
    @Test
    void s12LoadsOfWalksGoThroughTheCaches() {
        Bench cached = new Bench(new TestTlbs().noWalkCaches(), bench -> {
            Cache cache = new Cache(bench.simulation, CACHE);
            cache.connect(bench.memory);
            return cache;
        });
        cached.table.map(A, 0x5000, 12, Bench.RW);
        cached.table.map(A + PAGE, 0x6000, 12, Bench.RW);
        cached.table.map(A + 16 * PAGE, 0x7000, 12, Bench.RW);

        assertThat(cached.marks(cached.walk(A))).as("four misses").isEqualTo("l2 tlb 7, walk 416");
        assertThat(cached.marks(cached.walk(A + PAGE))).as("four hits").isEqualTo("l2 tlb 7, walk 16");
        assertThat(cached.marks(cached.walk(A + 16 * PAGE)))
                .as("another line of the last table")
                .isEqualTo("l2 tlb 7, walk 116");
        assertThat(cached.count("walker.time l1d_ns")).isEqualTo(12 * 4);
        assertThat(cached.count("walker.time memory_ns")).isEqualTo(5 * 100);
        assertThat(cached.count("walker.time total_ns"))
                .as("the sum of the three walks")
                .isEqualTo(416 + 16 + 116);
    }

    private static final Geometry CACHE = new Geometry(
            "core0.l1d",
            "l1d",
            new CacheSpec(
                    null,
                    "memory",
                    null,
                    new ByteSize(4096),
                    8,
                    new ByteSize(64),
                    Latency.ofPicoseconds(4),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null),
            4,
            0,
            true);
}
