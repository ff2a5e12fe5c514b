package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread stops the world, has a collector's work done, and lets the world go on; nothing of that if another has done so while it waited for its turn. */
public final class Pause extends Routine {
    private final Safepoints.Part safepoint;
    private final Work work;
    private Step step = Step.STOP;

    private enum Step {
        STOP,
        WORK,
        RELEASE,
        END
    }

    /** What is done while the world stands. */
    public interface Work {
        /** Has a thread do it. */
        public void begin(RuntimeThread thread);

        /** The world goes on, at an instant in picoseconds. */
        void done(long time);
    }

    public Pause(Safepoints.Part safepoint, Work work) {
        this.safepoint = safepoint;
        this.work = work;
    }

    /** Has a thread do so. */
    public void begin(RuntimeThread thread) {
        step = Step.STOP;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case STOP -> {
                step = Step.WORK;
                safepoint.stop(thread);
            }
            case WORK -> {
                if (thread.answer() == 0) {
                    thread.end();
                } else {
                    step = Step.RELEASE;
                    thread.collecting(true);
                    work.begin(thread);
                }
            }
            case RELEASE -> {
                step = Step.END;
                thread.collecting(false);
                safepoint.release(thread);
            }
            case END -> {
                work.done(safepoint.releasedAt());
                thread.end();
            }
        }
    }
}
