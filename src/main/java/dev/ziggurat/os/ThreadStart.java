package dev.ziggurat.os;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;

/** The instant at which a thread begins. */
final class ThreadStart extends Event {
    private final Engine engine;
    private final Thread thread;
    private final long time;

    ThreadStart(Engine engine, Thread thread, long time) {
        this.engine = engine;
        this.thread = thread;
        this.time = time;
    }

    void schedule() {
        engine.schedule(this, time);
    }

    @Override
    protected void fire() {
        thread.time.beginAt(time);
        thread.processor().ready(thread, time);
    }
}
