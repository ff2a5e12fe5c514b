package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Places;

/**
 * Lists of chunks of mark stacks, without a lock: a list's head has the chunk's number and a version that each change raises, so that no compare-and-exchange takes a list for unchanged that is not
 * (ZStackList::encode_versioned_pointer). A chunk has 2 KiB: how many entries are in it, the next chunk's number, and 254 entries (ZMarkStackSlots).
 */
final class ZChunks {
    static final long SLOTS = 254;

    private static final long BYTES = 2048;
    private static final long NEXT = 8;
    private static final long FIRST = 16;
    private static final int VERSION_SHIFT = 32;
    private static final long NUMBER = (1L << VERSION_SHIFT) - 1;

    private final Push push = new Push();
    private final Pop pop = new Pop();
    private final Fresh fresh = new Fresh();

    /** Returns where an entry of a chunk stands. */
    static long slot(long chunk, long entry) {
        return chunk + FIRST + entry * ZPages.WORD;
    }

    /** Has a thread put a chunk on a list. */
    void push(RuntimeThread thread, long list, long chunk) {
        push.list = list;
        push.chunk = chunk;
        push.step = 0;
        thread.call(push);
    }

    /** Has a thread take a chunk from a list; the answer is where it is, 0 if there is none. */
    void pop(RuntimeThread thread, long list) {
        pop.list = list;
        pop.loaded = false;
        thread.call(pop);
    }

    /** Has a thread get an empty chunk, which is the answer. */
    void fresh(RuntimeThread thread) {
        fresh.step = 0;
        thread.call(fresh);
    }

    /** Whether the head of a list is that of an empty one. */
    static boolean isEmpty(long head) {
        return (head & NUMBER) == 0;
    }

    private static long address(long head) {
        long number = head & NUMBER;
        return number == 0 ? 0 : Places.WORK + (number - 1) * BYTES;
    }

    private static long number(long chunk) {
        return (chunk - Places.WORK) / BYTES + 1;
    }

    private static long changed(long head, long number) {
        return ((head >>> VERSION_SHIFT) + 1) << VERSION_SHIFT | number;
    }

    private static final class Push extends Routine {
        private long list;
        private long chunk;
        private long head;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> head = thread.load(list);
                case 1 -> thread.store(chunk + NEXT, head & NUMBER);
                default -> {
                    step = 0;
                    if (thread.compareAndExchange(list, head, changed(head, number(chunk))) == head) {
                        thread.end();
                    }
                }
            }
        }
    }

    private static final class Pop extends Routine {
        private long list;
        private boolean loaded;
        private long head;
        private long next;
        private boolean followed;

        @Override
        protected void step(RuntimeThread thread) {
            if (!loaded) {
                head = thread.load(list);
                loaded = true;
                followed = false;
                if (address(head) == 0) {
                    thread.end(0);
                }
            } else if (!followed) {
                next = thread.follow(address(head) + NEXT);
                followed = true;
            } else {
                loaded = false;
                if (thread.compareAndExchange(list, head, changed(head, next)) == head) {
                    thread.end(address(head));
                }
            }
        }
    }

    /** Chunks that were used before come first. */
    private final class Fresh extends Routine {
        private long chunk;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> pop(thread, ZPages.FREE_CHUNKS);
                case 1 -> {
                    chunk = thread.answer();
                    if (chunk == 0) {
                        chunk = Places.WORK + thread.add(ZPages.CHUNK_TOP, BYTES);
                    }
                }
                default -> {
                    thread.store(chunk, 0);
                    thread.end(chunk);
                }
            }
        }
    }
}
