package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * How far a heap reaches that has its memory from the system, as with brk: it is mapped upwards from its base, and unmapped from its end. As in the GNU
 * C library's sysmalloc and systrim it takes a pad beyond what is needed, and gives back what exceeds the pad once that passes a threshold.
 */
final class Reach {
    private static final long READ_AND_WRITE = 3;

    private final long limit;
    private final long pad;
    private final long threshold;
    private final long page;
    private final HeapCounts counts;
    private long end;

    /**
     * Makes a heap without memory.
     *
     * @param base where it begins
     * @param limit where it must end
     * @param growth how it grows
     */
    Reach(long base, long limit, Growth growth, HeapSite site, HeapCounts counts) {
        end = base;
        this.limit = limit;
        pad = growth.pad().bytes();
        threshold = growth.trim().bytes();
        page = site.page();
        this.counts = counts;
    }

    /** Returns by how many bytes it grows if so many are needed; 0 if it cannot. */
    long growth(long needed) {
        long wanted = (needed + pad + page - 1) / page * page;
        long least = (needed + page - 1) / page * page;
        long room = limit - end;
        return wanted <= room ? wanted : least <= room ? room / page * page : 0;
    }

    /** Returns how many bytes at its end go back if so many there are free; 0 if none do. */
    long excess(long free) {
        return free < threshold || free <= pad + page ? 0 : (free - pad - page) / page * page;
    }

    long end() {
        return end;
    }

    /** A thread's way to move the end. Answers below 0 if the system would not. */
    final class Move extends Routine {
        private long bytes;
        private boolean called;

        /** Has the heap end so many bytes later, or, below 0, earlier. */
        void begin(RuntimeThread thread, long by) {
            bytes = by;
            called = false;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (called) {
                if (thread.answer() >= 0) {
                    end += bytes;
                    counts.grown(bytes);
                }
                thread.end();
                return;
            }
            called = true;
            if (bytes > 0) {
                thread.system(thread.systemCall("mmap"), end, bytes, READ_AND_WRITE);
            } else {
                thread.system(thread.systemCall("munmap"), end + bytes, -bytes, 0);
            }
        }
    }
}
