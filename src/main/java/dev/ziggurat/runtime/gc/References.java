package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.WordBytes;

/**
 * How references stand in memory. Those of objects have a word, or half of one: the address divided by 8, so that 32 GiB can be referred to (HotSpot's
 * compressed oops with a base of zero). Roots always have a word.
 */
public final class References {
    /** Addresses that half a word can name end here. */
    static final long NARROW_END = 1L << 35;

    private static final int SHIFT = 3;

    private final WordStore words;
    private final WordBytes bytes;
    private final boolean narrow;

    /** Makes the way in which the references of a process stand in its words. */
    References(WordStore words, ObjectModel model) {
        this.words = words;
        bytes = new WordBytes(words);
        narrow = model.narrow();
    }

    /** Yields the load of a reference. */
    public long load(RuntimeThread thread, long place) {
        return halved(place) ? thread.loadHalf(place) << SHIFT : thread.load(place);
    }

    /** Yields the load of a reference, the address of whose place came from the load before. */
    public long follow(RuntimeThread thread, long place) {
        return halved(place) ? thread.followHalf(place) << SHIFT : thread.follow(place);
    }

    /** Yields the store of a reference. */
    public void store(RuntimeThread thread, long place, long reference) {
        if (halved(place)) {
            thread.storeHalf(place, reference >>> SHIFT);
        } else {
            thread.store(place, reference);
        }
    }

    /** Returns a reference by looking, which costs nothing: for checks alone. */
    long peek(long place) {
        return halved(place) ? bytes.half(place) << SHIFT : words.read(place);
    }

    private boolean halved(long place) {
        return narrow && !Places.ofRoots(place);
    }
}
