package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * When cycles are searched for and among which objects: CPython's Modules/gcmodule.c up to 3.11. A generation is searched together with all younger ones when
 * more has happened to it than its threshold; what is left is a generation older then. The oldest is searched only if a quarter of it at least is new.
 */
final class Searches extends Routine {
    private static final int OLDEST = Counted.GENERATIONS - 1;
    private static final int NEW_SHARE = 4;

    private final PauseLog log;
    private final Links links;
    private final SubtractReferences subtract;
    private final FindUnreachable find;
    private final ClearGarbage clear;
    private final Counted.Counts counts;
    private final int[] thresholds;

    private int generation;

    /** The younger generation that is looked at. */
    private int younger;

    private long word;
    private long node;
    private long length;
    private Step step = Step.CHOOSE;

    private enum Step {
        CHOOSE,
        PENDING,
        TOTAL,
        CLOCK,
        OLDER,
        RAISE,
        RESET,
        MERGE,
        SUBTRACT,
        FIND,
        LENGTH,
        LENGTH_STORE,
        PENDING_LOAD,
        PENDING_STORE,
        AGE,
        CLEAR,
        CLOCK_AGAIN,
        END
    }

    /** What the parts of a search are. */
    record Parts(Links links, SubtractReferences subtract, FindUnreachable find, ClearGarbage clear) {}

    Searches(PauseLog log, Parts parts, int[] thresholds, Counted.Counts counts) {
        this.log = log;
        links = parts.links;
        subtract = parts.subtract;
        find = parts.find;
        clear = parts.clear;
        this.thresholds = thresholds.clone();
        this.counts = counts;
    }

    /** Has a thread search if that many new objects, less those freed, since the last search are enough. */
    void perhaps(RuntimeThread thread, long happened) {
        if (happened > thresholds[0]) {
            generation = OLDEST;
            step = Step.CHOOSE;
            thread.call(this);
        }
    }

    /** Has a thread search all generations. */
    void all(RuntimeThread thread) {
        generation = OLDEST;
        step = Step.CLOCK;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CHOOSE -> {
                boolean enough = thread.load(Counted.happened(generation)) > thresholds[generation];
                choose(thread, enough);
            }
            case PENDING -> {
                word = thread.load(Counted.PENDING);
                step = Step.TOTAL;
            }
            case TOTAL -> {
                boolean enough = word >= thread.load(Counted.TOTAL) / NEW_SHARE;
                step = enough ? Step.CLOCK : Step.CHOOSE;
                generation -= enough ? 0 : 1;
            }
            case CLOCK -> {
                thread.collecting(true);
                thread.clock();
                step = Step.OLDER;
            }
            case OLDER -> {
                log.requested(thread.answer());
                log.stopped(thread.answer());
                younger = 0;
                step = Step.RESET;
                if (generation < OLDEST) {
                    word = thread.load(Counted.happened(generation + 1));
                    step = Step.RAISE;
                }
            }
            case RAISE -> {
                thread.store(Counted.happened(generation + 1), word + 1);
                step = Step.RESET;
            }
            case RESET -> {
                thread.store(Counted.happened(younger), 0);
                if (younger++ == generation) {
                    younger = 0;
                    step = Step.MERGE;
                }
            }
            case MERGE -> {
                if (younger == generation) {
                    step = Step.SUBTRACT;
                } else {
                    links.merge(thread, Counted.list(younger++), Counted.list(generation));
                }
            }
            default -> search(thread);
        }
    }

    private void choose(RuntimeThread thread, boolean enough) {
        if (!enough) {
            generation--;
            if (generation < 0) {
                thread.end();
            }
        } else {
            step = generation == OLDEST ? Step.PENDING : Step.CLOCK;
        }
    }

    private void search(RuntimeThread thread) {
        switch (step) {
            case SUBTRACT -> {
                step = Step.FIND;
                subtract.begin(thread, Counted.list(generation));
            }
            case FIND -> {
                node = Counted.list(generation);
                length = 0;
                step = generation == 0 ? Step.AGE : Step.LENGTH;
                find.begin(thread, Counted.list(generation), Counted.GARBAGE);
            }
            case LENGTH -> {
                node = thread.follow(node);
                if (node != Counted.list(generation)) {
                    length++;
                } else {
                    step = generation == OLDEST ? Step.LENGTH_STORE : Step.PENDING_LOAD;
                }
            }
            case LENGTH_STORE -> {
                thread.store(Counted.TOTAL, length);
                word = 0;
                length = 0;
                step = Step.PENDING_STORE;
            }
            case PENDING_LOAD -> {
                word = thread.load(Counted.PENDING);
                step = Step.PENDING_STORE;
            }
            case PENDING_STORE -> {
                thread.store(Counted.PENDING, word + length);
                step = Step.AGE;
            }
            default -> end(thread);
        }
    }

    private void end(RuntimeThread thread) {
        switch (step) {
            case AGE -> {
                step = Step.CLEAR;
                if (generation < OLDEST) {
                    links.merge(thread, Counted.list(generation), Counted.list(generation + 1));
                }
            }
            case CLEAR -> {
                step = Step.CLOCK_AGAIN;
                clear.begin(thread, Counted.GARBAGE, Counted.list(Math.min(generation + 1, OLDEST)));
            }
            case CLOCK_AGAIN -> {
                thread.clock();
                step = Step.END;
            }
            default -> {
                thread.collecting(false);
                log.released(thread.answer());
                counts.searches[generation]++;
                thread.end();
            }
        }
    }
}
