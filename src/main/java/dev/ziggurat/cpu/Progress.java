package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.MemoryLevel;
import org.jspecify.annotations.Nullable;

/** Where an {@link InOrder} core is: its next step and the instant of it, or what it waits for. */
final class Progress {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Engine engine;
    private final Clock clock;
    private final Event core;

    InOrderStep step = InOrderStep.TAKE;

    /** When the next step is, or was if the core waits. */
    long time;

    private Awaited waiting = Awaited.NOTHING;
    private @Nullable PendingStore awaitedStore;

    Progress(Engine engine, Clock clock, Event core) {
        this.engine = engine;
        this.clock = clock;
        this.core = core;
    }

    boolean waits() {
        return waiting != Awaited.NOTHING;
    }

    /** Goes on when the answer to the load or the fetch in hand is there, known or pending. */
    void answer(long served) {
        if (served == MemoryLevel.PENDING) {
            waiting = Awaited.ANSWER;
        } else {
            time = clock.edgeFrom(Math.max(earliest(), served));
        }
    }

    /** Goes on when a store is served: at an instant, or {@link Long#MAX_VALUE} if that is not known. */
    void await(PendingStore store, long until) {
        awaitedStore = store;
        await(Awaited.STORE, until);
    }

    /** Goes on when the next store is served: at an instant, or {@link Long#MAX_VALUE} if that is not known. */
    void awaitAnyStore(long until) {
        await(Awaited.ANY_STORE, until);
    }

    private void await(Awaited what, long until) {
        if (until == UNKNOWN) {
            waiting = what;
        } else {
            time = clock.edgeFrom(Math.max(earliest(), until));
        }
    }

    /** A load or a store takes a cycle at least, whatever answers it: so no program does endless work at one instant. */
    private long earliest() {
        return step == InOrderStep.LOAD_DONE || step == InOrderStep.STORE_DONE ? time + clock.period() : time;
    }

    /** A store is served; the core goes on if it waits for it. */
    void stored(PendingStore store, long served) {
        if (waiting == Awaited.ANY_STORE || (waiting == Awaited.STORE && store == awaitedStore)) {
            resume(served);
        }
    }

    /** What the core waits for has come, or will at an instant. */
    void resume(long from) {
        waiting = Awaited.NOTHING;
        time = clock.edgeFrom(Math.max(Math.max(from, earliest()), engine.now()));
        engine.schedule(core, time);
    }

    /** The core takes its seat again at an instant; if that is {@link Context#LATER}, when the operating system says so. */
    void goOn(long from) {
        step = InOrderStep.WAKE;
        if (from == Context.LATER) {
            waiting = Awaited.SEAT;
        } else if (waiting == Awaited.SEAT) {
            resume(from);
        } else {
            time = clock.edgeFrom(Math.max(time, from));
        }
    }

    /** Returns for what it waits that another component owes it, null if for nothing of the kind. */
    @Nullable
    String owed() {
        return switch (waiting) {
            case NOTHING, SEAT -> null;
            case ANSWER -> "its answer";
            case STORE, ANY_STORE -> "a store";
        };
    }
}
