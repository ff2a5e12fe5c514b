package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.List;
import java.util.Set;

/**
 * Blocks that come and go: again and again one of so many is given back, each as likely, and another is asked for in its stead and written. So the
 * lifetime of a block, counted in allocations, is geometric. A share of the blocks is forgotten instead of given back: a leak.
 */
public final class BlockChurn implements Program {
    private static final int MALLOC = 0;
    private static final int FREE = 1;
    private static final List<String> CALLS = List.of("malloc", "free");
    private static final int LINE = 64;

    private final Spec spec;
    private final RandomStream random;
    private final int gap;

    /** The octaves of sizes. */
    private final int octaves;

    /** The blocks there are; 0 for none. */
    private final long[] blocks;

    private int slot;
    private long bytes;

    /** How much of the block in the slot is written. */
    private long written;

    private Step step = Step.CHOOSE;

    private enum Step {
        CHOOSE,
        ALLOCATE,
        WRITE
    }

    private BlockChurn(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
        gap = (int) spec.gap.value();
        blocks = new long[spec.blocks];
        int doublings = 0;
        while (spec.smallest.bytes() << doublings < spec.largest.bytes()) {
            doublings++;
        }
        octaves = Math.max(1, doublings);
    }

    /**
     * {@code kind: block-churn}.
     *
     * @param blocks how many there are at a time
     * @param smallest the bytes of the smallest, default 16 B
     * @param largest the bytes of the largest, default 4 KiB; each doubling between the two is as likely, and
     *     each size in it; what would be larger is cut off
     * @param leaks the share of the blocks that is forgotten, default 0 %
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(Integer blocks, ByteSize smallest, ByteSize largest, Share leaks, Count gap)
            implements ProgramSpec {
        private static final int MOST_BLOCKS = 1 << 26;
        private static final long LARGEST = 1L << 40;

        public Spec {
            SpecException.requirePresent("blocks", blocks, "10000");
            SpecException.requireRange("blocks", blocks, 1, MOST_BLOCKS);
            smallest = smallest == null ? new ByteSize(16) : smallest;
            largest = largest == null ? new ByteSize(4096) : largest;
            leaks = leaks == null ? new Share(0) : leaks;
            gap = CommonKeys.gap(gap);
            if (smallest.bytes() < 1 || smallest.bytes() > LARGEST) {
                throw new SpecException("smallest", smallest + " is out of range; a block has 1 B to 1 TiB");
            }
            if (largest.bytes() < smallest.bytes() || largest.bytes() > LARGEST) {
                throw new SpecException(
                        "largest", largest + " is out of range; it lies between " + smallest + " and 1 TiB");
            }
        }

        @Override
        public Program create(RandomStream random) {
            return new BlockChurn(this, random);
        }

        @Override
        public Set<String> calls() {
            return Set.copyOf(CALLS);
        }
    }

    @Override
    public List<Area> areas() {
        return List.of();
    }

    @Override
    public void next(Reference into) {
        if (step == Step.WRITE && written < bytes) {
            int size = (int) Math.min(LINE, bytes - written);
            into.set(Kind.STORE, blocks[slot] + written, size);
            into.gap = gap;
            written += size;
            return;
        }
        if (step != Step.ALLOCATE) {
            slot = random.nextInt(blocks.length);
            boolean forgotten = random.nextLong(Share.WHOLE) < spec.leaks.billionths();
            step = Step.ALLOCATE;
            if (blocks[slot] != 0 && !forgotten) {
                bytes = 0;
                call(into, FREE, blocks[slot]);
                return;
            }
        }
        bytes = size();
        call(into, MALLOC, bytes);
    }

    private long size() {
        long least = spec.smallest.bytes() << random.nextInt(octaves);
        return Math.min(spec.largest.bytes(), least + random.nextLong(least));
    }

    private static void call(Reference into, int number, long argument) {
        into.operation(Kind.SYSTEM_CALL);
        into.number = number;
        into.argument0 = argument;
        into.argument1 = 0;
        into.argument2 = 0;
    }

    @Override
    public void returned(long value) {
        if (step == Step.ALLOCATE && bytes > 0) {
            blocks[slot] = value;
            written = value == 0 ? bytes : 0;
            step = Step.WRITE;
        }
    }

    @Override
    public String operation(int number) {
        return CALLS.get(number);
    }

    @Override
    public boolean waits(long address) {
        return false;
    }

    /** Where a block lies is an answer, so that it can only begin at its start. */
    @Override
    public void skipTo(long n) {
        if (n != 0) {
            throw new IllegalStateException("a program that allocates cannot be positioned");
        }
    }
}
