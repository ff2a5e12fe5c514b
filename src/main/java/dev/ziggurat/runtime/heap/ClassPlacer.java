package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/** The code of a {@link SizeClasses} heap for one thread: blocks come from and go to the thread's own lists. */
final class ClassPlacer implements Placer {
    /** How many times what moves at a time a list may have before some go back: chosen; tcmalloc lets lists grow by use. */
    private static final int LONGEST = 2;

    private final ClassTable table;
    private final ClassSizes sizes;
    private final int number;
    private final SizeClasses.Spans spans;
    private final Locked[] central;
    private final HeapCounts counts;
    private final ClassFetch fetch;
    private final ClassReturn giveBack;
    private final Take take = new Take();
    private final Give give = new Give();
    private final Measure measure = new Measure();

    ClassPlacer(
            ClassTable table,
            ClassSizes sizes,
            int number,
            SizeClasses.Spans spans,
            Locked[] central,
            HeapCounts counts) {
        this.table = table;
        this.sizes = sizes;
        this.number = number;
        this.spans = spans;
        this.central = central;
        this.counts = counts;
        fetch = new ClassFetch(table, sizes, spans, counts);
        giveBack = new ClassReturn(table, sizes, spans, counts);
    }

    @Override
    public Routine take(long bytes, long alignment) {
        int of = sizes.aligned(bytes, alignment);
        take.bytes = of == 0 ? Region.up(bytes, ClassSizes.PAGE) : sizes.size(of);
        take.alignment = Math.max(alignment, ClassSizes.PAGE);
        take.step = of == 0 ? Take.Taking.PAGES : Take.Taking.CLASS;
        return take;
    }

    @Override
    public Routine give(long block) {
        give.block = block;
        give.step = Give.Giving.PAGE;
        return give;
    }

    @Override
    public Routine measure(long block) {
        measure.block = block;
        measure.step = Measure.Measuring.PAGE;
        return measure;
    }

    private final class Take extends Routine {
        private final Writes writes = new Writes();
        private long bytes;
        private long alignment;
        private int of;
        private long list;
        private long block;
        private Taking step = Taking.CLASS;

        private enum Taking {
            CLASS,
            FIRST,
            FETCHED,
            NEXT,
            LENGTH,
            PAGES,
            HAVE_PAGES,
            END
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case CLASS -> {
                    of = thread.loadByte(table.classOf(bytes));
                    list = table.list(number, of);
                    step = Taking.FIRST;
                }
                case FIRST -> {
                    block = thread.load(list);
                    step = Taking.NEXT;
                    if (block == 0) {
                        step = Taking.FETCHED;
                        central[of].begin(thread, fetch.of(of));
                    }
                }
                case FETCHED -> {
                    if (thread.answer() == 0) {
                        thread.end(HeapThread.NONE);
                        return;
                    }
                    writes.add(list, fetch.first());
                    writes.add(list + ClassTable.LENGTH, thread.answer());
                    step = Taking.FIRST;
                    writes.begin(thread);
                }
                case NEXT -> {
                    writes.add(list, thread.follow(block));
                    step = Taking.LENGTH;
                }
                case LENGTH -> {
                    writes.add(list + ClassTable.LENGTH, thread.load(list + ClassTable.LENGTH) - 1);
                    counts.stock(-bytes);
                    counts.take(bytes);
                    step = Taking.END;
                }
                default -> pages(thread);
            }
        }

        private void pages(RuntimeThread thread) {
            switch (step) {
                case PAGES -> {
                    step = Taking.HAVE_PAGES;
                    spans.take(thread, bytes, alignment);
                }
                case HAVE_PAGES -> {
                    block = thread.answer();
                    if (block == HeapThread.NONE) {
                        thread.end(HeapThread.NONE);
                        return;
                    }
                    long span = table.span(block);
                    writes.add(table.page(block), span);
                    writes.add(span + ClassTable.CLASS, 0);
                    writes.add(span + ClassTable.BYTES, bytes);
                    step = Taking.END;
                }
                default -> {
                    thread.end(block);
                    writes.begin(thread);
                }
            }
        }
    }

    private final class Give extends Routine {
        private final Writes writes = new Writes();
        private long block;
        private int of;
        private long span;
        private long list;
        private long length;
        private Giving step = Giving.PAGE;

        private enum Giving {
            PAGE,
            CLASS,
            FIRST,
            LENGTH,
            PUSHED,
            RETURNED
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case PAGE -> {
                    span = thread.load(table.page(block));
                    step = Giving.CLASS;
                }
                case CLASS -> {
                    of = (int) thread.follow(span + ClassTable.CLASS);
                    step = Giving.FIRST;
                    if (of == 0) {
                        thread.end(0);
                        spans.give(thread, block);
                    }
                }
                case FIRST -> {
                    list = table.list(number, of);
                    writes.add(block, thread.load(list));
                    writes.add(list, block);
                    step = Giving.LENGTH;
                }
                case LENGTH -> {
                    length = thread.load(list + ClassTable.LENGTH) + 1;
                    writes.add(list + ClassTable.LENGTH, length);
                    counts.take(-sizes.size(of));
                    counts.stock(sizes.size(of));
                    step = Giving.PUSHED;
                    writes.begin(thread);
                }
                case PUSHED -> {
                    step = Giving.RETURNED;
                    if (length <= (long) LONGEST * sizes.moved(of)) {
                        thread.end(0);
                    } else {
                        central[of].begin(thread, giveBack.of(of, block));
                    }
                }
                case RETURNED -> {
                    writes.add(list, thread.answer());
                    writes.add(list + ClassTable.LENGTH, length - sizes.moved(of));
                    thread.end(0);
                    writes.begin(thread);
                }
            }
        }
    }

    private final class Measure extends Routine {
        private long block;
        private long span;
        private int of;
        private Measuring step = Measuring.PAGE;

        private enum Measuring {
            PAGE,
            CLASS,
            SIZE
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case PAGE -> {
                    span = thread.load(table.page(block));
                    step = Measuring.CLASS;
                }
                case CLASS -> {
                    of = (int) thread.follow(span + ClassTable.CLASS);
                    step = Measuring.SIZE;
                }
                case SIZE -> thread.end(of == 0 ? thread.load(span + ClassTable.BYTES) : thread.load(table.sizeOf(of)));
            }
        }
    }
}
