package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/**
 * Gives blocks at the beginning of a thread's list back to their spans; a span of which no block is out gives its pages back. Answers the first block that
 * is left in the list. Runs under the lock of the class.
 */
final class ClassReturn extends Routine {
    private final ClassTable table;
    private final ClassSizes sizes;
    private final SizeClasses.Spans spans;
    private final HeapCounts counts;
    private final Writes writes = new Writes();
    private Step step = Step.NEXT;

    private int of;
    private long block;
    private int left;
    private long next;

    // The block's span, its first free block, and its neighbours among those that have any.
    private long span;
    private long free;
    private long out;
    private long following;

    private enum Step {
        NEXT,
        PAGE,
        FREE,
        OUT,
        LINK,
        FOLLOWING,
        UNLINK,
        PAGES
    }

    ClassReturn(ClassTable table, ClassSizes sizes, SizeClasses.Spans spans, HeapCounts counts) {
        this.table = table;
        this.sizes = sizes;
        this.spans = spans;
        this.counts = counts;
    }

    /** States the class and the first block of the list; as many go back as move at a time. */
    ClassReturn of(int sizeClass, long first) {
        of = sizeClass;
        block = first;
        left = sizes.moved(sizeClass);
        step = Step.NEXT;
        return this;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                if (left == 0) {
                    thread.end(block);
                    return;
                }
                next = thread.load(block);
                step = Step.PAGE;
            }
            case PAGE -> {
                span = thread.load(table.page(block));
                step = Step.FREE;
            }
            case FREE -> {
                free = thread.follow(span + ClassTable.FREE);
                step = Step.OUT;
            }
            case OUT -> out(thread);
            default -> span(thread);
        }
    }

    private void out(RuntimeThread thread) {
        out = thread.load(span + ClassTable.OUT) - 1;
        writes.add(block, free);
        writes.add(span + ClassTable.FREE, block);
        writes.add(span + ClassTable.OUT, out);
        if (free == 0) {
            step = out == 0 ? Step.PAGES : Step.LINK;
        } else if (out == 0) {
            step = Step.FOLLOWING;
        } else {
            done();
        }
        if (step == Step.PAGES || step == Step.NEXT) {
            writes.begin(thread);
        }
    }

    private void done() {
        block = next;
        left--;
        step = Step.NEXT;
    }

    private void span(RuntimeThread thread) {
        switch (step) {
            case LINK -> {
                long first = thread.load(table.central(of) + ClassTable.SPANS);
                writes.add(span + ClassTable.NEXT, first);
                writes.add(span + ClassTable.BEFORE, 0);
                writes.add(table.central(of) + ClassTable.SPANS, span);
                if (first != 0) {
                    writes.add(first + ClassTable.BEFORE, span);
                }
                done();
                writes.begin(thread);
            }
            case FOLLOWING -> {
                following = thread.load(span + ClassTable.NEXT);
                step = Step.UNLINK;
            }
            case UNLINK -> {
                long before = thread.load(span + ClassTable.BEFORE);
                writes.add(before == 0 ? table.central(of) + ClassTable.SPANS : before + ClassTable.NEXT, following);
                if (following != 0) {
                    writes.add(following + ClassTable.BEFORE, before);
                }
                step = Step.PAGES;
                writes.begin(thread);
            }
            default -> {
                long unused = sizes.blocks(of) * sizes.size(of);
                counts.stock(-unused);
                counts.spent(unused - sizes.span(of));
                counts.take(sizes.span(of));
                done();
                spans.give(thread, table.startOf(span));
            }
        }
    }
}
