package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Adds old regions to the collection set of a mixed collection, the best of the candidates first: always as many as are needed to be through with all in eight collections, and more while the
 * pause is predicted to be short enough (G1Policy::calculate_old_collection_set_regions).
 */
final class G1Choose extends Routine {
    private static final int WORD = 8;

    private final G1Policy policy;

    private long left;
    private long chosen;
    private int region;
    private long regionAt;
    private int taken;
    private long liveBytes;
    private long live;
    private long cards;
    private Step step = Step.CHOSEN;

    private enum Step {
        CHOSEN,
        NEXT,
        LIVE,
        CARDS,
        KIND,
        LIST,
        COUNT
    }

    G1Choose(G1Policy policy) {
        this.policy = policy;
    }

    /** Has a thread do so, of so many candidates that are left. */
    void begin(RuntimeThread thread, long candidates) {
        left = candidates;
        taken = 0;
        liveBytes = 0;
        step = Step.CHOSEN;
        thread.call(this);
    }

    /** Returns how many candidates are left now. */
    long left() {
        return left;
    }

    /** Returns how many were taken. */
    int taken() {
        return taken;
    }

    /** Returns how many bytes live in those. */
    long live() {
        return liveBytes;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CHOSEN -> {
                chosen = thread.load(G1Heap.CHOSEN_REGIONS);
                step = Step.NEXT;
            }
            case NEXT -> {
                if (left == 0) {
                    step = Step.COUNT;
                } else {
                    region = (int) G1Policy.region(thread.load(G1Heap.CANDIDATES + (left - 1) * WORD));
                    regionAt = thread.position();
                    step = Step.LIVE;
                }
            }
            case LIVE -> {
                live = thread.follow(G1Heap.word(region, G1Heap.LIVE));
                step = Step.CARDS;
            }
            case CARDS -> {
                cards = thread.follow(G1Heap.word(region, G1Heap.COUNT), regionAt);
                step = policy.takes(taken, live, cards) ? Step.KIND : Step.COUNT;
            }
            case KIND -> {
                thread.storeByte(G1Heap.KINDS + region, G1Heap.OLD | G1Heap.CHOSEN);
                policy.took(live, cards);
                left--;
                taken++;
                liveBytes += live;
                step = Step.LIST;
            }
            case LIST -> {
                thread.store(G1Heap.CHOICE + chosen++ * WORD, region);
                step = Step.NEXT;
            }
            case COUNT -> {
                thread.store(G1Heap.CHOSEN_REGIONS, chosen);
                thread.end();
            }
        }
    }
}
