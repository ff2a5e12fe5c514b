package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ForCollector;

/**
 * A thread gets a span of a class to allocate from (mcache.refill and mcentral.cacheSpan in Go): one that is swept and not full, or one that it sweeps for that, or new pages of
 * the heap.
 */
final class GoRefill extends Routine {
    /** After so many spans of its class were swept in vain it takes new pages (spanBudget). */
    private static final int BUDGET = 100;

    private final GoHeap heap;
    private final GoPages pages;
    private final GoSweep sweep;
    private final GoSweepCredit credit;
    private final GoPace pace;
    private final GoStack stack = new GoStack();
    private final int number;

    private int spanClass;
    private long generation;
    private long span;
    private long spanAt;
    private boolean full;
    private int budget;
    private int free;
    private long scanned;
    private Step step = Step.GENERATION;

    private enum Step {
        GENERATION,
        OLD,
        OLD_GENERATION,
        OLD_CLEAR,
        OLD_GIVE,
        CREDIT,
        SWEPT,
        SWEPT_ANSWER,
        LEFT,
        UNSWEPT,
        CLAIM,
        SWEEP,
        CHECK,
        GROW,
        GROWN,
        FREE,
        OWN,
        CACHE,
        LIVE,
        SCANNED,
        SCAN_CLEAR,
        SCAN,
        PACE,
        END
    }

    /** Makes it for the thread of a number. */
    GoRefill(GoHeap heap, GoActor actor, int number) {
        this.heap = heap;
        this.number = number;
        pages = actor.pages;
        sweep = actor.sweep;
        credit = actor.credit;
        pace = actor.pace;
    }

    /** Has the thread get a span of a class; answers 0 if there is none. */
    void begin(RuntimeThread thread, int wanted) {
        spanClass = wanted;
        full = false;
        budget = BUDGET;
        step = Step.GENERATION;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case GENERATION -> {
                generation = thread.load(GoPlaces.GENERATION);
                step = Step.OLD;
            }
            case OLD, OLD_GENERATION, OLD_CLEAR, OLD_GIVE -> giveOld(thread);
            case CREDIT -> {
                step = Step.SWEPT;
                credit.begin(thread, heap.classes.pages(spanClass >>> 1) * heap.page());
            }
            case SWEPT -> {
                step = Step.SWEPT_ANSWER;
                stack.pop(thread, GoHeap.swept(spanClass, false, generation));
            }
            case SWEPT_ANSWER -> {
                answered(thread);
                step = span != 0 ? Step.FREE : Step.LEFT;
            }
            case LEFT, UNSWEPT, CLAIM, SWEEP, CHECK -> sweep(thread);
            case GROW -> {
                step = Step.GROWN;
                pages.take(thread, spanClass, heap.classes.pages(spanClass >>> 1), generation);
            }
            case GROWN -> {
                answered(thread);
                step = Step.FREE;
                if (span == 0) {
                    thread.end(0);
                }
            }
            default -> own(thread);
        }
    }

    /** The span that it had has nothing free. */
    private void giveOld(RuntimeThread thread) {
        switch (step) {
            case OLD -> {
                span = thread.load(GoPlaces.cache(number, spanClass));
                spanAt = thread.position();
                step = span == 0 ? Step.CREDIT : Step.OLD_GENERATION;
            }
            case OLD_GENERATION -> {
                thread.store(span + GoSpan.GENERATION, generation);
                step = Step.OLD_CLEAR;
            }
            case OLD_CLEAR -> {
                thread.store(GoPlaces.cache(number, spanClass), 0);
                step = Step.OLD_GIVE;
            }
            default -> {
                step = Step.CREDIT;
                stack.push(thread, GoHeap.swept(spanClass, true, generation), span, spanAt);
            }
        }
    }

    private void answered(RuntimeThread thread) {
        span = thread.answer();
        spanAt = thread.answeredAt();
    }

    /** Sweeps spans of the class, those first that were not full. */
    private void sweep(RuntimeThread thread) {
        switch (step) {
            case LEFT -> step = thread.load(GoPlaces.SWEEP_INDEX) == GoSweepNext.LISTS ? Step.GROW : Step.UNSWEPT;
            case UNSWEPT -> {
                step = Step.CLAIM;
                stack.pop(thread, GoHeap.unswept(spanClass, full, generation));
            }
            case CLAIM -> {
                answered(thread);
                if (span == 0) {
                    step = full ? Step.GROW : Step.UNSWEPT;
                    full = true;
                } else if (thread.compareAndExchange(span + GoSpan.GENERATION, generation - 2, generation - 1)
                        == generation - 2) {
                    step = Step.SWEEP;
                } else {
                    step = Step.UNSWEPT;
                }
            }
            case SWEEP -> {
                step = Step.CHECK;
                ForCollector.begin(thread);
                sweep.begin(thread, span, spanAt, generation, true);
            }
            default -> {
                budget--;
                if (thread.answer() != 0) {
                    step = Step.FREE;
                } else {
                    step = budget < 0 ? Step.GROW : Step.UNSWEPT;
                    stack.push(thread, GoHeap.swept(spanClass, true, generation), span, spanAt);
                }
            }
        }
    }

    /** The span is the thread's; what is free in it counts as allocated from now on. */
    private void own(RuntimeThread thread) {
        switch (step) {
            case FREE -> {
                long counts = thread.follow(span + GoSpan.COUNTS, spanAt);
                free = GoSpan.room(counts) - GoSpan.used(counts);
                step = Step.OWN;
            }
            case OWN -> {
                thread.store(span + GoSpan.GENERATION, generation + 3);
                step = Step.CACHE;
            }
            case CACHE -> {
                thread.store(GoPlaces.cache(number, spanClass), span);
                step = Step.LIVE;
            }
            case LIVE -> {
                thread.add(GoPlaces.HEAP_LIVE, (long) free * GoSizeClasses.size(spanClass >>> 1));
                step = Step.SCANNED;
            }
            case SCANNED -> {
                scanned = thread.load(GoPlaces.scanned(number));
                step = scanned == 0 ? Step.PACE : Step.SCAN_CLEAR;
            }
            case SCAN_CLEAR -> {
                thread.store(GoPlaces.scanned(number), 0);
                step = Step.SCAN;
            }
            case SCAN -> {
                thread.add(GoPlaces.HEAP_SCAN, scanned);
                step = Step.PACE;
            }
            case PACE -> {
                step = Step.END;
                pace.begin(thread);
            }
            default -> thread.end(1);
        }
    }
}
