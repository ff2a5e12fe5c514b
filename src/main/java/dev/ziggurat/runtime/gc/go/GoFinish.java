package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.Writes;
import java.util.function.IntSupplier;

/**
 * What the second pause of a cycle does (gcMarkDone and gcMarkTermination in Go's mgc.go): it flushes what barriers have kept since all threads were asked to, and if all of that is
 * marked, marking is over: everything is to be swept from now on.
 */
final class GoFinish extends Routine {
    private final GoHeap heap;
    private final GoPacer pacer;
    private final IntSupplier threads;
    private final GoActor actor;
    private final Writes writes = new Writes();

    private int number;

    private final GoPacer.Cycle cycle = new GoPacer.Cycle();
    private long generation;
    private Step step = Step.FLUSH;

    private enum Step {
        FLUSH,
        TELL,
        LEFT,
        BLACK,
        MARKED,
        LIVE,
        TRIGGERED,
        WORK,
        FRAME_WORK,
        ASSISTED,
        PAGES,
        WRITE,
        ASK
    }

    GoFinish(GoHeap heap, GoPacer pacer, IntSupplier threads, GoActor actor) {
        this.heap = heap;
        this.pacer = pacer;
        this.threads = threads;
        this.actor = actor;
    }

    /**
     * Has a thread do that, which has stopped the world; answers 1, or 0 if there are grey objects.
     *
     * @param took how long marking took, in picoseconds
     * @param worked how long the thread itself marked
     */
    void begin(RuntimeThread thread, long took, long worked) {
        cycle.duration = took;
        cycle.busy = worked;
        number = 0;
        step = Step.FLUSH;
        thread.call(this);
    }

    /** Returns the bytes that the last cycle has marked. */
    long marked() {
        return cycle.marked;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FLUSH -> {
                if (number == threads.getAsInt()) {
                    step = Step.TELL;
                } else {
                    actor.errands.begin(thread, number++, GoHandshake.FLUSH, true);
                }
            }
            case TELL -> {
                step = Step.LEFT;
                actor.grey.begin(thread, 0, 0);
            }
            case LEFT -> {
                number = 0;
                cycle.marked = 0;
                step = Step.BLACK;
                if (thread.load(GoPlaces.FULL) != 0) {
                    thread.end(0);
                }
            }
            case BLACK -> {
                if (number == threads.getAsInt()) {
                    step = Step.MARKED;
                } else {
                    cycle.marked += thread.load(GoPlaces.black(number++));
                }
            }
            case WRITE -> {
                number = 0;
                step = Step.ASK;
                writes.begin(thread);
            }
            case ASK -> {
                if (number == threads.getAsInt()) {
                    thread.end(1);
                } else {
                    thread.or(GoPlaces.state(number++), GoHandshake.SPANS);
                }
            }
            default -> measure(thread);
        }
    }

    private void measure(RuntimeThread thread) {
        switch (step) {
            case MARKED -> {
                cycle.marked += thread.load(GoPlaces.BYTES_MARKED);
                step = Step.LIVE;
            }
            case LIVE -> {
                cycle.live = thread.load(GoPlaces.HEAP_LIVE);
                step = Step.TRIGGERED;
            }
            case TRIGGERED -> {
                cycle.triggered = thread.load(GoPlaces.TRIGGERED);
                step = Step.WORK;
            }
            case WORK -> {
                cycle.work = thread.load(GoPlaces.SCAN_WORK);
                step = Step.FRAME_WORK;
            }
            case FRAME_WORK -> {
                cycle.frameWork = thread.load(GoPlaces.FRAME_WORK);
                step = Step.ASSISTED;
            }
            case ASSISTED -> {
                cycle.assisted = thread.load(GoPlaces.ASSIST_TIME);
                step = Step.PAGES;
            }
            default -> {
                long pages = thread.load(GoPlaces.PAGES_USED);
                pacer.finish(cycle);
                words(pages);
                step = Step.WRITE;
            }
        }
    }

    private void words(long pages) {
        generation += 2;
        double ratio = pacer.sweepRatio(cycle.marked, pages, heap.page());
        writes.add(GoPlaces.HEAP_LIVE, cycle.marked);
        writes.add(GoPlaces.HEAP_SCAN, pacer.lastHeapScan());
        writes.add(GoPlaces.TRIGGER, pacer.trigger());
        writes.add(GoPlaces.GOAL, pacer.goal());
        writes.add(GoPlaces.SWEEP_RATIO, pages == 0 ? 0 : Double.doubleToRawLongBits(ratio));
        writes.add(GoPlaces.SWEEP_FROM, cycle.marked);
        writes.add(GoPlaces.PAGES_SWEPT, 0);
        writes.add(GoPlaces.SWEEP_INDEX, 0);
        writes.add(GoPlaces.GENERATION, generation);
        writes.add(GoPlaces.PHASE, GoPlaces.OFF);
    }
}
