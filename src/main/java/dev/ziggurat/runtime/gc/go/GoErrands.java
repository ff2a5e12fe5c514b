package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ForCollector;
import dev.ziggurat.runtime.gc.Roots;
import dev.ziggurat.runtime.gc.World;

/** A thread does what is wanted of a thread: of itself, or of another that waits. It is the collector's work. */
final class GoErrands extends Routine {
    private static final int WORD = 8;

    private final World world;
    private final GoGrey grey;
    private final GoRelease release;
    private final GoCounts counts;

    private int of;
    private long wanted;
    private boolean instead;
    private long scanned;
    private long next;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        FRAME,
        FRAME_WORK,
        WORK,
        BUFFER,
        FLUSHED
    }

    GoErrands(World world, GoGrey grey, GoRelease release, GoCounts counts) {
        this.world = world;
        this.grey = grey;
        this.release = release;
        this.counts = counts;
    }

    /**
     * Has a thread do that.
     *
     * @param bits what is wanted, of {@link GoHandshake}
     * @param forAnother whether it is another thread's
     */
    void begin(RuntimeThread thread, int number, long bits, boolean forAnother) {
        of = number;
        wanted = bits;
        instead = forAnother;
        ForCollector.begin(thread);
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case FRAME -> {
                Roots.Frame frame = world.roots.frame(of);
                scanned = (long) frame.count() * WORD;
                counts.framesByCollector += instead ? 1 : 0;
                counts.framesByThemselves += instead ? 0 : 1;
                step = Step.FRAME_WORK;
                grey.begin(thread, frame.base(), frame.base() + scanned);
            }
            case FRAME_WORK -> {
                thread.add(GoPlaces.FRAME_WORK, scanned);
                step = Step.WORK;
            }
            case WORK -> {
                thread.add(GoPlaces.SCAN_WORK, scanned);
                step = Step.NEXT;
            }
            case BUFFER -> {
                next = thread.load(GoPlaces.barrierNext(of));
                step = Step.NEXT;
                if (next != GoPlaces.barrier(of)) {
                    counts.flushes++;
                    step = Step.FLUSHED;
                    grey.begin(thread, GoPlaces.barrier(of), next);
                }
            }
            case FLUSHED -> {
                thread.store(GoPlaces.barrierNext(of), GoPlaces.barrier(of));
                step = Step.NEXT;
            }
        }
    }

    private void next(RuntimeThread thread) {
        if ((wanted & GoHandshake.FRAME) != 0) {
            wanted -= GoHandshake.FRAME;
            step = Step.FRAME;
        } else if ((wanted & GoHandshake.FLUSH) != 0) {
            wanted -= GoHandshake.FLUSH;
            step = Step.BUFFER;
        } else if ((wanted & GoHandshake.SPANS) != 0) {
            wanted -= GoHandshake.SPANS;
            release.begin(thread, of);
        } else {
            thread.end();
        }
    }
}
