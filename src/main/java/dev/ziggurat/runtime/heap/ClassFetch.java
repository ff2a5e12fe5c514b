package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/**
 * Takes blocks of a class from its spans and makes them a list; if no span has any, pages become one. Answers how many they are. Runs under the lock
 * of the class, while pages are taken too.
 */
final class ClassFetch extends Routine {
    private final ClassTable table;
    private final ClassSizes sizes;
    private final SizeClasses.Spans spans;
    private final HeapCounts counts;
    private final Writes writes = new Writes();
    private Step step = Step.SPAN;

    private int of;
    private long span;
    private long block;
    private long next;

    // What was taken: the first of the list, how many they are, and how many of them of this span.
    private long first;
    private int taken;
    private int ofSpan;

    private enum Step {
        SPAN,
        PAGES,
        FREE,
        NEXT,
        UNLINK_BLOCK,
        LINK_BLOCK,
        OUT,
        UNLINK_SPAN
    }

    ClassFetch(ClassTable table, ClassSizes sizes, SizeClasses.Spans spans, HeapCounts counts) {
        this.table = table;
        this.sizes = sizes;
        this.spans = spans;
        this.counts = counts;
    }

    ClassFetch of(int sizeClass) {
        of = sizeClass;
        first = 0;
        taken = 0;
        ofSpan = 0;
        step = Step.SPAN;
        return this;
    }

    /** Returns the first block of the list. */
    long first() {
        return first;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SPAN -> span(thread);
            case PAGES -> {
                if (thread.answer() == HeapThread.NONE) {
                    thread.end(0);
                } else {
                    open(thread.answer());
                    step = Step.SPAN;
                    writes.begin(thread);
                }
            }
            case FREE -> {
                block = thread.follow(span + ClassTable.FREE);
                step = Step.NEXT;
            }
            case NEXT -> {
                next = thread.follow(block);
                step = Step.UNLINK_BLOCK;
            }
            case UNLINK_BLOCK -> {
                thread.store(span + ClassTable.FREE, next);
                step = Step.LINK_BLOCK;
            }
            case LINK_BLOCK -> {
                thread.store(block, first);
                first = block;
                block = next;
                taken++;
                ofSpan++;
                step = next == 0 || taken == sizes.moved(of) ? Step.OUT : Step.NEXT;
            }
            case OUT -> {
                writes.add(span + ClassTable.OUT, thread.load(span + ClassTable.OUT) + ofSpan);
                ofSpan = 0;
                if (next == 0) {
                    step = Step.UNLINK_SPAN;
                } else {
                    thread.end(taken);
                    writes.begin(thread);
                }
            }
            case UNLINK_SPAN -> unlinkSpan(thread);
        }
    }

    private void span(RuntimeThread thread) {
        span = thread.load(table.central(of) + ClassTable.SPANS);
        if (span != 0) {
            step = Step.FREE;
        } else if (taken > 0) {
            thread.end(taken);
        } else {
            step = Step.PAGES;
            spans.take(thread, sizes.span(of), ClassSizes.PAGE);
        }
    }

    private void unlinkSpan(RuntimeThread thread) {
        long following = thread.load(span + ClassTable.NEXT);
        writes.add(table.central(of) + ClassTable.SPANS, following);
        if (following != 0) {
            writes.add(following + ClassTable.BEFORE, 0);
        }
        step = Step.SPAN;
        if (taken == sizes.moved(of)) {
            thread.end(taken);
        }
        writes.begin(thread);
    }

    /** Makes pages a span: its blocks are linked from the first to the last. */
    private void open(long start) {
        long opened = table.span(start);
        long bytes = sizes.span(of);
        long size = sizes.size(of);
        int blocks = sizes.blocks(of);
        counts.take(-bytes);
        counts.stock(blocks * size);
        counts.spent(bytes - blocks * size);
        for (long page = start; page < start + bytes; page += ClassSizes.PAGE) {
            writes.add(table.page(page), opened);
        }
        for (int i = 1; i <= blocks; i++) {
            writes.add(start + (i - 1) * size, i == blocks ? 0 : start + i * size);
        }
        writes.add(opened + ClassTable.CLASS, of);
        writes.add(opened + ClassTable.FREE, start);
        writes.add(opened + ClassTable.OUT, 0);
        writes.add(opened + ClassTable.NEXT, 0);
        writes.add(opened + ClassTable.BEFORE, 0);
        writes.add(table.central(of) + ClassTable.SPANS, opened);
    }
}
