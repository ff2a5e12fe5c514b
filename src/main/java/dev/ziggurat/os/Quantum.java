package dev.ziggurat.os;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;

/** How long a thread has its core while others wait for it. As long as nobody waits there is no timer. */
final class Quantum extends Event {
    private final Engine engine;
    private final Processor processor;
    private final long length;
    private long began;

    Quantum(Kernel kernel, Processor processor) {
        engine = kernel.simulation.engine();
        this.processor = processor;
        length = kernel.quantum;
    }

    /** A thread gets the core at an instant. */
    void begin(long time) {
        began = time;
    }

    /** Somebody waits for the core. */
    void limit() {
        if (!scheduled()) {
            engine.schedule(this, Math.max(engine.now(), began + length));
        }
    }

    @Override
    protected void fire() {
        if (!processor.scheduler().contended()) {
            return;
        }
        if (due() < began + length) {
            limit();
        } else {
            processor.quantumOver(due());
        }
    }
}
