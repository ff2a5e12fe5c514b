package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.World;

/**
 * Behind the copying: each region of the collection set is free now, with clean cards, but for those in which something stayed, which are old; the survivors are the beginning of
 * the next collection set.
 */
final class G1Release extends Routine {
    private static final int WORD = 8;

    private final G1Heap heap;
    private final G1CardFill fill;
    private final G1Stayed stayed;

    private long chosen;
    private long next;
    private int region;
    private long regionAt;
    private int kind;
    private long top;
    private long filled;
    private long survivors;
    private long scanned;

    // By how much the numbers of free and of old regions change.
    private long freed;
    private long aged;
    private long bytes;
    private long word;
    private Step step = Step.CHOSEN;

    private enum Step {
        CHOSEN,
        NEXT,
        KIND,
        TOP,
        CARDS,
        WALK,
        START,
        NEXT_START,
        LIST,
        STORE_KIND,
        FREE,
        FREE_STORE,
        OLD,
        OLD_STORE,
        SURVIVOR,
        SURVIVOR_KIND,
        SURVIVOR_STORE,
        SURVIVOR_LIST,
        SURVIVORS
    }

    G1Release(World world, G1Heap heap) {
        this.heap = heap;
        fill = new G1CardFill(world, heap);
        stayed = new G1Stayed(world, heap.cards());
    }

    /** Has a thread do so; so many regions were filled. */
    void begin(RuntimeThread thread, long filledRegions) {
        filled = filledRegions;
        scanned = filledRegions;
        survivors = 0;
        freed = 0;
        aged = 0;
        bytes = 0;
        step = Step.CHOSEN;
        thread.call(this);
    }

    /** Returns how many regions the collection set had. */
    long chosen() {
        return chosen;
    }

    /** Returns how many bytes of them were in use. */
    long bytes() {
        return bytes;
    }

    /** Returns how many regions are on the list of those that were filled, and of those in which something stayed. */
    long filled() {
        return filled;
    }

    long survivors() {
        return survivors;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CHOSEN -> {
                chosen = thread.load(G1Heap.CHOSEN_REGIONS);
                next = 0;
                step = Step.NEXT;
            }
            case NEXT -> {
                if (next == chosen) {
                    step = Step.FREE;
                } else {
                    region = (int) thread.load(G1Heap.CHOICE + next++ * WORD);
                    regionAt = thread.position();
                    step = Step.KIND;
                }
            }
            case KIND -> {
                kind = thread.followByte(G1Heap.KINDS + region);
                step = Step.TOP;
            }
            case TOP -> {
                top = thread.follow(G1Heap.word(region, G1Heap.TOP), regionAt);
                bytes += top - heap.bottom(region);
                step = Step.CARDS;
            }
            case CARDS -> {
                step = (kind & G1Heap.STAYED) != 0 ? Step.WALK : Step.STORE_KIND;
                fill.begin(thread, region, G1Heap.CLEAN);
            }
            case WALK -> {
                step = Step.START;
                stayed.begin(thread, heap.bottom(region), regionAt, top);
            }
            case START -> {
                thread.store(G1Heap.word(region, G1Heap.MARK_START), heap.bottom(region));
                step = Step.NEXT_START;
            }
            case NEXT_START -> {
                thread.store(G1Heap.word(region, G1Heap.NEXT_START), heap.bottom(region));
                step = Step.LIST;
            }
            case LIST -> {
                thread.store(G1Heap.FILLED + filled++ * WORD, region);
                step = Step.STORE_KIND;
            }
            case STORE_KIND -> {
                boolean free = (kind & G1Heap.STAYED) == 0;
                thread.storeByte(G1Heap.KINDS + region, free ? G1Heap.FREE : G1Heap.OLD);
                freed += free ? 1 : 0;
                aged += (free ? 0 : 1) - (G1Heap.young(kind) ? 0 : 1);
                step = Step.NEXT;
            }
            default -> settle(thread);
        }
    }

    /** Goes on with the numbers of regions and with the survivors. */
    private void settle(RuntimeThread thread) {
        switch (step) {
            case FREE -> {
                word = thread.load(G1Heap.FREE_REGIONS);
                step = Step.FREE_STORE;
            }
            case FREE_STORE -> {
                thread.store(G1Heap.FREE_REGIONS, word + freed);
                step = Step.OLD;
            }
            case OLD -> {
                word = thread.load(G1Heap.OLD_REGIONS);
                step = Step.OLD_STORE;
            }
            case OLD_STORE -> {
                thread.store(G1Heap.OLD_REGIONS, word + aged);
                next = 0;
                step = Step.SURVIVOR;
            }
            case SURVIVOR -> {
                if (next == scanned) {
                    step = Step.SURVIVORS;
                } else {
                    region = (int) thread.load(G1Heap.FILLED + next++ * WORD);
                    step = Step.SURVIVOR_KIND;
                }
            }
            case SURVIVOR_KIND -> {
                kind = thread.followByte(G1Heap.KINDS + region);
                step = kind == G1Heap.SURVIVOR ? Step.SURVIVOR_STORE : Step.SURVIVOR;
            }
            case SURVIVOR_STORE -> {
                thread.storeByte(G1Heap.KINDS + region, kind | G1Heap.CHOSEN);
                step = Step.SURVIVOR_LIST;
            }
            case SURVIVOR_LIST -> {
                thread.store(G1Heap.CHOICE + survivors++ * WORD, region);
                step = Step.SURVIVOR;
            }
            default -> {
                thread.store(G1Heap.CHOSEN_REGIONS, survivors);
                thread.end();
            }
        }
    }
}
