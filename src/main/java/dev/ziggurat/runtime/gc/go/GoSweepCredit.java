package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread that is about to allocate pages sweeps as many as it owes for that, so that all are swept when the next cycle begins (deductSweepCredit in Go's mgcsweep.go). */
final class GoSweepCredit extends Routine {
    private final GoSweepNext next;
    private final GoCounts counts;

    private long bytes;
    private double ratio;
    private long from;
    private long owed;
    private Step step = Step.RATIO;

    private enum Step {
        RATIO,
        FROM,
        LIVE,
        SWEPT,
        SWEEP,
        TELL
    }

    GoSweepCredit(GoSweepNext next, GoCounts counts) {
        this.next = next;
        this.counts = counts;
    }

    /** Has a thread do that before it allocates so many bytes. */
    void begin(RuntimeThread thread, long allocated) {
        bytes = allocated;
        step = Step.RATIO;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case RATIO -> {
                ratio = Double.longBitsToDouble(thread.load(GoPlaces.SWEEP_RATIO));
                step = Step.FROM;
                if (ratio == 0) {
                    thread.end();
                }
            }
            case FROM -> {
                from = thread.load(GoPlaces.SWEEP_FROM);
                step = Step.LIVE;
            }
            case LIVE -> {
                long live = thread.load(GoPlaces.HEAP_LIVE);
                owed = (long) (ratio * (Math.max(0, live - from) + bytes));
                step = Step.SWEPT;
            }
            case SWEPT -> {
                step = Step.SWEEP;
                if (owed <= thread.load(GoPlaces.PAGES_SWEPT)) {
                    thread.end();
                }
            }
            case SWEEP -> {
                step = Step.TELL;
                next.one(thread);
            }
            case TELL -> {
                step = Step.SWEPT;
                if (thread.answer() == 0) {
                    thread.store(GoPlaces.SWEEP_RATIO, 0);
                    thread.end();
                } else {
                    counts.sweptByThreads++;
                }
            }
        }
    }
}
