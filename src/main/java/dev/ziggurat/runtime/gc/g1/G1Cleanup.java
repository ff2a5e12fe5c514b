package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;
import dev.ziggurat.runtime.gc.World;

/**
 * The pause behind a marking: regions in which nothing lives are free at once, humongous ones too; old regions that are worth collecting become candidates, sorted by how good
 * it is to collect them.
 */
final class G1Cleanup extends Routine implements Pause.Work {
    private static final int WORD = 8;

    private final G1Heap heap;
    private final G1Policy policy;
    private final G1Targets targets;
    private final G1CardFill fill;
    private final G1Sort sort = new G1Sort(G1Heap.CANDIDATES);

    private int region;
    private int kind;
    private long live;
    private long start;
    private boolean frees;
    private long candidates;
    private long reclaimable;
    private long word;
    private long freedOld;
    private long freedHumongous;
    private Step step = Step.NEXT;

    private long pauses;
    private long freed;

    private enum Step {
        NEXT,
        LIVE,
        START,
        TOP,
        STORE_LIVE,
        COUNT,
        FREE_KIND,
        FREE_CARDS,
        LIST,
        FREE,
        FREE_STORE,
        OLD,
        OLD_STORE,
        HUMONGOUS,
        HUMONGOUS_STORE
    }

    G1Cleanup(World world, G1Heap heap, G1Policy policy, G1Targets targets) {
        this.heap = heap;
        this.policy = policy;
        this.targets = targets;
        fill = new G1CardFill(world, heap);
    }

    long pauses() {
        return pauses;
    }

    /** Returns how many regions became free, ever. */
    long freed() {
        return freed;
    }

    /** Returns how many candidates there are. */
    long candidates() {
        return candidates;
    }

    /** Returns how many bytes become free with all of them. */
    long reclaimable() {
        return reclaimable;
    }

    @Override
    public void begin(RuntimeThread thread) {
        region = -1;
        frees = false;
        candidates = 0;
        reclaimable = 0;
        freedOld = 0;
        freedHumongous = 0;
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        pauses++;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> next(thread);
            case LIVE -> {
                live = thread.load(G1Heap.word(region, G1Heap.LIVE));
                step = Step.START;
            }
            case START -> {
                start = thread.load(G1Heap.word(region, G1Heap.MARK_START));
                step = Step.TOP;
            }
            case TOP -> {
                live += thread.load(G1Heap.word(region, G1Heap.TOP)) - start;
                judge();
            }
            case STORE_LIVE -> {
                thread.store(G1Heap.word(region, G1Heap.LIVE), live);
                step = Step.COUNT;
            }
            case COUNT -> {
                word = thread.load(G1Heap.word(region, G1Heap.COUNT));
                step = Step.LIST;
            }
            case LIST -> {
                reclaimable += heap.regionBytes() - live;
                thread.store(G1Heap.CANDIDATES + candidates++ * WORD, policy.candidate(region, live, word));
                step = Step.NEXT;
            }
            case FREE_KIND -> {
                thread.storeByte(G1Heap.KINDS + region, G1Heap.FREE);
                freed++;
                freedOld += kind == G1Heap.OLD ? 1 : 0;
                freedHumongous += kind == G1Heap.OLD ? 0 : 1;
                step = Step.FREE_CARDS;
            }
            case FREE_CARDS -> {
                step = Step.NEXT;
                fill.begin(thread, region, G1Heap.CLEAN);
            }
            default -> settle(thread);
        }
    }

    private void next(RuntimeThread thread) {
        region++;
        if (region == heap.regions()) {
            step = Step.FREE;
            sort.begin(thread, candidates);
            return;
        }
        kind = thread.loadByte(G1Heap.KINDS + region);
        if (kind == G1Heap.CONTINUED) {
            step = frees ? Step.FREE_KIND : Step.NEXT;
        } else {
            frees = false;
            boolean looked = kind == G1Heap.HUMONGOUS || (kind == G1Heap.OLD && region != targets.oldRegion());
            step = looked ? Step.LIVE : Step.NEXT;
        }
    }

    /** What lives of a region is known: it is free, or a candidate, or stays. */
    private void judge() {
        if (live == 0) {
            frees = true;
            step = Step.FREE_KIND;
        } else {
            step = kind == G1Heap.OLD && policy.worth(live) ? Step.STORE_LIVE : Step.NEXT;
        }
    }

    private void settle(RuntimeThread thread) {
        switch (step) {
            case FREE -> {
                word = thread.load(G1Heap.FREE_REGIONS);
                step = Step.FREE_STORE;
            }
            case FREE_STORE -> {
                thread.store(G1Heap.FREE_REGIONS, word + freedOld + freedHumongous);
                step = Step.OLD;
            }
            case OLD -> {
                word = thread.load(G1Heap.OLD_REGIONS);
                step = Step.OLD_STORE;
            }
            case OLD_STORE -> {
                thread.store(G1Heap.OLD_REGIONS, word - freedOld);
                step = Step.HUMONGOUS;
            }
            case HUMONGOUS -> {
                word = thread.load(G1Heap.HUMONGOUS_REGIONS);
                step = Step.HUMONGOUS_STORE;
            }
            default -> {
                thread.store(G1Heap.HUMONGOUS_REGIONS, word - freedHumongous);
                thread.end();
            }
        }
    }
}
