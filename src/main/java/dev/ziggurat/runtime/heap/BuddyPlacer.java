package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** The code of a {@link Buddy} heap for one thread. */
final class BuddyPlacer implements Placer {
    private final Buddy buddy;
    private final HeapCounts counts;
    private final BitTree.Least least;
    private final BitTree.Change change;
    private final Take take = new Take();
    private final Give give = new Give();
    private final Measure measure = new Measure();

    BuddyPlacer(Buddy buddy, HeapCounts counts) {
        this.buddy = buddy;
        this.counts = counts;
        least = new BitTree.Least(buddy.free(0));
        change = new BitTree.Change(buddy.free(0));
    }

    @Override
    public Routine take(long bytes, long alignment) {
        take.wanted = buddy.order(Math.max(bytes, alignment));
        take.order = take.wanted;
        take.step = Take.Taking.ANY;
        return take;
    }

    @Override
    public Routine give(long block) {
        give.block = block;
        give.step = Give.Giving.ORDER;
        return give;
    }

    @Override
    public Routine measure(long block) {
        measure.block = block;
        return measure;
    }

    /** The lowest block of the smallest order that has any, halved until it has the order that is wanted. */
    private final class Take extends Routine {
        private int wanted;
        private int order;
        private long block;
        private Taking step = Taking.ANY;

        private enum Taking {
            ANY,
            LEAST,
            REMOVE,
            SPLIT,
            NOTE
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case ANY -> any(thread);
                case LEAST -> {
                    step = Taking.REMOVE;
                    thread.call(least.of(buddy.free(order)));
                }
                case REMOVE -> {
                    block = buddy.address(order, thread.answer());
                    counts.holes.remove(block);
                    counts.take(buddy.bytes(order));
                    step = order > wanted ? Taking.SPLIT : Taking.NOTE;
                    thread.call(change.remove(buddy.free(order), thread.answer()));
                }
                case SPLIT -> {
                    order--;
                    long half = block + buddy.bytes(order);
                    counts.split();
                    counts.take(-buddy.bytes(order));
                    counts.holes.add(half, buddy.bytes(order));
                    step = order > wanted ? Taking.SPLIT : Taking.NOTE;
                    thread.call(change.add(buddy.free(order), buddy.number(order, half)));
                }
                case NOTE -> {
                    thread.storeByte(buddy.orderOf(block), wanted);
                    thread.end(block);
                }
            }
        }

        private void any(RuntimeThread thread) {
            if (order > buddy.top()) {
                thread.end(HeapThread.NONE);
            } else if (thread.load(buddy.free(order).top()) != 0) {
                step = Taking.LEAST;
            } else {
                order++;
            }
        }
    }

    /** The block is joined with its other half as long as that is free. */
    private final class Give extends Routine {
        private long block;
        private int order;
        private Giving step = Giving.ORDER;

        private enum Giving {
            ORDER,
            BUDDY,
            END
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case ORDER -> {
                    order = thread.loadByte(buddy.orderOf(block));
                    counts.take(-buddy.bytes(order));
                    counts.holes.add(block, buddy.bytes(order));
                    step = order < buddy.top() ? Giving.BUDDY : Giving.END;
                }
                case BUDDY -> {
                    long other = buddy.number(order, block) ^ 1;
                    BitTree tree = buddy.free(order);
                    if ((thread.load(tree.word(other)) & BitTree.bit(other)) == 0) {
                        step = Giving.END;
                        return;
                    }
                    join(buddy.address(order, other));
                    thread.call(change.remove(tree, other));
                }
                case END -> {
                    thread.end(0);
                    thread.call(change.add(buddy.free(order), buddy.number(order, block)));
                }
            }
        }

        private void join(long other) {
            counts.merged();
            counts.holes.remove(block);
            counts.holes.remove(other);
            block = Math.min(block, other);
            order++;
            counts.holes.add(block, buddy.bytes(order));
            step = order < buddy.top() ? Giving.BUDDY : Giving.END;
        }
    }

    private final class Measure extends Routine {
        private long block;

        @Override
        protected void step(RuntimeThread thread) {
            thread.end(buddy.bytes(thread.loadByte(buddy.orderOf(block))));
        }
    }
}
