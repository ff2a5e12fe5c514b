package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * The entries of a {@link HashTable} in the order of their last use, linked both ways as in java.util.LinkedHashMap with access order: the map refers to the one
 * used longest ago and to the one used last.
 */
final class Recency extends Routine {
    // The references of an entry beside that of its chain.
    private static final int BEFORE = 1;
    private static final int AFTER = 2;

    /** How many references an entry has. */
    static final int LINKS = 3;

    // The references of the map beside its table.
    private static final int ELDEST = 1;
    private static final int YOUNGEST = 2;

    /** How many those are. */
    static final int ENDS = 2;

    // The locals.
    private static final int MAP = HashTable.MAP;
    private static final int LAST = HashTable.FREE;
    private static final int PREVIOUS = LAST + 1;
    private static final int NEXT = LAST + 2;

    /** The entry used longest ago, once it was looked for. */
    static final int OLD = LAST + 3;

    private final Objects objects;

    private int entry;
    private Step step = Step.LAST;

    private enum Step {
        // An entry moves from its place to the end.
        LAST,
        LOOK,
        NEXT,
        CUT,
        UNLINK,
        UNLINK_BACK,
        // An entry is put at the end.
        LAST_OF_ALL,
        JOIN,
        JOIN_BACK,
        END,
        // The first one goes.
        FIRST,
        SECOND,
        PROMOTE,
        FORGET
    }

    Recency(Objects objects) {
        this.objects = objects;
    }

    /** Has an entry of a local, which is in the list, be the one used last. */
    void touch(RuntimeThread thread, int local) {
        begin(thread, local, Step.LAST);
    }

    /** Has a new entry of a local be the one used last. */
    void append(RuntimeThread thread, int local) {
        begin(thread, local, Step.LAST_OF_ALL);
    }

    /** Has {@link #OLD} refer to the entry used longest ago, of two at least. */
    void eldest(RuntimeThread thread) {
        begin(thread, OLD, Step.FIRST);
    }

    /** Takes the entry of {@link #OLD} out of the list. */
    void pop(RuntimeThread thread) {
        begin(thread, OLD, Step.SECOND);
    }

    private void begin(RuntimeThread thread, int local, Step first) {
        entry = local;
        step = first;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LAST -> {
                step = Step.LOOK;
                objects.get(LAST, MAP, YOUNGEST);
            }
            case LOOK -> {
                if (objects.same(LAST, entry)) {
                    thread.end();
                } else {
                    step = Step.NEXT;
                    objects.get(PREVIOUS, entry, BEFORE);
                }
            }
            case NEXT, CUT, UNLINK, UNLINK_BACK -> unlink();
            case LAST_OF_ALL -> {
                step = Step.JOIN;
                objects.get(LAST, MAP, YOUNGEST);
            }
            case JOIN, JOIN_BACK -> join();
            case END -> {
                thread.end();
                objects.put(MAP, YOUNGEST, entry);
            }
            case FIRST -> {
                thread.end();
                objects.get(OLD, MAP, ELDEST);
            }
            case SECOND, PROMOTE -> pop();
            case FORGET -> {
                thread.end();
                objects.cut(NEXT, BEFORE);
            }
        }
    }

    /** Takes an entry out of the list that is not the last (afterNodeAccess). */
    private void unlink() {
        switch (step) {
            case NEXT -> {
                step = Step.CUT;
                objects.get(NEXT, entry, AFTER);
            }
            case CUT -> {
                step = Step.UNLINK;
                objects.cut(entry, AFTER);
            }
            case UNLINK -> {
                step = Step.UNLINK_BACK;
                if (objects.isNull(PREVIOUS)) {
                    objects.put(MAP, ELDEST, NEXT);
                } else {
                    objects.put(PREVIOUS, AFTER, NEXT);
                }
            }
            default -> {
                step = Step.JOIN;
                objects.put(NEXT, BEFORE, PREVIOUS);
            }
        }
    }

    /** Puts an entry at the end of the list (linkNodeLast). */
    private void join() {
        if (objects.isNull(LAST)) {
            step = Step.END;
            objects.put(MAP, ELDEST, entry);
        } else if (step == Step.JOIN) {
            step = Step.JOIN_BACK;
            objects.put(entry, BEFORE, LAST);
        } else {
            step = Step.END;
            objects.put(LAST, AFTER, entry);
        }
    }

    /** Has the second of the list be its first (afterNodeRemoval of the eldest). */
    private void pop() {
        if (step == Step.SECOND) {
            step = Step.PROMOTE;
            objects.get(NEXT, OLD, AFTER);
        } else {
            step = Step.FORGET;
            objects.put(MAP, ELDEST, NEXT);
        }
    }
}
