package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/** Has a {@link FreeList} reach further: what comes is a chunk that is given back. Answers below 0 if there is no memory for it. */
final class TagGrow extends Routine {
    private static final long FAILED = -1;

    private final Tags tags;
    private final Reach reach;
    private final Reach.Move move;
    private final TagGive give;
    private final HeapCounts counts;
    private final Writes writes = new Writes();
    private Step step = Step.MOVE;

    private long bytes;
    private long last;

    private enum Step {
        MOVE,
        MOVED,
        GIVE,
        END
    }

    TagGrow(Tags tags, Reach reach, TagGive give, HeapCounts counts) {
        this.tags = tags;
        this.reach = reach;
        this.give = give;
        this.counts = counts;
        move = reach.new Move();
    }

    TagGrow by(long more) {
        bytes = more;
        step = Step.MOVE;
        return this;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case MOVE -> {
                last = tags.last(reach.end());
                step = Step.MOVED;
                move.begin(thread, bytes);
            }
            case MOVED -> {
                step = Step.GIVE;
                if (thread.answer() < 0) {
                    thread.end(FAILED);
                    return;
                }
                long more = tags.last(reach.end()) - last;
                counts.take(more);
                counts.spent(bytes - more);
                // The word at the end becomes the header of what has come, and says whether the chunk before it is
                // used.
                long header = thread.load(last);
                writes.add(last, more | Tags.USED | (header & Tags.BEFORE_USED));
                writes.add(last + more, Tags.USED | Tags.BEFORE_USED);
                writes.begin(thread);
            }
            case GIVE -> {
                step = Step.END;
                thread.call(give.of(last));
            }
            case END -> thread.end(0);
        }
    }
}
