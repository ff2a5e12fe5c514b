package dev.ziggurat.mmu;

import static dev.ziggurat.mmu.Bench.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.mmu.Bench.Ask;
import dev.ziggurat.mmu.TranslationSpec.Format;
import dev.ziggurat.units.Latency;
import org.junit.jupiter.api.Test;

/** Descriptors: when they are loaded, what that costs, and what they refuse. A load of one takes 100 ps, a look-up nothing unless said. */
final class SegmentedMmuTest {
    private static final long TABLE = 1L << 30;
    private static final long ONE = 1L << 32;
    private static final long TWO = 2L << 32;

    private static Bench bench(Format format, DescriptorsSpec descriptors, int walkers) {
        TranslationSpec spec =
                new TranslationSpec(format, "l1d", new TestTlbs().spec().tlbs(), null, walkers, true, 32, descriptors);
        Bench bench = new Bench(SegmentedMmu::of, spec);
        bench.segments.set(1, 0x5001, 10000, Bench.RW);
        bench.segments.set(2, 0x100000, 64, Rights.USER | Rights.EXECUTE);
        return bench;
    }

    private static Bench segmented() {
        return bench(Format.SEGMENTED, new DescriptorsSpec(2, null, null, null), 1);
    }

    @Test
    void descriptorIsLoadedOnceAndThenAtHand() {
        Bench bench = segmented();
        Ask first = bench.load(ONE + 16, 5);
        bench.run();
        Ask again = bench.load(ONE + 32, 200);

        assertThat(bench.memory.came).containsExactly(seen(AccessType.WALK, TABLE + 16, 5));
        assertThat(first.physical()).isEqualTo(0x5011);
        assertThat(bench.marks(first)).isEqualTo("walk 100");
        assertThat(first.end).isEqualTo(105);
        assertThat(again.end).isEqualTo(200);
        assertThat(again.physical()).isEqualTo(0x5021);
        assertThat(bench.count("descriptors accesses")).isEqualTo(2);
        assertThat(bench.count("descriptors misses")).isEqualTo(1);
    }

    @Test
    void hitAnswersForWholePiecesOnly() {
        Bench bench = segmented();
        assertThat(bench.mmu.hit(AccessType.LOAD, ONE, 0)).isEqualTo(Mmu.MISS);
        bench.walk(ONE);

        assertThat(bench.mmu.hit(AccessType.LOAD, ONE + 8191, 200)).isEqualTo(0x5001 + 8191);
        assertThat(bench.mmu.hit(AccessType.LOAD, ONE + 8192, 200)).isEqualTo(Mmu.MISS);
        assertThat(bench.mmu.hit(AccessType.FETCH, ONE, 200)).isEqualTo(Mmu.MISS);
        assertThat(bench.load(ONE + 9992, 200).physical()).isEqualTo(0x5001 + 9992);
    }

    @Test
    void lastByteDecides() {
        Bench bench = segmented();
        bench.walk(ONE);
        Ask beyond = bench.load(ONE + 9993, 200);

        assertThat(beyond.end).isEqualTo(200);
        assertThat(beyond.request.fault).isEqualTo(Fault.LIMIT);
        assertThat(bench.mmu.hit(AccessType.LOAD, ONE, 300)).as("forgotten").isEqualTo(Mmu.MISS);
        assertThat(bench.count("descriptors limit")).isEqualTo(1);
    }

    @Test
    void eachWhoWaitsIsRefusedOrServedForItself() {
        Bench bench = segmented();
        Ask load = bench.load(TWO, 0);
        Ask store = bench.store(TWO, 30);
        Ask fetch = bench.ask(AccessType.FETCH, TWO + 8, 150);
        bench.run();

        assertThat(load.physical()).isEqualTo(0x100000);
        assertThat(store.request.fault).isEqualTo(Fault.SEGMENT_RIGHTS);
        assertThat(bench.marks(store)).isEqualTo("walk 70");
        assertThat(fetch.physical()).isEqualTo(0x100008);
        assertThat(fetch.end).isEqualTo(150);
        assertThat(bench.count("descriptors walks")).isEqualTo(1);
        assertThat(bench.count("descriptors merged")).isEqualTo(2);
    }

