package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;

/**
 * Gives a chunk of a {@link FreeList} back: joins it to free neighbours, which the tags tell, or puts it into the list. The list is in the order of
 * addresses; only a chunk without a free neighbour is looked for along it.
 */
final class TagGive extends Routine {
    private final Tags tags;
    private final Fit fit;
    private final HeapCounts counts;
    private final Writes writes = new Writes();
    private Step step = Step.HEADER;

    // The chunk, the one behind it, the free one before it.
    private long chunk;
    private long header;
    private long behind;
    private long behindHeader;
    private long front;

    // Its neighbours in the list: those that the chunk behind had, or between which it belongs.
    private long next;
    private long before;

    private long rover;
    private long place;

    // The free chunk that there is at last.
    private long hole;
    private long holeBytes;

    /** Which reference has loaded the link along which it goes. */
    private long link;

    private enum Step {
        HEADER,
        BEHIND,
        BEHIND_NEXT,
        BEHIND_BEFORE,
        FRONT,
        HEAD,
        WALK,
        ROVER,
        ROVER_PLACE,
        WRITE
    }

    TagGive(Tags tags, Fit fit, HeapCounts counts) {
        this.tags = tags;
        this.fit = fit;
        this.counts = counts;
    }

    TagGive of(long given) {
        chunk = given;
        front = 0;
        next = 0;
        before = 0;
        step = Step.HEADER;
        return this;
    }

    /** Returns the free chunk that there is now. */
    long hole() {
        return hole;
    }

    long holeBytes() {
        return holeBytes;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case HEADER -> {
                header = thread.load(chunk);
                behind = chunk + Tags.size(header);
                step = Step.BEHIND;
            }
            case BEHIND -> {
                behindHeader = thread.follow(behind);
                step = !Tags.used(behindHeader) ? Step.BEHIND_NEXT : afterBehind();
            }
            case BEHIND_NEXT -> {
                next = thread.load(behind + Tags.NEXT);
                step = Step.BEHIND_BEFORE;
            }
            case BEHIND_BEFORE -> {
                before = thread.load(behind + Tags.BEFORE);
                step = afterBehind();
            }
            case FRONT -> {
                front = chunk - thread.load(chunk - Tags.WORD);
                step = afterList();
            }
            default -> place(thread);
        }
    }

    private Step afterBehind() {
        return !Tags.beforeUsed(header) ? Step.FRONT : Tags.used(behindHeader) ? Step.HEAD : afterList();
    }

    private Step afterList() {
        return fit.roves() ? Step.ROVER : Step.WRITE;
    }

    private void place(RuntimeThread thread) {
        switch (step) {
            case HEAD -> {
                next = thread.load(tags.head);
                link = thread.position();
                step = next == 0 || next > chunk ? afterList() : Step.WALK;
            }
            case WALK -> {
                before = next;
                next = thread.follow(before + Tags.NEXT, link);
                link = thread.position();
                step = next == 0 || next > chunk ? afterList() : Step.WALK;
            }
            case ROVER -> {
                rover = thread.load(tags.rover);
                step = Step.ROVER_PLACE;
            }
            case ROVER_PLACE -> {
                place = thread.load(tags.roverPlace);
                step = Step.WRITE;
            }
            default -> {
                join();
                thread.end(0);
                writes.begin(thread);
            }
        }
    }

    private void join() {
        boolean joinsBehind = !Tags.used(behindHeader);
        boolean joinsFront = front != 0;
        hole = joinsFront ? front : chunk;
        holeBytes = (joinsBehind ? behind + Tags.size(behindHeader) : behind) - hole;
        count(joinsFront, joinsBehind);
        writes.add(hole, holeBytes | Tags.BEFORE_USED);
        writes.add(hole + holeBytes - Tags.WORD, holeBytes);
        if (!joinsBehind) {
            writes.add(behind, behindHeader & ~Tags.BEFORE_USED);
        }
        if (!joinsFront) {
            writes.add(hole + Tags.NEXT, next);
            writes.add(hole + Tags.BEFORE, before);
            writes.add(before == 0 ? tags.head : before + Tags.NEXT, hole);
            if (next != 0) {
                writes.add(next + Tags.BEFORE, hole);
            }
        } else if (joinsBehind) {
            writes.add(front + Tags.NEXT, next);
            if (next != 0) {
                writes.add(next + Tags.BEFORE, front);
            }
        }
        if (fit.roves()) {
            moveRover(joinsFront, joinsBehind);
        }
    }

    /** The rover is the first free chunk from the place of the last block on. */
    private void moveRover(boolean joinsFront, boolean joinsBehind) {
        if (joinsBehind && rover == behind) {
            writes.add(tags.rover, hole >= place ? hole : next);
        } else if (!joinsFront && !joinsBehind && hole >= place && (rover == 0 || hole < rover)) {
            writes.add(tags.rover, hole);
        }
    }

    private void count(boolean joinsFront, boolean joinsBehind) {
        counts.take(-Tags.size(header));
        if (joinsFront) {
            counts.holes.remove(front);
            counts.merged();
        }
        if (joinsBehind) {
            counts.holes.remove(behind);
            counts.merged();
        }
        counts.holes.add(hole, holeBytes);
    }
}
