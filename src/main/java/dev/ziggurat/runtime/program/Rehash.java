package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Has a table twice as large take the place of a full one. Each chain becomes two, by the bit of the hash that the larger table looks at besides, and its entries
 * stay in their order (HashMap.resize).
 */
final class Rehash extends Routine {
    private static final int CHAINS = 2;

    // The locals.
    private static final int TABLE = HashTable.TABLE;
    private static final int NODE = HashTable.NODE;
    private static final int WIDER = HashTable.BOX + 1;

    /** The first entry of each of the two chains, the one of the lower place first. */
    private static final int FIRST = WIDER + 1;

    /** The last entry of each. */
    private static final int LAST = FIRST + CHAINS;

    /** Behind the locals. */
    static final int END = LAST + CHAINS;

    private final Objects objects;
    private final Objects.Shape entry;

    /** Whether each of the two chains has an entry. */
    private final boolean[] begun = new boolean[CHAINS];

    private int capacity;
    private int chain;
    private int side;
    private int local;
    private Step step = Step.MAKE;

    private enum Step {
        MAKE,
        POLL,
        CHAIN,
        CUT,
        HASH,
        APPEND,
        LAST,
        NEXT,
        LOOK,
        CLOSE,
        PLACE,
        FREE,
        KEEP,
        CLEAR
    }

    Rehash(Objects objects, Objects.Shape entry) {
        this.objects = objects;
        this.entry = entry;
    }

    /** Has a thread make a table of twice so many chains of what is in the one of a local, to which that refers then. */
    void begin(RuntimeThread thread, int chains) {
        capacity = chains;
        chain = 0;
        step = Step.MAKE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case MAKE -> {
                step = Step.POLL;
                objects.make(WIDER, objects.shape(2 * capacity, 0));
            }
            case POLL -> {
                step = chain == capacity ? Step.FREE : Step.CHAIN;
                objects.poll();
            }
            case CHAIN -> {
                step = Step.CUT;
                objects.get(NODE, TABLE, chain);
            }
            case CUT -> cut();
            case CLOSE -> close();
            case PLACE -> {
                step = Step.CLOSE;
                objects.put(WIDER, chain + side * capacity, FIRST + side);
                side++;
            }
            case FREE -> {
                step = Step.KEEP;
                objects.free(TABLE);
            }
            case KEEP -> {
                step = Step.CLEAR;
                local = WIDER;
                objects.copy(TABLE, WIDER);
            }
            case CLEAR -> {
                if (local == END) {
                    thread.end();
                } else {
                    objects.clear(local++);
                }
            }
            default -> split();
        }
    }

    /** Takes a chain out of the table, if there is one. */
    private void cut() {
        if (objects.isNull(NODE)) {
            chain++;
            step = Step.POLL;
        } else {
            begun[0] = false;
            begun[1] = false;
            step = Step.HASH;
            objects.cut(TABLE, chain);
        }
    }

    /** Puts the entry at hand at the end of one of the two chains. */
    private void split() {
        switch (step) {
            case HASH -> {
                side = (objects.load(NODE, entry, HashTable.HASH) & capacity) == 0 ? 0 : 1;
                step = Step.APPEND;
            }
            case APPEND -> {
                step = Step.LAST;
                if (begun[side]) {
                    objects.put(LAST + side, HashTable.LINK, NODE);
                } else {
                    begun[side] = true;
                    objects.copy(FIRST + side, NODE);
                }
            }
            case LAST -> {
                step = Step.NEXT;
                objects.copy(LAST + side, NODE);
            }
            case NEXT -> {
                step = Step.LOOK;
                objects.get(NODE, NODE, HashTable.LINK);
            }
            default -> {
                side = 0;
                step = objects.isNull(NODE) ? Step.CLOSE : Step.HASH;
            }
        }
    }

    /** Ends the next chain that has an entry; its place in the wider table comes after that. */
    private void close() {
        while (side < CHAINS && !begun[side]) {
            side++;
        }
        if (side == CHAINS) {
            chain++;
            step = Step.POLL;
        } else {
            step = Step.PLACE;
            objects.cut(LAST + side, HashTable.LINK);
        }
    }
}
