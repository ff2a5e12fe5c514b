package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** How a thread puts objects into the doubly linked lists that are searched for cycles, and takes them out. */
final class Links {
    private final Append append = new Append();
    private final Remove remove = new Remove();
    private final Merge merge = new Merge();

    /** Has a thread put links at the end of a list (_PyObject_GC_TRACK). */
    void append(RuntimeThread thread, long links, long list) {
        append.links = links;
        append.list = list;
        append.step = 0;
        thread.call(append);
    }

    /** Has a thread take links out of the list that they are in (PyObject_GC_UnTrack). */
    void remove(RuntimeThread thread, long links) {
        remove.links = links;
        remove.step = 0;
        thread.call(remove);
    }

    /** Has a thread put all of a list at the end of another (gc_list_merge). */
    void merge(RuntimeThread thread, long from, long to) {
        merge.from = from;
        merge.to = to;
        merge.step = 0;
        thread.call(merge);
    }

    private static final class Append extends Routine {
        private long links;
        private long list;
        private long last;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> last = thread.load(list + Counted.PREVIOUS);
                case 1 -> thread.store(last, links);
                case 2 -> thread.store(links + Counted.PREVIOUS, last);
                case 3 -> thread.store(links, list);
                default -> {
                    thread.store(list + Counted.PREVIOUS, links);
                    thread.end();
                }
            }
        }
    }

    private static final class Remove extends Routine {
        private long links;
        private long previous;
        private long next;
        private long flags;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> previous = thread.load(links + Counted.PREVIOUS) & ~Counted.FLAGS;
                case 1 -> next = thread.load(links) & ~Counted.UNREACHABLE;
                case 2 -> thread.store(previous, next);
                case 3 -> flags = thread.load(next + Counted.PREVIOUS) & Counted.FLAGS;
                case 4 -> thread.store(next + Counted.PREVIOUS, previous | flags);
                default -> {
                    thread.store(links, 0);
                    thread.end();
                }
            }
        }
    }

    private static final class Merge extends Routine {
        private long from;
        private long to;
        private long first;
        private long last;
        private long before;
        private long flags;
        private int step;

        @Override
        protected void step(RuntimeThread thread) {
            switch (step++) {
                case 0 -> {
                    first = thread.load(from);
                    if (first == from) {
                        thread.end();
                    }
                }
                case 1 -> last = thread.load(from + Counted.PREVIOUS);
                case 2 -> before = thread.load(to + Counted.PREVIOUS);
                case 3 -> thread.store(before, first);
                case 4 -> flags = thread.load(first + Counted.PREVIOUS) & Counted.FLAGS;
                case 5 -> thread.store(first + Counted.PREVIOUS, before | flags);
                case 6 -> thread.store(last, to);
                case 7 -> thread.store(to + Counted.PREVIOUS, last);
                case 8 -> thread.store(from, from);
                default -> {
                    thread.store(from + Counted.PREVIOUS, from);
                    thread.end();
                }
            }
        }
    }
}
