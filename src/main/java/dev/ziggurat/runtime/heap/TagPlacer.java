package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import org.jspecify.annotations.Nullable;

/** The code of a {@link FreeList} for one thread. */
final class TagPlacer implements Placer {
    private final Tags tags;
    private final @Nullable Reach reach;
    private final Reach.@Nullable Move move;
    private final HeapCounts counts;
    private final boolean roves;
    private final TagTake takeChunk;
    private final TagGive giveChunk;
    private final Take take = new Take();
    private final Give give = new Give();
    private final Measure measure = new Measure();

    TagPlacer(Tags tags, Fit fit, @Nullable Reach reach, HeapCounts counts) {
        this.tags = tags;
        this.reach = reach;
        this.counts = counts;
        roves = fit.roves();
        move = reach == null ? null : reach.new Move();
        giveChunk = new TagGive(tags, fit, counts);
        takeChunk = new TagTake(tags, fit, reach, giveChunk, counts);
    }

    @Override
    public Routine take(long bytes, long alignment) {
        take.bytes = tags.chunk(bytes);
        take.alignment = alignment <= tags.alignment ? 1 : alignment;
        take.step = Take.Taking.TAKE;
        return take;
    }

    @Override
    public Routine give(long block) {
        give.chunk = block - Tags.WORD;
        give.step = Give.Giving.GIVE;
        return give;
    }

    @Override
    public Routine measure(long block) {
        measure.block = block;
        return measure;
    }

    /** Takes a chunk; for an alignment beyond the usual a larger one, whose beginning and end go back (dlmalloc's memalign). */
    private final class Take extends Routine {
        private final Writes writes = new Writes();
        private long bytes;
        private long alignment;
        private long chunk;
        private long lead;
        private long tail;
        private Taking step = Taking.TAKE;

        private enum Taking {
            TAKE,
            TAKEN,
            HEADER,
            LEAD,
            TAIL,
            END
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case TAKE -> {
                    step = Taking.TAKEN;
                    thread.call(takeChunk.of(alignment == 1 ? bytes : bytes + alignment + tags.chunk(1)));
                }
                case TAKEN -> {
                    chunk = thread.answer();
                    step = Taking.HEADER;
                    if (chunk == 0) {
                        thread.end(HeapThread.NONE);
                    } else if (alignment == 1) {
                        thread.end(chunk + Tags.WORD);
                    }
                }
                case HEADER -> {
                    cut(thread.load(chunk));
                    step = Taking.LEAD;
                }
                case LEAD -> {
                    step = Taking.TAIL;
                    if (lead > 0) {
                        thread.call(giveChunk.of(chunk));
                    }
                    writes.begin(thread);
                }
                case TAIL -> {
                    step = Taking.END;
                    if (tail > 0) {
                        thread.call(giveChunk.of(chunk + lead + bytes));
                    }
                }
                case END -> thread.end(chunk + lead + Tags.WORD);
            }
        }

        /** Makes a chunk of each part; what is too small for one stays with the block. */
        private void cut(long header) {
            boolean aligned = (chunk + Tags.WORD) % alignment == 0;
            lead = aligned ? 0 : Region.up(chunk + Tags.WORD + tags.chunk(1), alignment) - Tags.WORD - chunk;
            long rest = Tags.size(header) - lead;
            tail = rest - bytes >= Tags.LEAST ? rest - bytes : 0;
            if (lead > 0) {
                writes.add(chunk, lead | (header & Tags.BEFORE_USED) | Tags.USED);
            }
            long before = lead > 0 ? Tags.BEFORE_USED : header & Tags.BEFORE_USED;
            writes.add(chunk + lead, (rest - tail) | Tags.USED | before);
            if (tail > 0) {
                writes.add(chunk + lead + bytes, tail | Tags.USED | Tags.BEFORE_USED);
                if (roves) {
                    writes.add(tags.roverPlace, chunk + lead + bytes);
                }
            }
        }
    }

    /** Gives a block back, and the end of the heap if enough of it is free. */
    private final class Give extends Routine {
        private final Writes writes = new Writes();
        private long chunk;
        private long excess;
        private Giving step = Giving.GIVE;

        private enum Giving {
            GIVE,
            TRIM,
            MOVED,
            END
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case GIVE -> {
                    step = Giving.TRIM;
                    thread.call(giveChunk.of(chunk));
                }
                case TRIM -> trim(thread);
                case MOVED -> {
                    step = Giving.END;
                    if (thread.answer() >= 0) {
                        trimmed(thread);
                    }
                }
                case END -> thread.end(0);
            }
        }

        private void trim(RuntimeThread thread) {
            long end = giveChunk.hole() + giveChunk.holeBytes();
            excess = reach != null && end == tags.last(reach.end()) ? reach.excess(giveChunk.holeBytes()) : 0;
            if (excess > 0 && move != null) {
                step = Giving.MOVED;
                move.begin(thread, -excess);
            } else {
                thread.end(0);
            }
        }

        private void trimmed(RuntimeThread thread) {
            long hole = giveChunk.hole();
            long left = giveChunk.holeBytes() - excess;
            counts.holes.remove(hole);
            counts.holes.add(hole, left);
            writes.add(hole, left | Tags.BEFORE_USED);
            writes.add(hole + left - Tags.WORD, left);
            writes.add(hole + left, Tags.USED);
            writes.begin(thread);
        }
    }

    private static final class Measure extends Routine {
        private long block;

        @Override
        protected void step(RuntimeThread thread) {
            thread.end(Tags.size(thread.load(block - Tags.WORD)) - Tags.WORD);
        }
    }
}
