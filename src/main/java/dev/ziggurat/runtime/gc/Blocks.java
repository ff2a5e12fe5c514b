package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Memory in blocks of certain sizes, each with a list of its free blocks, the one freed last first; where a list is empty a block is taken from the memory that
 * was never used. Up to 512 B there is a size for each 16 B (CPython's Objects/obmalloc.c), above four to each doubling. A block keeps its size.
 */
final class Blocks {
    private static final long GRANULE = 16;
    private static final int FINE = 32;
    private static final int FINE_LOG = 5;
    private static final int PER_DOUBLING = 4;

    /** The words that have the first free block of each size. */
    private static final long FIRST = Places.CONTROL + 8 * Places.APART;

    private static final long WORD = 8;

    private final Space space;
    private final long granule;
    private final Take take = new Take();
    private final Give give = new Give();

    Blocks(World world, Space space) {
        this.space = space;
        granule = world.model.aligned(GRANULE);
        world.words.write(Counted.UNUSED, space.base());
    }

    /** Has a thread take a block of so many bytes at least; the answer is its address, 0 if there is none. */
    void take(RuntimeThread thread, long bytes) {
        long granules = granules(bytes);
        take.size = rounded(granules) * granule;
        take.list = list(granules);
        take.step = Take.Step.FIRST;
        thread.call(take);
    }

    /** Has a thread give a block back that was taken for so many bytes. */
    void give(RuntimeThread thread, long block, long bytes) {
        give.block = block;
        give.list = list(granules(bytes));
        give.step = 0;
        thread.call(give);
    }

    private long granules(long bytes) {
        return (bytes + granule - 1) / granule;
    }

    /** Returns where the word is that has the first free block for so many granules. */
    static long list(long granules) {
        if (granules <= FINE) {
            return FIRST + granules * WORD;
        }
        int log = log(granules);
        long quarter = (granules - 1) >> (log - 2);
        return FIRST + (FINE + 1 + (long) (log - FINE_LOG) * PER_DOUBLING + quarter - PER_DOUBLING) * WORD;
    }

    /** Returns how many granules a block for so many has. */
    static long rounded(long granules) {
        if (granules <= FINE) {
            return granules;
        }
        int shift = log(granules) - 2;
        return (((granules - 1) >> shift) + 1) << shift;
    }

    private static int log(long granules) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(granules - 1);
    }

    private final class Take extends Routine {
        private long size;
        private long list;
        private long block;
        private long next;
        private Step step = Step.FIRST;

        private enum Step {
            FIRST,
            NEXT,
            UNLINK,
            UNUSED,
            USE
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case FIRST -> {
                    block = thread.load(list);
                    step = block == 0 ? Step.UNUSED : Step.NEXT;
                }
                case NEXT -> {
                    next = thread.follow(block);
                    step = Step.UNLINK;
                }
                case UNLINK -> {
                    thread.store(list, next);
                    thread.end(block);
                }
                case UNUSED -> {
                    block = thread.load(Counted.UNUSED);
                    step = Step.USE;
                    if (block + size > space.end()) {
                        thread.end(0);
                    }
                }
                case USE -> {
                    thread.store(Counted.UNUSED, block + size);
                    thread.end(block);
                }
            }
        }
    }

    private static final class Give extends Routine {
        private long block;
        private long list;
        private long next;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> next = thread.load(list);
                case 1 -> thread.store(block, next);
                default -> {
                    thread.store(list, block);
                    thread.end();
                }
            }
        }
    }
}
