package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Large blocks, each of pages of its own that come from the system and go back to it. As in the GNU C library two words before the block say where
 * its pages begin and how many bytes they have.
 */
final class MappedBlocks implements Placer {
    private static final long WORD = 8;
    private static final long HEADER = 2 * WORD;
    private static final long READ_AND_WRITE = 3;

    private final HeapCounts counts;
    private final long page;
    private final Take take = new Take();
    private final Give give = new Give();
    private final Measure measure = new Measure();

    MappedBlocks(HeapCounts counts, long page) {
        this.counts = counts;
        this.page = page;
    }

    @Override
    public Routine take(long bytes, long alignment) {
        long slack = alignment > HEADER ? alignment : 0;
        take.bytes = Region.up(bytes + HEADER + slack, page);
        take.alignment = Math.max(HEADER, alignment);
        take.step = Take.Taking.MAP;
        return take;
    }

    @Override
    public Routine give(long block) {
        give.block = block;
        give.step = Give.Giving.START;
        return give;
    }

    @Override
    public Routine measure(long block) {
        measure.block = block;
        measure.started = false;
        return measure;
    }

    private final class Take extends Routine {
        private long bytes;
        private long alignment;
        private long start;
        private long block;
        private Taking step = Taking.MAP;

        private enum Taking {
            MAP,
            MAPPED,
            BYTES
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case MAP -> {
                    step = Taking.MAPPED;
                    thread.system(thread.systemCall("mmap"), 0, bytes, READ_AND_WRITE);
                }
                case MAPPED -> {
                    start = thread.answer();
                    if (start < 0) {
                        thread.end(HeapThread.NONE);
                        return;
                    }
                    counts.grown(bytes);
                    counts.take(bytes);
                    block = Region.up(start + HEADER, alignment);
                    step = Taking.BYTES;
                    thread.store(block - HEADER, start);
                }
                case BYTES -> {
                    thread.store(block - WORD, bytes);
                    thread.end(block);
                }
            }
        }
    }

    private final class Give extends Routine {
        private long block;
        private long start;
        private long bytes;
        private Giving step = Giving.START;

        private enum Giving {
            START,
            BYTES,
            UNMAP,
            UNMAPPED
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case START -> {
                    start = thread.load(block - HEADER);
                    step = Giving.BYTES;
                }
                case BYTES -> {
                    bytes = thread.load(block - WORD);
                    step = Giving.UNMAP;
                }
                case UNMAP -> {
                    step = Giving.UNMAPPED;
                    thread.system(thread.systemCall("munmap"), start, bytes, 0);
                }
                case UNMAPPED -> {
                    counts.grown(-bytes);
                    counts.take(-bytes);
                    thread.end(0);
                }
            }
        }
    }

    private static final class Measure extends Routine {
        private long block;
        private long start;
        private boolean started;

        @Override
        protected void step(RuntimeThread thread) {
            if (started) {
                thread.end(start + thread.load(block - WORD) - block);
            } else {
                started = true;
                start = thread.load(block - HEADER);
            }
        }
    }
}
