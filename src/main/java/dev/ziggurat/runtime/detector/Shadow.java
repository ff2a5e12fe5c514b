package dev.ziggurat.runtime.detector;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A byte for each 8 bytes of the heap, at their address / 8 + 0x7fff8000 (K. Serebryany et al., "AddressSanitizer: A Fast Address Sanity Checker", USENIX
 * ATC 2012, and its mapping on x86-64 Linux). From 1 to 8: so many of them may be accessed, from the first on; anything else: none may. That 0 is none,
 * and not all as in AddressSanitizer, lets a heap begin without a pass over its shadow.
 */
final class Shadow {
    /** Room around a block. */
    static final int REDZONE = 0xfa;

    /** A block that was given back. */
    static final int FREED = 0xfd;

    /** Nothing is known of it. */
    static final int UNKNOWN = 0;

    private static final long OFFSET = 0x7fff8000L;
    private static final int SHIFT = 3;
    private static final int GRANULE = 1 << SHIFT;
    private static final int WORD = 8;

    private final WordStore words;
    private final Area area;
    private final long heapStart;
    private final long heapEnd;

    /** Loads and stores of the shadow. */
    private long references;

    Shadow(WordStore words, Area heap) {
        this.words = words;
        heapStart = heap.start();
        heapEnd = heapStart + heap.bytes();
        long first = byteOf(heapStart);
        area = new Area("shadow", first, byteOf(heapEnd - 1) + 1 - first);
    }

    Area area() {
        return area;
    }

    long references() {
        return references;
    }

    private static long byteOf(long address) {
        return (address >>> SHIFT) + OFFSET;
    }

    private int code(long shadow) {
        return (int) (words.read(shadow & -WORD) >>> (8 * (shadow & (WORD - 1)))) & 0xff;
    }

    /**
     * Loads the shadow of a range of which some lies in the heap, a word of it a step; answers 1 if all of the range may be accessed, 0 if not. What lies
     * outside of the heap has no shadow, and may not.
     */
    final class Check extends Routine {
        private long end;
        private long at;
        private boolean allowed;

        Check of(long from, long bytes) {
            end = Math.min(from + bytes, heapEnd);
            at = byteOf(Math.max(from, heapStart));
            allowed = from >= heapStart && from + bytes <= heapEnd;
            return this;
        }

        @Override
        protected void step(RuntimeThread thread) {
            long last = byteOf(end - 1);
            long next = Math.min(last + 1, (at & -WORD) + WORD);
            references++;
            thread.touch(Kind.LOAD, at, (int) (next - at));
            for (; at < next; at++) {
                long granule = (at - OFFSET) << SHIFT;
                int code = code(at);
                allowed &= code <= GRANULE && Math.min(end, granule + GRANULE) - granule <= code;
            }
            if (at > last) {
                thread.end(allowed ? 1 : 0);
            }
        }
    }

    /** Writes the shadow of a range, a word of it a step. */
    final class Paint extends Routine {
        private long allowedFrom;
        private long allowedTo;
        private long last;
        private long at;
        private int code;

        /** Paints a range with a code. */
        Paint all(long from, long to, int with) {
            return around(from, from, from, to, with);
        }

        /**
         * Paints a range of which a part may be accessed.
         *
         * @param with the code of what may not
         */
        Paint around(long from, long start, long end, long to, int with) {
            at = byteOf(from);
            last = byteOf(to - 1);
            allowedFrom = start;
            allowedTo = end;
            code = with;
            return this;
        }

        @Override
        protected void step(RuntimeThread thread) {
            long next = Math.min(last + 1, (at & -WORD) + WORD);
            references++;
            thread.touch(Kind.STORE, at, (int) (next - at));
            long address = at & -WORD;
            long word = words.read(address);
            for (; at < next; at++) {
                long granule = (at - OFFSET) << SHIFT;
                long allowed = granule < allowedFrom ? 0 : Math.min(GRANULE, allowedTo - granule);
                long shift = 8 * (at & (WORD - 1));
                word = (word & ~(0xffL << shift)) | (allowed > 0 ? allowed : code) << shift;
            }
            words.write(address, word);
            if (at > last) {
                thread.end();
            }
        }
    }
}
