package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Sorts the pages that may be emptied by classes of live bytes, by counting (ZRelocationSetSelectorGroup::semi_sort). */
final class ZSort extends Routine {
    private static final long CLEARED = 16;
    private static final long COUNTS = 4;

    private final long partitions;
    private final long width;

    private long candidates;
    private long next;
    private long record;
    private long partition;
    private long count;
    private long finger;

    /** Whether pages are put where they belong; before, they are counted. */
    private boolean placing;

    private Step step = Step.CLEAR;

    private enum Step {
        CLEAR,
        PAGE,
        LIVE,
        COUNT,
        MORE,
        PLACE,
        SUM,
        FINGER
    }

    ZSort(ZPages pages) {
        partitions = pages.partitions();
        width = pages.page() / partitions;
    }

    /** Has the thread sort so many candidates. */
    void begin(RuntimeThread thread, long number) {
        candidates = number;
        next = 0;
        finger = 0;
        placing = false;
        step = Step.CLEAR;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CLEAR -> {
                thread.clear(ZPages.partition(next), (int) CLEARED);
                next += CLEARED / COUNTS;
                if (next >= partitions) {
                    next = 0;
                    step = Step.PAGE;
                }
            }
            case SUM -> {
                if (next == partitions) {
                    next = 0;
                    placing = true;
                    step = Step.PAGE;
                } else {
                    count = thread.loadHalf(ZPages.partition(next));
                    step = Step.FINGER;
                }
            }
            case FINGER -> {
                thread.storeHalf(ZPages.partition(next++), finger);
                finger += count;
                step = Step.SUM;
            }
            default -> page(thread);
        }
    }

    private void page(RuntimeThread thread) {
        switch (step) {
            case PAGE -> {
                if (next < candidates) {
                    record = thread.load(ZPages.candidate(next++));
                    step = Step.LIVE;
                } else if (placing) {
                    thread.end();
                } else {
                    next = 0;
                    step = Step.SUM;
                }
            }
            case LIVE -> {
                partition = thread.follow(record + ZPages.LIVE_BYTES) / width;
                step = Step.COUNT;
            }
            case COUNT -> {
                count = thread.followHalf(ZPages.partition(partition));
                step = Step.MORE;
            }
            case MORE -> {
                thread.storeHalf(ZPages.partition(partition), count + 1);
                step = placing ? Step.PLACE : Step.PAGE;
            }
            default -> {
                thread.store(ZPages.sorted(count), record);
                step = Step.PAGE;
            }
        }
    }
}
