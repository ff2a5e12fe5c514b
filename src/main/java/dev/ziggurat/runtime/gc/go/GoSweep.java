package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * A thread sweeps a span that is its own to sweep (sweepLocked.sweep in Go's mgcsweep.go): it counts the marked objects, makes the bits of marked objects those of allocated ones,
 * and clears the others for the next cycle. A span without objects goes back to the heap, one to allocate from to those of its class.
 */
final class GoSweep extends Routine {
    private static final int WORD = 8;
    private static final int CLEARED = 16;

    private final GoPages pages;
    private final GoCounts counts;
    private final GoStack stack = new GoStack();

    private long span;
    private long spanAt;
    private long generation;

    /** Whether the thread is to keep it. */
    private boolean kept;

    private long shape;
    private int before;
    private long marks;
    private long marksAt;
    private long allocated;
    private int word;
    private int words;
    private long first;
    private int used;
    private Step step = Step.SHAPE;

    private enum Step {
        SHAPE,
        BEFORE,
        MARKS,
        ALLOCATED,
        COUNT,
        SWAP_ALLOCATED,
        SWAP_MARKS,
        CLEAR,
        CACHE,
        COUNTS,
        SWEPT,
        GENERATION,
        PLACE,
        END
    }

    GoSweep(GoPages pages, GoCounts counts) {
        this.pages = pages;
        this.counts = counts;
    }

    /**
     * Has a thread sweep a span.
     *
     * @param at the position of the reference that has loaded where the record is
     * @param now the heap's generation
     * @param keep whether the thread keeps it; then the answer is 1 if an object of it is free
     */
    void begin(RuntimeThread thread, long record, long at, long now, boolean keep) {
        span = record;
        spanAt = at;
        generation = now;
        kept = keep;
        step = Step.SHAPE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SHAPE -> {
                shape = thread.follow(span + GoSpan.SHAPE, spanAt);
                words = (GoSpan.objects(shape) + Long.SIZE - 1) / Long.SIZE;
                word = 0;
                used = 0;
                step = Step.BEFORE;
            }
            case BEFORE -> {
                before = GoSpan.used(thread.follow(span + GoSpan.COUNTS, spanAt));
                step = Step.MARKS;
            }
            case MARKS -> {
                marks = thread.follow(span + GoSpan.MARKS, spanAt);
                marksAt = thread.position();
                step = Step.ALLOCATED;
            }
            case ALLOCATED -> {
                allocated = thread.follow(span + GoSpan.ALLOCATED, spanAt);
                step = Step.COUNT;
            }
            case COUNT -> count(thread);
            case SWAP_ALLOCATED -> {
                thread.store(span + GoSpan.ALLOCATED, marks);
                step = Step.SWAP_MARKS;
            }
            case SWAP_MARKS -> {
                thread.store(span + GoSpan.MARKS, allocated);
                step = Step.CLEAR;
            }
            case CLEAR -> {
                int size = Math.min(CLEARED, words * WORD);
                thread.clear(allocated, size);
                allocated += size;
                words -= size / WORD;
                step = words == 0 ? Step.CACHE : Step.CLEAR;
            }
            case CACHE -> {
                thread.store(span + GoSpan.CACHE, ~first);
                step = Step.COUNTS;
            }
            case COUNTS -> {
                thread.store(span + GoSpan.COUNTS, GoSpan.counts(0, used, GoSpan.objects(shape)));
                step = Step.SWEPT;
            }
            case SWEPT -> {
                thread.add(GoPlaces.PAGES_SWEPT, GoSpan.pages(shape));
                counts.swept++;
                counts.freed += before - used;
                step = Step.GENERATION;
            }
            case GENERATION -> {
                thread.store(span + GoSpan.GENERATION, generation);
                step = Step.PLACE;
            }
            case PLACE -> place(thread);
            case END -> thread.end(used < GoSpan.objects(shape) ? 1 : 0);
        }
    }

    private void count(RuntimeThread thread) {
        long bits = thread.follow(marks + (long) word * WORD, marksAt);
        used += Long.bitCount(bits);
        first = word == 0 ? bits : first;
        step = ++word == words ? Step.SWAP_ALLOCATED : Step.COUNT;
    }

    private void place(RuntimeThread thread) {
        step = Step.END;
        if (kept) {
            return;
        }
        if (used == 0) {
            counts.pagesFreed += GoSpan.pages(shape);
            pages.give(thread, span, spanAt, GoSpan.pages(shape));
        } else {
            boolean full = used == GoSpan.objects(shape);
            stack.push(thread, GoHeap.swept(GoSpan.spanClass(shape), full, generation), span, spanAt);
        }
    }
}
