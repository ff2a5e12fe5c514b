package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Call;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The calls for memory that programs have, by the names of the C library (ISO C11, 7.22.3; malloc_usable_size(3)). */
final class HeapCalls {
    private static final String MALLOC = "malloc";
    private static final String FREE = "free";
    private static final String CALLOC = "calloc";
    private static final String REALLOC = "realloc";
    private static final String ALIGNED_ALLOC = "aligned_alloc";
    private static final String USABLE = "malloc_usable_size";
    private static final String RESERVE = "reserve";
    private static final String POKE = "poke";

    /** A store of a line: chosen, as wide as the widest vector store. */
    private static final int CHUNK = 64;

    /** What no allocator gives out. */
    private static final long REFUSED = -1;

    private final Heap heap;
    private final HeapThread own;
    private final Cleared cleared = new Cleared();
    private final Moved moved = new Moved();
    private final Writes poke = new Writes();

    HeapCalls(Heap heap, HeapThread own) {
        this.heap = heap;
        this.own = own;
    }

    /** Returns the names that the calls of a heap have. */
    static Set<String> names(HeapSpec spec) {
        Set<String> names = new HashSet<>(Set.of(MALLOC, FREE, CALLOC, REALLOC, ALIGNED_ALLOC, USABLE, POKE));
        if (spec.reserves()) {
            names.add(RESERVE);
        }
        for (HeapFigure each : HeapFigure.values()) {
            names.add(each.call());
        }
        return names;
    }

    /** Returns what answers a thread's calls. */
    Map<String, Call> answers() {
        Map<String, Call> calls = new HashMap<>();
        calls.put(MALLOC, (thread, bytes, none, nothing) -> own.allocate(bytes, 1));
        calls.put(FREE, (thread, address, none, nothing) -> own.free(address));
        calls.put(CALLOC, (thread, count, bytes, none) -> cleared.begin(thread, count, bytes));
        calls.put(REALLOC, (thread, address, bytes, none) -> moved.begin(thread, address, bytes));
        calls.put(
                ALIGNED_ALLOC,
                (thread, alignment, bytes, none) ->
                        own.allocate(isPower(alignment) ? bytes : REFUSED, isPower(alignment) ? alignment : 1));
        calls.put(USABLE, (thread, address, none, nothing) -> own.usable(address));
        calls.put(POKE, (thread, address, word, none) -> {
            poke.add(address & -RuntimeThread.WORD, word);
            poke.begin(thread);
        });
        calls.put(RESERVE, (thread, address, bytes, none) -> own.reserve(address, bytes));
        for (HeapFigure each : HeapFigure.values()) {
            calls.put(each.call(), (thread, argument, none, nothing) -> thread.reply(heap.figure(each, argument)));
        }
        return calls;
    }

    private static boolean isPower(long alignment) {
        return alignment > 0 && Long.bitCount(alignment) == 1;
    }

    /** {@code calloc}: a block whose bytes are zero. */
    private final class Cleared extends Routine {
        private long bytes;
        private long block;
        private long done;
        private boolean allocated;

        void begin(RuntimeThread thread, long count, long size) {
            boolean fits = count >= 0 && size >= 0 && Math.multiplyHigh(count, size) == 0 && count * size >= 0;
            bytes = fits ? count * size : REFUSED;
            allocated = false;
            done = 0;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (!allocated) {
                allocated = true;
                own.allocate(bytes, 1);
                return;
            }
            if (done == 0) {
                block = thread.answer();
            }
            if (block == HeapThread.NONE || done >= bytes) {
                thread.end(block);
                return;
            }
            int size = (int) Math.min(CHUNK, bytes - done);
            thread.clear(block + done, size);
            done += size;
        }
    }

    /** {@code realloc}: in place if there is room, else a new block with what was in the old one. */
    private final class Moved extends Routine {
        private long old;
        private long bytes;
        private long room;
        private long block;
        private long done;
        private boolean read;
        private Step step = Step.MEASURE;

        private enum Step {
            MEASURE,
            ALLOCATE,
            COPY,
            FREE,
            END
        }

        void begin(RuntimeThread thread, long address, long newBytes) {
            if (address == HeapThread.NONE) {
                own.allocate(newBytes, 1);
                return;
            }
            if (!own.owns(address)) {
                // As free does: a wrong address is counted, and nothing happens.
                block = HeapThread.NONE;
                step = Step.END;
                thread.call(this);
                own.free(address);
                return;
            }
            old = address;
            bytes = newBytes;
            done = 0;
            read = false;
            step = Step.MEASURE;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case MEASURE -> {
                    step = Step.ALLOCATE;
                    own.usable(old);
                }
                case ALLOCATE -> {
                    room = thread.answer();
                    step = Step.COPY;
                    if (!own.exact() && bytes >= 0 && bytes <= room && bytes > room / 2) {
                        thread.end(old);
                    } else {
                        own.allocate(bytes, 1);
                    }
                }
                case COPY -> copy(thread);
                case FREE -> {
                    step = Step.END;
                    own.free(old);
                }
                case END -> thread.end(block);
            }
        }

        private void copy(RuntimeThread thread) {
            block = done == 0 && !read ? thread.answer() : block;
            long size = Math.min(CHUNK, Math.min(room, bytes) - done);
            if (block == HeapThread.NONE) {
                thread.end(HeapThread.NONE);
            } else if (size <= 0) {
                step = Step.FREE;
            } else if (!read) {
                thread.touch(Kind.LOAD, old + done, (int) size);
                read = true;
            } else {
                thread.copy(old + done, block + done, (int) size);
                read = false;
                done += size;
            }
        }
    }
}
