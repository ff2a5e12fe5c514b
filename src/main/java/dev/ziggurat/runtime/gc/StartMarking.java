package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A new object of the old space is entered as the one to which the first bytes of cards belong: one store for each card that begins in it. */
public final class StartMarking extends Routine {
    private final Cards cards;
    private long object;
    private long at;
    private long end;

    public StartMarking(Cards cards) {
        this.cards = cards;
    }

    /** Has a thread enter an object, if a card begins in it; the answer of the routine before stays. */
    public void begin(RuntimeThread thread, long newObject, long bytes) {
        object = newObject;
        at = cards.ceiling(newObject);
        end = newObject + bytes;
        if (at < end) {
            thread.call(this);
        }
    }

    @Override
    protected void step(RuntimeThread thread) {
        thread.store(cards.start(at), object);
        at += Cards.CARD;
        if (at >= end) {
            thread.end();
        }
    }
}
