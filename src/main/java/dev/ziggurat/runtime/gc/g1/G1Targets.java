package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Evacuation;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.World;

/**
 * Where a pause copies to: young objects into survivor regions while they are not old enough and there may be more of those; everything else into old regions, the last of which
 * is kept for the next pause. When no region is free, the object stays where it is.
 */
final class G1Targets extends Routine implements Evacuation.Destination {
    private final G1Heap heap;
    private final G1Take take;
    private final int tenure;

    private final Target survivor = new Target(G1Heap.SURVIVOR);
    private final Target old = new Target(G1Heap.OLD);
    private Target target = old;

    private int mostSurvivors;
    private int survivors;
    private long filled;

    /** The kind of the region that is copied from. */
    private int from;

    private long bytes;
    private boolean stays;
    private long count;
    private int taken;
    private Step step = Step.CHOOSE;

    // What was copied, ever.
    private long survived;
    private long survivedBytes;
    private long promoted;
    private long promotedBytes;
    private long stayed;

    private enum Step {
        CHOOSE,
        TAKEN,
        CLOSE,
        COUNT,
        MORE,
        LIST,
        CLOSE_SURVIVOR,
        CLOSE_OLD
    }

    /** A region that is filled. */
    private static final class Target {
        private final int kind;
        private int region = -1;
        private long top;
        private long end;

        /** Whether it is on the list of those that the pause has filled. */
        private boolean listed;

        Target(int kind) {
            this.kind = kind;
        }

        boolean fits(long size) {
            return listed && top + size <= end;
        }

        void drop() {
            region = -1;
            top = 0;
            end = 0;
        }
    }

    /** Makes them; so many collections an object lives through among the young. */
    G1Targets(World world, G1Heap heap, int tenure) {
        this.heap = heap;
        take = new G1Take(world, heap);
        this.tenure = tenure;
    }

    /** A pause begins, in which there may be so many survivor regions. */
    void begin(int most) {
        mostSurvivors = most;
        survivors = 0;
        filled = 0;
        survivor.drop();
        survivor.listed = false;
        old.listed = false;
    }

    /** Has a thread store how far the regions were filled. */
    void close(RuntimeThread thread) {
        step = Step.CLOSE_SURVIVOR;
        thread.call(this);
    }

    /** The last old region is not filled any further. */
    void dropOld() {
        old.drop();
    }

    /** Returns the region that the next pause will fill, -1 if there is none. */
    int oldRegion() {
        return old.region;
    }

    /** Objects of a region of a kind are copied next. */
    void from(int kind) {
        from = kind;
    }

    /** Whether the object that was copied last, or could not be, is not young any more. */
    boolean tenured() {
        return stays || target == old;
    }

    boolean stays() {
        return stays;
    }

    int survivors() {
        return survivors;
    }

    /** Returns how many regions the pause has filled, those of the list. */
    long filled() {
        return filled;
    }

    @Override
    public void room(RuntimeThread thread, long size, long markWord) {
        bytes = size;
        stays = false;
        target = G1Heap.young(from) && ObjectModel.age(markWord) < tenure ? survivor : old;
        if (!target.fits(size)) {
            step = Step.CHOOSE;
            thread.call(this);
        }
    }

    @Override
    public long place(long size, long markWord) {
        if (stays) {
            stayed++;
            return 0;
        }
        if (target == survivor) {
            survived++;
            survivedBytes += size;
        } else {
            promoted++;
            promotedBytes += size;
        }
        long at = target.top;
        target.top += size;
        return at;
    }

    @Override
    public long markWord(long was) {
        return ObjectModel.older(was);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CHOOSE -> choose(thread);
            case TAKEN -> taken(thread);
            case CLOSE -> {
                close(thread, target);
                target.region = taken;
                target.top = heap.bottom(taken);
                target.end = heap.end(taken);
                step = target == old ? Step.COUNT : Step.LIST;
            }
            case COUNT -> {
                count = thread.load(G1Heap.OLD_REGIONS);
                step = Step.MORE;
            }
            case MORE -> {
                thread.store(G1Heap.OLD_REGIONS, count + 1);
                step = Step.LIST;
            }
            case LIST -> {
                thread.store(G1Heap.FILLED + filled++ * RuntimeThread.WORD, target.region);
                target.listed = true;
                thread.end();
            }
            case CLOSE_SURVIVOR -> {
                close(thread, survivor);
                step = Step.CLOSE_OLD;
            }
            case CLOSE_OLD -> {
                close(thread, old);
                thread.end();
            }
        }
    }

    private static void close(RuntimeThread thread, Target target) {
        if (target.region >= 0) {
            thread.store(G1Heap.word(target.region, G1Heap.TOP), target.top);
        }
    }

    private void choose(RuntimeThread thread) {
        if (target == survivor && survivors == mostSurvivors) {
            target = old;
        }
        if (target.fits(bytes)) {
            thread.end();
        } else if (target.region >= 0 && target.top + bytes <= target.end) {
            step = Step.LIST;
        } else {
            step = Step.TAKEN;
            take.begin(thread, target.kind);
        }
    }

    private void taken(RuntimeThread thread) {
        taken = (int) thread.answer() - 1;
        if (taken >= 0) {
            survivors += target == survivor ? 1 : 0;
            step = Step.CLOSE;
        } else if (target == survivor) {
            mostSurvivors = survivors;
            step = Step.CHOOSE;
        } else {
            stays = true;
            thread.end();
        }
    }

    long survived() {
        return survived;
    }

    long survivedBytes() {
        return survivedBytes;
    }

    long promoted() {
        return promoted;
    }

    long promotedBytes() {
        return promotedBytes;
    }

    long stayed() {
        return stayed;
    }
}
