package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ForCollector;

/** A thread sweeps the next span that is to be swept, of whatever class (sweepone in Go's mgcsweep.go), or all that are left. It is the collector's work. */
final class GoSweepNext extends Routine {
    /** The lists of spans to sweep: of each class those that are full, then the others. */
    static final int LISTS = 2 * GoSizeClasses.COUNT;

    private final GoSweep sweep;
    private final GoStack stack = new GoStack();

    private boolean all;
    private long generation;
    private long known;
    private long knownAt;
    private int index;
    private long span;
    private long spanAt;
    private boolean swept;
    private Step step = Step.GENERATION;

    private enum Step {
        GENERATION,
        INDEX,
        LOOK,
        POP,
        CLAIM,
        TELL,
        SWEEP,
        END
    }

    GoSweepNext(GoSweep sweep) {
        this.sweep = sweep;
    }

    /** Has a thread sweep a span; answers 0 if none was left. */
    void one(RuntimeThread thread) {
        begin(thread, false);
    }

    /** Has a thread sweep all that are left. */
    void all(RuntimeThread thread) {
        begin(thread, true);
    }

    private void begin(RuntimeThread thread, boolean every) {
        all = every;
        step = Step.GENERATION;
        ForCollector.begin(thread);
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case GENERATION -> {
                generation = thread.load(GoPlaces.GENERATION);
                step = Step.INDEX;
            }
            case INDEX -> {
                known = thread.load(GoPlaces.SWEEP_INDEX);
                knownAt = thread.position();
                index = (int) known;
                swept = false;
                step = index == LISTS ? Step.END : Step.LOOK;
            }
            case LOOK -> step = thread.follow(list(), knownAt) == 0 ? further() : Step.POP;
            case POP -> {
                step = Step.CLAIM;
                stack.pop(thread, list());
            }
            case CLAIM -> {
                span = thread.answer();
                spanAt = thread.answeredAt();
                step = Step.LOOK;
                if (span != 0
                        && thread.compareAndExchange(span + GoSpan.GENERATION, generation - 2, generation - 1)
                                == generation - 2) {
                    swept = true;
                    step = index == known ? Step.SWEEP : Step.TELL;
                }
            }
            case TELL -> tell(thread);
            case SWEEP -> {
                step = Step.END;
                sweep.begin(thread, span, spanAt, generation, false);
            }
            case END -> {
                step = Step.INDEX;
                if (!swept || !all) {
                    thread.end(swept ? 1 : 0);
                }
            }
        }
    }

    /** The word only rises (sweepClass.update): another thread may be further. */
    private void tell(RuntimeThread thread) {
        long found = thread.compareAndExchange(GoPlaces.SWEEP_INDEX, known, index);
        if (found == known || found >= index) {
            step = swept ? Step.SWEEP : Step.END;
        } else {
            known = found;
        }
    }

    private Step further() {
        index++;
        return index == LISTS ? Step.TELL : Step.LOOK;
    }

    private long list() {
        return GoHeap.unswept(index / 2, index % 2 == 0, generation);
    }
}
