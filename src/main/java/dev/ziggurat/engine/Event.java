package dev.ziggurat.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens at one instant. An event belongs to its component, stands in the queue at most once at a time and is reused for
 * ever.
 */
public abstract class Event {
    /** The queue's own record of this event: its instant, its rank among equals and where it stands. */
    long due;

    long order;
    int place = EventQueue.NOWHERE;

    @Nullable
    Event after;

    /** Whether this event stands in a queue. */
    public final boolean scheduled() {
        return place != EventQueue.NOWHERE;
    }

    /** Returns the instant, in picoseconds, for which this event is or was last scheduled. */
    public final long due() {
        return due;
    }

    /** Happens. {@link Engine#now()} is the instant for which it was scheduled; the event may schedule itself again. */
    protected abstract void fire();
}
