package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;
import dev.ziggurat.runtime.gc.Safepoints;

/**
 * The collector's own thread. It makes all pauses, when a thread of the program wants one; between them it refines full buffers of cards, as long as there are more than a number of them, and marks. It
 * does a piece of each in turn, and waits when there is nothing to do. (HotSpot has a thread for each of these: the VM thread with its workers, refinement threads, the marking thread.)
 */
final class G1Thread extends Routine {
    private final G1Refine refine;
    private final G1BufferList cards;
    private final G1BufferList free;
    private final int entries;
    private final int green;
    private final G1Young young;
    private final G1Mark mark;
    private final G1RootScan rootScan;
    private final G1Cleanup cleanup;
    private final G1Clear clear;
    private final G1Statistics statistics;
    private final Pause youngPause;
    private final Pause fullPause;
    private final Pause remarkPause;
    private final Pause cleanupPause;

    /** How many events there were when the thread last began to look for work. */
    private long seen;

    private long buffer;
    private boolean refined;
    private long begun;
    private Cycle cycle = Cycle.IDLE;
    private Step step = Step.EVENTS;

    /** How far a marking is. */
    private enum Cycle {
        IDLE,
        MARK,
        REMARK,
        CLEANUP,
        CLEAR
    }

    private enum Step {
        EVENTS,
        WANT_FULL,
        FULL,
        FULL_WAKE,
        FULL_PAUSED,
        WANT_YOUNG,
        YOUNG,
        WAKE,
        PAUSED,
        BEGUN,
        COUNT,
        TAKE,
        TAKEN,
        REFINED,
        CYCLE,
        MARKED,
        REMARKED,
        ENDED,
        CLEANED,
        CLEARED
    }

    /** What the thread puts together. */
    record Parts(
            G1Refine refine,
            G1BufferList cards,
            G1BufferList free,
            G1Young young,
            Pause.Work full,
            G1Mark mark,
            G1RootScan rootScan,
            G1Remark remark,
            G1Cleanup cleanup,
            G1Clear clear) {}

    /**
     * Makes the code.
     *
     * @param entries how many a buffer of cards holds
     * @param green so many buffers of cards are left for the next pause
     */
    G1Thread(Safepoints.Part safepoint, Parts parts, int entries, int green, G1Statistics statistics) {
        refine = parts.refine;
        cards = parts.cards;
        free = parts.free;
        this.entries = entries;
        this.green = green;
        young = parts.young;
        mark = parts.mark;
        rootScan = parts.rootScan;
        cleanup = parts.cleanup;
        clear = parts.clear;
        this.statistics = statistics;
        youngPause = new Pause(safepoint, young);
        fullPause = new Pause(safepoint, parts.full);
        remarkPause = new Pause(safepoint, parts.remark);
        cleanupPause = new Pause(safepoint, cleanup);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case EVENTS -> {
                seen = thread.load(G1Heap.EVENTS);
                refined = false;
                step = Step.WANT_FULL;
            }
            case WANT_FULL -> step = thread.load(G1Heap.WANT_FULL) == 0 ? Step.WANT_YOUNG : Step.FULL;
            case FULL -> {
                step = Step.FULL_WAKE;
                young.idle(cycle == Cycle.IDLE);
                fullPause.begin(thread);
            }
            case FULL_WAKE -> {
                abort();
                thread.wake(G1Heap.FULL_DONE, Integer.MAX_VALUE);
                step = Step.FULL_PAUSED;
            }
            case FULL_PAUSED -> {
                thread.wake(G1Heap.YOUNG_DONE, Integer.MAX_VALUE);
                step = Step.EVENTS;
            }
            case WANT_YOUNG -> step = thread.load(G1Heap.WANT_YOUNG) == 0 ? Step.COUNT : Step.YOUNG;
            case YOUNG -> {
                step = Step.WAKE;
                young.idle(cycle == Cycle.IDLE);
                youngPause.begin(thread);
            }
            case WAKE -> {
                thread.wake(G1Heap.YOUNG_DONE, Integer.MAX_VALUE);
                step = young.marks() ? Step.PAUSED : Step.EVENTS;
            }
            case PAUSED -> {
                thread.clock();
                step = Step.BEGUN;
            }
            case BEGUN -> {
                begun = thread.answer();
                cycle = Cycle.MARK;
                step = Step.EVENTS;
                rootScan.begin(thread, young.filled());
            }
            case COUNT -> step = thread.load(cards.count()) > green ? Step.TAKE : Step.CYCLE;
            case TAKE -> {
                step = Step.TAKEN;
                cards.pop(thread);
            }
            case TAKEN -> {
                buffer = thread.answer();
                step = buffer == 0 ? Step.CYCLE : Step.REFINED;
                if (buffer != 0) {
                    refined = true;
                    refine.begin(thread, buffer, thread.answeredAt(), entries);
                }
            }
            case REFINED -> {
                step = Step.CYCLE;
                free.push(thread, buffer);
            }
            default -> mark(thread);
        }
    }

    /** A full collection has made all that is known of marking useless. */
    private void abort() {
        if (cycle != Cycle.IDLE) {
            cycle = Cycle.CLEAR;
            clear.restart();
        }
    }

    /** Goes on with the marking that is under way. */
    private void mark(RuntimeThread thread) {
        switch (step) {
            case CYCLE -> cycle(thread);
            case MARKED -> {
                cycle = thread.answer() == 0 ? Cycle.REMARK : Cycle.MARK;
                step = Step.EVENTS;
            }
            case REMARKED -> {
                thread.clock();
                cycle = Cycle.CLEANUP;
                step = Step.ENDED;
            }
            case ENDED -> {
                statistics.marking(thread.answer() - begun);
                step = Step.EVENTS;
            }
            case CLEANED -> {
                young.candidates(cleanup.candidates(), cleanup.reclaimable());
                clear.restart();
                cycle = Cycle.CLEAR;
                step = Step.EVENTS;
            }
            default -> {
                step = Step.EVENTS;
                if (thread.answer() == 0) {
                    cycle = Cycle.IDLE;
                    young.idle(true);
                    thread.store(G1Heap.CAN_MARK, young.canMark());
                }
            }
        }
    }

    private void cycle(RuntimeThread thread) {
        switch (cycle) {
            case IDLE -> {
                step = Step.EVENTS;
                if (!refined) {
                    thread.await(G1Heap.EVENTS, seen);
                }
            }
            case MARK -> {
                step = Step.MARKED;
                mark.begin(thread, false);
            }
            case REMARK -> {
                step = Step.REMARKED;
                remarkPause.begin(thread);
            }
            case CLEANUP -> {
                step = Step.CLEANED;
                cleanupPause.begin(thread);
            }
            case CLEAR -> {
                step = Step.CLEARED;
                clear.begin(thread);
            }
        }
    }
}
