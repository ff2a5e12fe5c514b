package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.Share;

/**
 * Which references are stores: each by a draw of its own, so that no pattern of kinds meets the pattern of the addresses (with every second
 * reference a store, a stride of one line would dirty the odd sets only).
 */
final class StoreShare {
    private static final int BITS = 33;

    private static final Reference.Kind[] KINDS = {Reference.Kind.LOAD, Reference.Kind.STORE};

    private final Draws draws;

    /** The share in units of 2<sup>-33</sup>: 0 never, 2<sup>33</sup> always. */
    private final long threshold;

    StoreShare(Share share, RandomStream random) {
        draws = new Draws(random);
        threshold = (share.billionths() << BITS) / Share.WHOLE;
    }

    /** Whether there are stores at all. */
    boolean any() {
        return threshold != 0;
    }

    /** Returns the kind of the reference at a position; read from a table, because no processor predicts a draw. */
    Reference.Kind at(long position) {
        return threshold == 0 ? Reference.Kind.LOAD : KINDS[(int) (below(position) >>> (Long.SIZE - 1))];
    }

    /** Whether the reference at a position is a store. */
    boolean stores(long position) {
        return threshold != 0 && below(position) < 0;
    }

    /** Returns a number below 0 if the reference at a position is a store. */
    private long below(long position) {
        return (draws.at(position) >>> (Long.SIZE - BITS)) - threshold;
    }
}
