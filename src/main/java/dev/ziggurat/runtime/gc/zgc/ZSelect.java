package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.units.Share;

/**
 * The collector's thread goes through the pages when marking is over (ZHeap::select_relocation_set): those on which nothing lives are given back, and of the small ones with much garbage those become the relocation set
 * that make it worth-while. Pages taken since marking began are left alone, large ones that live too.
 */
final class ZSelect extends Routine {
    private final ZPages pages;
    private final ZPageFree free;
    private final ZSort sort;
    private final long limit;

    private long cycle;
    private long granule;
    private long record;
    private long recordAt;
    private long candidates;

    // The choice: pages looked at, their live bytes, and how many are chosen and into how many they go.
    private long looked;
    private long fromBytes;
    private long chosen;
    private long chosenInto;

    private Step step = Step.TABLE;
    private long live;

    private enum Step {
        TABLE,
        SEQUENCE,
        LIVE,
        BYTES,
        SIZE,
        NOTE,
        SORTED,
        CHOOSE,
        WEIGH
    }

    /**
     * Makes the code.
     *
     * @param limit the share of a page that may be garbage
     */
    ZSelect(ZPages pages, ZPageFree free, Share limit) {
        this.pages = pages;
        this.free = free;
        this.limit = limit.billionths();
        sort = new ZSort(pages);
    }

    /** Has the thread do so in a cycle; the answer is how many pages are to be emptied. */
    void begin(RuntimeThread thread, long ofCycle) {
        cycle = ofCycle;
        granule = 0;
        candidates = 0;
        live = 0;
        step = Step.TABLE;
        thread.call(this);
    }

    /** Returns the bytes that were found to live, but for objects made since. */
    long live() {
        return live;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TABLE -> table(thread);
            case SEQUENCE -> step = thread.follow(record + ZPages.SEQUENCE) == cycle ? Step.TABLE : Step.LIVE;
            case LIVE -> {
                boolean marked = thread.follow(record + ZPages.LIVE_SEQUENCE, recordAt) == cycle;
                step = marked ? Step.BYTES : Step.TABLE;
                if (!marked) {
                    free.begin(thread, record, recordAt);
                }
            }
            case BYTES -> {
                fromBytes = thread.follow(record + ZPages.LIVE_BYTES, recordAt);
                live += fromBytes;
                step = Step.SIZE;
            }
            case SIZE -> {
                boolean small = thread.follow(record + ZPages.SIZE, recordAt) == pages.page();
                boolean scattered = (pages.page() - fromBytes) * Share.WHOLE > pages.page() * limit;
                step = small && scattered ? Step.NOTE : Step.TABLE;
            }
            case NOTE -> {
                thread.store(ZPages.candidate(candidates++), record);
                step = Step.TABLE;
            }
            default -> choose(thread);
        }
    }

    private void table(RuntimeThread thread) {
        if (granule < pages.granules()) {
            record = thread.load(ZPages.tableWord(granule++));
            recordAt = thread.position();
            step = record == 0 ? Step.TABLE : Step.SEQUENCE;
        } else if (candidates == 0) {
            thread.end(0);
        } else {
            step = Step.SORTED;
            sort.begin(thread, candidates);
        }
    }

    /** Goes through the candidates by live bytes: more are chosen as long as that frees enough pages for those that it needs (select_inner). */
    private void choose(RuntimeThread thread) {
        switch (step) {
            case SORTED -> {
                looked = 0;
                fromBytes = 0;
                chosen = 0;
                chosenInto = 0;
                step = Step.CHOOSE;
            }
            case CHOOSE -> {
                if (looked == candidates) {
                    thread.end(chosen);
                } else {
                    record = thread.load(ZPages.sorted(looked++));
                    step = Step.WEIGH;
                }
            }
            default -> {
                fromBytes += thread.follow(record + ZPages.LIVE_BYTES);
                weigh();
                step = Step.CHOOSE;
            }
        }
    }

    private void weigh() {
        long room = pages.page() - pages.smallObjects();
        long into = (fromBytes + room - 1) / room;
        long more = looked - chosen;
        if ((more - (into - chosenInto)) * Share.WHOLE > more * limit) {
            chosen = looked;
            chosenInto = into;
        }
    }
}
