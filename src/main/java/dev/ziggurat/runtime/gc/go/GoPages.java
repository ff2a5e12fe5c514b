package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread takes pages of the heap for a span, the first that lie together (mheap.alloc), and makes its record; or gives them back. Whether pages are in use is a table of bits
 * under a lock; a word says where the first free one may be. Go has sums of the table besides, so that it need not go through it, and some pages of each processor's own.
 */
final class GoPages extends Routine {
    private final GoHeap heap;
    private final Mutex lock = new Mutex(GoPlaces.PAGES_LOCK);

    private boolean taking;
    private int spanClass;
    private long generation;
    private long span;
    private long wanted;

    // The search: the word that is looked at, the first with a free page, and the run of free pages so far.
    private long word;

    /** The positions of what it comes from, and the span. */
    private long wordAt;

    private long spanAt;
    private long firstFree;
    private long run;
    private long length;

    // The pages whose bits change: the next, and how many are left; and what the words were that the run begins and
    // ends in.
    private long at;
    private long left;
    private long firstWord;
    private long firstBits;
    private long lastBits;

    private int stored;
    private Step step = Step.LOCK;

    private enum Step {
        LOCK,
        SEARCH,
        LOOK,
        MARK_LOAD,
        MARK,
        TELL,
        USED,
        UNLOCK,
        END,
        RECORD,
        TABLE
    }

    GoPages(GoHeap heap) {
        this.heap = heap;
    }

    /** Has a thread make a span of a class with so many pages, in a generation; answers the address of its record, 0 if there is no room. */
    void take(RuntimeThread thread, int forClass, long pages, long now) {
        taking = true;
        spanClass = forClass;
        wanted = pages;
        generation = now;
        step = Step.LOCK;
        thread.call(this);
    }

    /** Has a thread give the pages of a span back, whose address was loaded by the reference at a position. */
    void give(RuntimeThread thread, long record, long at, long pages) {
        taking = false;
        spanAt = at;
        span = record;
        wanted = pages;
        step = Step.LOCK;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOCK -> {
                step = Step.SEARCH;
                lock.acquire(thread);
            }
            case SEARCH -> {
                word = thread.load(GoPlaces.PAGES_SEARCH);
                wordAt = thread.position();
                step = taking ? Step.LOOK : Step.MARK_LOAD;
                firstFree = -1;
                length = 0;
                at = (span - GoPlaces.RECORDS) / GoSpan.BYTES;
                left = wanted;
            }
            case LOOK -> look(thread);
            case MARK_LOAD -> {
                lastBits = thread.follow(heap.pageBits(at / Long.SIZE), spanAt);
                step = Step.MARK;
            }
            case MARK -> mark(thread);
            case TELL -> {
                long search = taking ? firstFree : Math.min(word, (span - GoPlaces.RECORDS) / GoSpan.BYTES / Long.SIZE);
                thread.store(GoPlaces.PAGES_SEARCH, search);
                step = Step.USED;
            }
            case USED -> {
                thread.add(GoPlaces.PAGES_USED, taking ? wanted : -wanted);
                step = Step.UNLOCK;
            }
            case UNLOCK -> {
                step = span != 0 && taking ? Step.RECORD : Step.END;
                stored = 0;
                lock.release(thread);
            }
            case END -> thread.end(span, spanAt);
            case RECORD -> record(thread);
            case TABLE -> {
                thread.store(heap.table(heap.address(run) + stored * heap.page()), span);
                if (++stored == wanted) {
                    thread.end(span, spanAt);
                }
            }
        }
    }

    /** Looks for enough pages that lie together, in the next word. */
    private void look(RuntimeThread thread) {
        if (word == heap.pageWords()) {
            span = 0;
            step = Step.UNLOCK;
            return;
        }
        lastBits = thread.follow(heap.pageBits(word), wordAt);
        if (lastBits != -1 && firstFree < 0) {
            firstFree = word;
        }
        for (int bit = 0; bit < Long.SIZE && length < wanted; bit++) {
            if ((lastBits >>> bit & 1) != 0) {
                length = 0;
            } else if (length++ == 0) {
                run = word * Long.SIZE + bit;
                firstWord = word;
                firstBits = lastBits;
            }
        }
        word++;
        if (length == wanted) {
            span = heap.record(run);
            at = run;
            spanAt = thread.position();
            step = Step.MARK;
        }
    }

    /** Stores the bits of those pages that are in one word. Those between the first word and the last were all free. */
    private void mark(RuntimeThread thread) {
        long in = at / Long.SIZE;
        int bit = (int) (at % Long.SIZE);
        int count = (int) Math.min(left, Long.SIZE - bit);
        long bits = (count == Long.SIZE ? -1L : (1L << count) - 1) << bit;
        long before = !taking || in == word - 1 ? lastBits : in == firstWord ? firstBits : 0;
        thread.store(heap.pageBits(in), taking ? before | bits : before & ~bits);
        at += count;
        left -= count;
        step = left == 0 ? Step.TELL : taking ? Step.MARK : Step.MARK_LOAD;
    }

    /** Makes the record; the bits of its objects are zero. */
    private void record(RuntimeThread thread) {
        int room = heap.room(spanClass);
        switch (stored++) {
            case 0 -> thread.store(span + GoSpan.BASE, heap.address(run));
            case 1 -> thread.store(span + GoSpan.SHAPE, GoSpan.shape(spanClass, room, wanted));
            case 2 -> thread.store(span + GoSpan.COUNTS, GoSpan.counts(0, 0, room));
            case 3 -> thread.store(span + GoSpan.CACHE, -1);
            case 4 -> thread.store(span + GoSpan.ALLOCATED, heap.bits(run, 0));
            case 5 -> thread.store(span + GoSpan.MARKS, heap.bits(run, 1));
            default -> {
                thread.store(span + GoSpan.GENERATION, generation);
                stored = 0;
                step = Step.TABLE;
            }
        }
    }
}
