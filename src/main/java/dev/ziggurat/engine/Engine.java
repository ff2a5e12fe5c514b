package dev.ziggurat.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The clockwork of one simulation: it fires the pending events in their total order, and knows how far a core may run ahead.
 *
 * <p>A run ends when no event is left (the machine is then drained), when {@link #stop} was called or at {@link #stopAt}. A run that cannot
 * go on ends with a {@link StalledException}: work outstanding and no event left, or more than {@value #MOST_EVENTS_AT_ONCE} events at one
 * instant.
 */
public final class Engine {
    private static final int MOST_EVENTS_AT_ONCE = 10_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final EventQueue queue = new EventQueue();
    private final List<Watched> watched = new ArrayList<>();
    private Sampler sampler = time -> NEVER;
    private long sampleDue = NEVER;
    private long limit = NEVER;
    private long now;
    private int eventsNow;
    private boolean stopped;

    private long events;

    /** Returns the instant of the event that is being fired, in picoseconds. */
    public long now() {
        return now;
    }

    /** Returns the number of events fired since time 0. */
    public long events() {
        return events;
    }

    /** Puts an event into the queue for an instant that is not past; it must not stand there already. */
    public void schedule(Event event, long time) {
        if (time < now || event.scheduled()) {
            throw new IllegalStateException(
                    event.scheduled() ? "event scheduled twice: " + event : "event in the past: " + time + " < " + now);
        }
        queue.add(event, time);
    }

    /** Moves an event to another instant, behind those already scheduled for it; puts it into the queue if it is not there. */
    public void reschedule(Event event, long time) {
        cancel(event);
        schedule(event, time);
    }

    /** Takes an event out of the queue, if it stands there. */
    public void cancel(Event event) {
        if (event.scheduled()) {
            queue.remove(event);
        }
    }

    /** Returns the instant, in picoseconds, strictly before which a core may act without asking: next event, sample or limit. */
    public long horizon() {
        return Math.min(queue.nextDue(), Math.min(sampleDue, limit));
    }

    /**
     * Lets a component go on within its event: if nothing else stands before or at an instant (no event, sample or limit, and the run was not
     * stopped), that instant is now, and the component acts as if it had scheduled its event for it and this had fired. Otherwise nothing
     * has changed, and the component must schedule its event. The order of all events is the same either way; what is saved is the way
     * through the queue.
     *
     * @param time an instant that is not past, in picoseconds
     * @return whether {@code time} is now
     * @throws StalledException if this has been granted without end at one instant
     */
    public boolean advance(long time) {
        if (time >= horizon() || stopped) {
            return false;
        }
        if (time < now) {
            throw new IllegalStateException("an advance into the past: " + time + " < " + now);
        }
        enter(time);
        return true;
    }

    /** Has the simulation looked at, first at {@code time}. */
    public void observe(Sampler observer, long time) {
        sampler = observer;
        sampleDue = time;
    }

    /**
     * Lets the samples happen that are due before or at an instant which a core is about to reach, if nothing else stands before it; the
     * core then goes on. This is what makes sampling invisible: no event is needed to stop a core at a sample. Behind the limit nothing is
     * looked at: a core may want to reach beyond it, but the run does not.
     */
    public void sampleBefore(long time) {
        long last = Math.min(time, limit);
        while (sampleDue <= last && sampleDue <= queue.nextDue()) {
            sampleDue = sampler.sample(sampleDue);
        }
    }

    /** Ends the run at an instant, in picoseconds; events at or after it do not happen. {@code Long.MAX_VALUE} is never. */
    public void stopAt(long time) {
        limit = time;
    }

    /** Ends the run after the event that is being fired. */
    public void stop() {
        stopped = true;
    }

    /** Whether the run was ended by {@link #stop} or has reached {@link #stopAt}. */
    public boolean stopped() {
        return stopped;
    }

    /** Has a component asked what it waits for when the simulation cannot go on. */
    public void watch(Watched component) {
        watched.add(component);
    }

    /**
     * Fires events until none is left or the run is stopped.
     *
     * @throws StalledException if work is outstanding that nothing will ever finish
     */
    public void run() {
        while (!stopped && queue.size() > 0) {
            long due = queue.nextDue();
            if (due >= limit) {
                sampleBefore(limit);
                stopped = true;
                return;
            }
            sampleBefore(due);
            enter(due);
            queue.poll().fire();
        }
        if (!stopped) {
            checkNobodyWaits();
        }
    }

    /** An event happens at an instant. */
    private void enter(long time) {
        if (time != now) {
            now = time;
            eventsNow = 0;
        }
        if (++eventsNow > MOST_EVENTS_AT_ONCE) {
            throw new StalledException("more than " + MOST_EVENTS_AT_ONCE + " events at " + now + " ps" + waiting());
        }
        events++;
    }

    private void checkNobodyWaits() {
        String waiting = waiting();
        if (!waiting.isEmpty()) {
            throw new StalledException("no event is left at " + now + " ps, but work is outstanding" + waiting);
        }
    }

    private String waiting() {
        StringBuilder text = new StringBuilder();
        for (Watched component : watched) {
            String line = component.waitsFor();
            if (line != null) {
                text.append("\n  ").append(line);
            }
        }
        return text.toString();
    }
}