    @Test
    void numbersWithoutDescriptorAreRefusedAtOnceAndAbsentOnesWhenTheyHaveCome() {
        Bench bench = segmented();
        Ask zero = bench.load(0x1000, 5);
        Ask many = bench.load(256L << 32, 5);
        Ask absent = bench.load(3L << 32, 5);
        bench.run();

        assertThat(zero.request.fault).isEqualTo(Fault.NO_SEGMENT);
        assertThat(many.request.fault).isEqualTo(Fault.NO_SEGMENT);
        assertThat(many.end).isEqualTo(5);
        assertThat(absent.request.fault).isEqualTo(Fault.NO_SEGMENT);
        assertThat(absent.end).isEqualTo(105);
        assertThat(bench.memory.came).hasSize(1);
        assertThat(bench.count("descriptors not_present")).isEqualTo(3);
    }

    @Test
    void otherSegmentsWaitForAWalkerInOrder() {
        Bench bench = segmented();
        Ask one = bench.load(ONE, 0);
        Ask two = bench.load(TWO, 10);
        Ask squashed = bench.load(3L << 32, 20);
        squashed.squashed = true;
        bench.run();

        assertThat(one.end).isEqualTo(100);
        assertThat(two.end).isEqualTo(200);
        assertThat(bench.marks(two)).isEqualTo("walker wait 90, walk 100");
        assertThat(squashed.request.fault).isEqualTo(Fault.ABANDONED);
        assertThat(bench.count("descriptors walks")).isEqualTo(2);
    }

    @Test
    void whatChangesMeanwhileIsReadAsItIsInTheEnd() {
        Bench bench = segmented();
        Ask moved = bench.load(ONE, 0);
        bench.at(50, () -> {
            bench.segments.set(1, 0x9000, 10000, Bench.RW);
            bench.mmu.invalidateSegment(1, 1);
        });
        bench.run();
        bench.segments.set(1, 0xa000, 10000, Bench.RW);

        assertThat(moved.physical()).isEqualTo(0x9000);
        assertThat(bench.mmu.hit(AccessType.LOAD, ONE, 200)).isEqualTo(0x9000);
        bench.mmu.invalidateSegment(1, 1);
        assertThat(bench.walk(ONE).physical()).isEqualTo(0xa000);
    }

    @Test
    void spaceThatEndsIsReadNoMore() {
        Bench bench = segmented();
        Ask walking = bench.load(ONE, 0);
        Ask waiting = bench.load(TWO, 0);
        bench.at(50, () -> bench.mmu.end(1));
        bench.run();

        assertThat(walking.request.fault).isEqualTo(Fault.NO_SEGMENT);
        assertThat(waiting.request.fault).isEqualTo(Fault.NO_SEGMENT);
        assertThat(bench.memory.came).hasSize(1);
    }

    @Test
    void cacheWithALatencyIsMarked() {
        Bench bench = bench(Format.SEGMENTED, new DescriptorsSpec(2, null, Latency.ofCycles(3), null), 1);
        Ask first = bench.walk(ONE);
        Ask again = bench.load(ONE, 500);

        assertThat(bench.marks(first)).isEqualTo("descriptor cache 3, walk 100");
        assertThat(bench.marks(again)).isEqualTo("descriptor cache 3");
        assertThat(bench.mmu.hit(AccessType.LOAD, ONE, 600)).isEqualTo(Mmu.MISS);
    }

    @Test
    void linearAddressGoesTheWayOfPages() {
        Bench bench = bench(Format.SEGMENTED_X86_64, new DescriptorsSpec(2, null, null, null), 1);
        bench.segments.set(1, 0x7000, 0x1800, Bench.RW);
        bench.table.map(0x7000, 0x42000, 12, Rights.ALL);
        Ask here = bench.load(ONE + 0x10, 0);
        bench.run();
        Ask absent = bench.load(ONE + 0x1010, 1000);
        bench.run();

        assertThat(here.physical()).isEqualTo(0x42010);
        assertThat(bench.mmu.hit(AccessType.LOAD, ONE + 0x20, 2000)).isEqualTo(0x42020);
        assertThat(absent.request.fault).isEqualTo(Fault.NOT_PRESENT);
        assertThat(absent.request.virtualAddress).as("told to the kernel").isEqualTo(0x8010);
        assertThat(bench.count("descriptors walks")).isEqualTo(1);
        assertThat(bench.count("walker walks")).isEqualTo(2);
    }
}
