package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import java.util.function.IntSupplier;

/** What the first pause of a cycle does (gcStart in Go's mgc.go): nothing is left to be swept, and the barrier is on from now on. */
final class GoStart extends Routine {
    private final GoPacer pacer;
    private final int percent;
    private final IntSupplier threads;
    private final GoSweepNext next;
    private final Writes writes = new Writes();

    private final GoPacer.Progress at = new GoPacer.Progress();
    private int number;
    private Step step = Step.SWEEP;

    private enum Step {
        SWEEP,
        LIVE,
        SCAN,
        WRITE,
        THREAD
    }

    GoStart(GoPacer pacer, int percent, IntSupplier threads, GoSweepNext next) {
        this.pacer = pacer;
        this.percent = percent;
        this.threads = threads;
        this.next = next;
    }

    /** Has a thread do that, which has stopped the world. */
    void begin(RuntimeThread thread) {
        number = 0;
        step = Step.SWEEP;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SWEEP -> {
                step = Step.LIVE;
                next.all(thread);
            }
            case LIVE -> {
                at.live = thread.load(GoPlaces.HEAP_LIVE);
                step = Step.SCAN;
            }
            case SCAN -> {
                pacer.start(at.live);
                words(thread.load(GoPlaces.HEAP_SCAN));
                step = Step.WRITE;
            }
            case WRITE -> {
                step = Step.THREAD;
                writes.begin(thread);
            }
            case THREAD -> {
                if (number == threads.getAsInt()) {
                    thread.end();
                } else {
                    writes.add(GoPlaces.assist(number), 0);
                    writes.add(GoPlaces.black(number), 0);
                    number++;
                    writes.begin(thread);
                }
            }
        }
    }

    private void words(long scan) {
        at.goal = pacer.goal();
        at.triggered = at.live;
        at.work = 0;
        at.expected = pacer.expected();
        at.most = scan + pacer.expected() - pacer.lastHeapScan();
        double ratio = at.bytesPerWork(percent);
        writes.add(GoPlaces.SCAN_WORK, 0);
        writes.add(GoPlaces.FRAME_WORK, 0);
        writes.add(GoPlaces.CREDIT, 0);
        writes.add(GoPlaces.ASSIST_TIME, 0);
        writes.add(GoPlaces.BYTES_MARKED, 0);
        writes.add(GoPlaces.GOAL, at.goal);
        writes.add(GoPlaces.TRIGGERED, at.triggered);
        writes.add(GoPlaces.EXPECTED, at.expected);
        writes.add(GoPlaces.MOST, at.most);
        writes.add(GoPlaces.WORK_PER_BYTE, Double.doubleToRawLongBits(1 / ratio));
        writes.add(GoPlaces.BYTES_PER_WORK, Double.doubleToRawLongBits(ratio));
        writes.add(GoPlaces.PHASE, GoPlaces.MARK);
    }
}
