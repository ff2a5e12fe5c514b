package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * The load of a reference from an object (zBarrier.inline.hpp): the load, and a look at the thread's word of bad colours. A reference of a bad colour has its object marked or moved, whatever the phase is about, and is replaced by
 * one of the good colour, unless another has written there meanwhile.
 */
final class ZLoadBarrier extends Routine {
    private final ZPages pages;
    private final ZColours colours;
    private final long badWord;
    private final ZMarkObject mark;
    private final ZRelocateObject relocate;
    private final ZFind find;

    private long place;
    private long word;

    private long bad;
    private long address;

    /** The position of the load that the address comes from; that is not the look at the bad colours. */
    private long addressAt;

    /** Whether the object is marked even if the reference is good. */
    private boolean through;

    private Step step = Step.LOAD;

    private long marks;
    private long remaps;
    private long relocations;

    private enum Step {
        LOAD,
        TEST,
        PHASE,
        TABLE,
        FORWARD,
        MARK,
        RELOCATE,
        RELOCATED,
        HEAL,
        END
    }

    ZLoadBarrier(ZPages pages, ZColours colours, long local, ZMarkObject mark, ZRelocateObject relocate) {
        this.pages = pages;
        this.colours = colours;
        this.mark = mark;
        this.relocate = relocate;
        badWord = local + ZPages.BAD;
        find = new ZFind(pages);
    }

    /** Has a thread of the program load a reference; the answer is the address. */
    void load(RuntimeThread thread, long at) {
        place = at;
        through = false;
        step = Step.LOAD;
        thread.call(this);
    }

    /** Has the collector's thread load a reference while it marks; the object is found to live. */
    void markThrough(RuntimeThread thread, long at) {
        place = at;
        through = true;
        step = Step.LOAD;
        thread.call(this);
    }

    /** Returns how many references were of a bad colour while objects are marked. */
    long marks() {
        return marks;
    }

    /** Returns how many were so while objects are moved, and their object did not have to be moved, or had been. */
    long remaps() {
        return remaps;
    }

    /** Returns how many were so, and their object was moved. */
    long relocations() {
        return relocations;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOAD -> {
                word = thread.follow(place);
                addressAt = thread.position();
                address = ZColours.address(word);
                step = Step.TEST;
            }
            case TEST -> test(thread);
            case PHASE -> {
                boolean marking = thread.load(ZPages.PHASE) == ZPages.MARKING;
                step = !marking ? Step.RELOCATE : colours.stale(word) ? Step.TABLE : Step.MARK;
                marks += marking ? 1 : 0;
            }
            case TABLE -> {
                long table = thread.follow(ZPages.forwardingWord(pages.granule(address)), addressAt);
                step = Step.MARK;
                if (table != 0) {
                    step = Step.FORWARD;
                    find.begin(thread, table, thread.position(), address);
                }
            }
            default -> slow(thread);
        }
    }

    private void test(RuntimeThread thread) {
        bad = thread.load(badWord);
        if ((word & bad) != 0) {
            // From here on it works for the collector, until the reference is mended.
            thread.collecting(true);
            step = Step.PHASE;
        } else if (!through || word == 0) {
            thread.end(address, addressAt);
        } else {
            step = Step.END;
            mark.begin(thread, address, addressAt);
        }
    }

    private void slow(RuntimeThread thread) {
        switch (step) {
            case FORWARD -> {
                if (thread.answer() == 0) {
                    throw new IllegalStateException(
                            "the object at 0x" + Long.toHexString(address) + " has not been moved with its page");
                }
                address = thread.answer();
                addressAt = thread.answeredAt();
                step = Step.MARK;
            }
            case MARK -> {
                step = Step.HEAL;
                mark.begin(thread, address, addressAt);
            }
            case RELOCATE -> {
                step = Step.RELOCATED;
                relocate.begin(thread, address, addressAt);
            }
            case RELOCATED -> {
                address = thread.answer();
                addressAt = thread.answeredAt();
                relocations += relocate.moved() ? 1 : 0;
                remaps += relocate.moved() ? 0 : 1;
                step = Step.HEAL;
            }
            case HEAL -> heal(thread);
            default -> thread.end(address, addressAt);
        }
    }

    private void heal(RuntimeThread thread) {
        long found = thread.compareAndExchange(place, word, colours.coloured(address));
        if (found == word || (found & bad) == 0) {
            thread.collecting(false);
            thread.end(address, addressAt);
        }
        word = found;
    }
}
