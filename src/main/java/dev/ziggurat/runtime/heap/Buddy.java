package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * Blocks of powers of two that are halved and joined with their other half (Knowlton, "A fast storage allocator", CACM 8, 1965). Behind the heap lie a
 * set of free blocks for each order, as a tree of bits, and the order of each block that is given out, a byte for each place where one can begin. The
 * lowest address comes first.
 */
public final class Buddy implements Heap {
    private static final int WORD = 8;

    private final Spec spec;
    private final Area range;
    private final HeapCounts counts;
    private final HeapLock lock;
    private final BitTree[] free;
    private final long orders;
    private final long end;
    private int threads;

    private Buddy(Spec spec, HeapSite site) {
        this.spec = spec;
        range = new Area("heap", spec.base, spec.size.bytes());
        counts = new HeapCounts(site);
        int top = spec.top();
        long at = spec.base + spec.size.bytes();
        lock = new HeapLock(at);
        // Words of the sets that tell whether there is any block of an order lie side by side, behind the lock.
        long tops = at + WORD;
        orders = Region.up(tops + (top + 1) * (long) WORD, 64);
        long next = Region.up(orders + (spec.size.bytes() >>> spec.shift()), 64);
        free = new BitTree[top + 1];
        for (int order = 0; order <= top; order++) {
            free[order] = new BitTree(tops + order * (long) WORD, next, 1L << (top - order));
            next = free[order].end();
        }
        end = Region.up(next, Region.PAGE);
        free[top].open(site.words(), 0);
        counts.grown(spec.size.bytes());
        counts.holes.add(spec.base, spec.size.bytes());
    }

    /**
     * {@code kind: buddy}.
     *
     * @param base where the heap begins, a multiple of its size so that blocks are aligned to theirs; default 0x1000000000
     * @param size its bytes, a power of two
     * @param smallest the bytes of the smallest block, a power of two from 16 B on, default 16 B
     */
    public record Spec(Long base, ByteSize size, ByteSize smallest) implements HeapSpec {
        private static final int MOST_ORDERS = 40;

        public Spec {
            base = Region.base(base);
            size = Region.size(size);
            smallest = smallest == null ? Region.ALIGNMENT : smallest;
            if (Long.bitCount(size.bytes()) != 1) {
                throw new SpecException("size", size + " is no power of two");
            }
            if (Long.bitCount(smallest.bytes()) != 1
                    || smallest.bytes() < Region.ALIGNMENT.bytes()
                    || smallest.bytes() > size.bytes()) {
                throw new SpecException("smallest", smallest + " is no power of two from 16 B to the size of the heap");
            }
            if (base % size.bytes() != 0) {
                throw new SpecException(
                        "base",
                        "0x" + Long.toHexString(base)
                                + " is no multiple of the size; with that, blocks are aligned to theirs");
            }
            if (Long.numberOfTrailingZeros(size.bytes() / smallest.bytes()) > MOST_ORDERS) {
                throw new SpecException("smallest", smallest + " leaves more than " + MOST_ORDERS + " orders");
            }
        }

        int shift() {
            return Long.numberOfTrailingZeros(smallest.bytes());
        }

        /** Returns the order of the whole heap. */
        int top() {
            return Long.numberOfTrailingZeros(size.bytes()) - shift();
        }

        @Override
        public Heap create(HeapSite site) {
            return new Buddy(this, site);
        }

        @Override
        public boolean makesCalls() {
            return false;
        }
    }

    /** Returns the order of the smallest block that has so many bytes; beyond {@link #top} if none has. */
    int order(long bytes) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, bytes) - 1);
        return Math.max(0, bits - spec.shift());
    }

    int top() {
        return free.length - 1;
    }

    /** Returns the bytes of the blocks of an order. */
    long bytes(int order) {
        return spec.smallest.bytes() << order;
    }

    /** Returns the free blocks of an order, by number from the base on. */
    BitTree free(int order) {
        return free[order];
    }

    /** Returns the address of a block of an order. */
    long address(int order, long number) {
        return spec.base + (number << (spec.shift() + order));
    }

    /** Returns the number of the block of an order that begins at an address. */
    long number(int order, long address) {
        return (address - spec.base) >>> (spec.shift() + order);
    }

    /** Returns where the byte lies that tells the order of the block at an address. */
    long orderOf(long address) {
        return orders + number(0, address);
    }

    @Override
    public List<Area> areas() {
        return List.of(new Area("heap", spec.base, end - spec.base));
    }

    @Override
    public HeapThread attach(RuntimeThread thread) {
        return new HeapUse(thread, threads++, counts, new BuddyPlacer(this, counts), lock);
    }

    @Override
    public Area range() {
        return range;
    }

    @Override
    public long figure(HeapFigure which, long argument) {
        return counts.figure(which, argument);
    }

    @Override
    public void describe(Section section) {
        counts.describe(section);
        Region.describe(section, lock);
    }
}
