package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import org.jspecify.annotations.Nullable;

/** The code of a {@link BlockList} for one thread. */
final class BlockPlacer implements Placer {
    private final BlockTable table;
    private final long granule;
    private final @Nullable Reach reach;
    private final HeapCounts counts;
    private final Take take = new Take();
    private final Reserve reserve = new Reserve();
    private final Give give = new Give();
    private final Measure measure = new Measure();
    private final BlockSearch search;
    private final Carve carve;
    private final BlockGive join;
    private final Reach.@Nullable Move move;
    private final @Nullable BlockGrow grow;

    BlockPlacer(BlockTable table, Fit fit, long granule, @Nullable Reach reach, HeapCounts counts) {
        this.table = table;
        this.granule = granule;
        this.reach = reach;
        this.counts = counts;
        search = new BlockSearch(fit, table);
        carve = new Carve(table, fit, counts);
        join = new BlockGive(table, fit, counts);
        move = reach == null ? null : reach.new Move();
        grow = reach == null ? null : new BlockGrow(table, reach, counts);
    }

    private static final class BlockSearch extends Search {
        BlockSearch(Fit fit, BlockTable table) {
            super(fit, table.head, table.rover, BlockTable.SIZE, BlockTable.NEXT);
        }

        @Override
        protected long room(long word) {
            return BlockTable.isHole(word) ? BlockTable.bytes(word) : 0;
        }
    }

    private long rounded(long bytes) {
        return (bytes + granule - 1) / granule * granule;
    }

    @Override
    public Routine take(long bytes, long alignment) {
        take.bytes = rounded(bytes);
        take.alignment = Math.max(granule, alignment);
        take.step = Take.Taking.SEARCH;
        return take;
    }

    @Override
    public Routine give(long block) {
        give.block = block;
        give.step = Give.Giving.JOIN;
        return give;
    }

    @Override
    public Routine measure(long block) {
        measure.block = block;
        measure.started = false;
        return measure;
    }

    @Override
    public Routine reserve(long address, long bytes) {
        reserve.block = address;
        reserve.bytes = rounded(bytes);
        reserve.step = Reserve.Reserving.HEAD;
        return reserve;
    }

    private final class Take extends Routine {
        private long bytes;
        private long alignment;
        private Taking step = Taking.SEARCH;

        private enum Taking {
            SEARCH,
            FOUND,
            GROWN
        }

        /** So many bytes that an aligned block lies in them wherever they begin. */
        private long sought() {
            return bytes + alignment - granule;
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case SEARCH -> {
                    step = Taking.FOUND;
                    search.begin(thread, sought());
                }
                case FOUND -> {
                    long node = thread.answer();
                    if (node != 0) {
                        long start = thread.load(node + BlockTable.START);
                        thread.end();
                        carve.of(node, start, search.size())
                                .begin(thread, (start + alignment - 1) / alignment * alignment, bytes);
                    } else if (reach != null && grow != null && reach.growth(sought()) > 0) {
                        step = Taking.GROWN;
                        thread.call(grow.by(reach.growth(sought())));
                    } else {
                        thread.end(HeapThread.NONE);
                    }
                }
                case GROWN -> {
                    step = Taking.SEARCH;
                    if (thread.answer() < 0) {
                        thread.end(HeapThread.NONE);
                    }
                }
            }
        }
    }

    /** Finds the hole around a place. */
    private final class Reserve extends Routine {
        private long block;
        private long bytes;
        private long node;
        private long start;
        private Reserving step = Reserving.HEAD;

        private enum Reserving {
            HEAD,
            START,
            SIZE,
            NEXT
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case HEAD -> {
                    node = thread.load(table.head);
                    step = Reserving.START;
                }
                case START -> {
                    start = thread.follow(node + BlockTable.START);
                    step = Reserving.SIZE;
                    if (node == table.last || start > block) {
                        thread.end(HeapThread.NONE);
                    }
                }
                case SIZE -> look(thread, thread.load(node + BlockTable.SIZE));
                case NEXT -> {
                    node = thread.load(node + BlockTable.NEXT);
                    step = Reserving.START;
                }
            }
        }

        private void look(RuntimeThread thread, long word) {
            step = Reserving.NEXT;
            long end = start + BlockTable.bytes(word);
            if (block < end) {
                thread.end(HeapThread.NONE);
                if (BlockTable.isHole(word) && block + bytes <= end) {
                    carve.of(node, start, BlockTable.bytes(word)).beginGiven(thread, block, bytes);
                }
            }
        }
    }

    /** Gives a block back, and the end of the heap if enough of it is free. */
    private final class Give extends Routine {
        private final Writes writes = new Writes();
        private long block;
        private long excess;
        private Giving step = Giving.JOIN;

        private enum Giving {
            JOIN,
            TRIM,
            MOVED,
            END
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case JOIN -> {
                    step = Giving.TRIM;
                    thread.call(join.of(block));
                }
                case TRIM -> trim(thread);
                case MOVED -> {
                    step = Giving.END;
                    if (thread.answer() >= 0) {
                        counts.holes.remove(join.holeStart());
                        counts.holes.add(join.holeStart(), join.holeBytes() - excess);
                        writes.add(join.hole() + BlockTable.SIZE, BlockTable.hole(join.holeBytes() - excess));
                        writes.add(table.last + BlockTable.START, join.holeStart() + join.holeBytes() - excess);
                        writes.begin(thread);
                    }
                }
                case END -> thread.end(0);
            }
        }

        private void trim(RuntimeThread thread) {
            excess = reach == null || join.after() != table.last ? 0 : reach.excess(join.holeBytes());
            if (excess > 0 && move != null) {
                step = Giving.MOVED;
                move.begin(thread, -excess);
            } else {
                thread.end(0);
            }
        }
    }

    private final class Measure extends Routine {
        private long block;
        private long record;
        private boolean started;
        private boolean found;
        private boolean chain;

        @Override
        protected void step(RuntimeThread thread) {
            if (!started) {
                started = true;
                record = thread.load(table.bucket(block));
                found = false;
                chain = false;
            } else if (record == 0) {
                // Another thread has given it back since the call.
                thread.end(0);
            } else if (found) {
                thread.end(BlockTable.bytes(thread.load(record + BlockTable.SIZE)));
            } else if (chain) {
                record = thread.load(record + BlockTable.CHAIN);
                chain = false;
            } else {
                found = thread.follow(record + BlockTable.START) == block;
                chain = !found;
            }
        }
    }
}
