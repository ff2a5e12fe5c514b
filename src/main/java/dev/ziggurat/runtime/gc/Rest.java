package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread makes a gap of what is left of its buffer, before it takes another. */
public final class Rest extends Routine {
    private final Allocation of;

    public Rest(Allocation of) {
        this.of = of;
    }

    /** Has a thread do so. */
    public void begin(RuntimeThread thread) {
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        long rest = of.end() - of.top();
        if (rest > 0) {
            thread.store(of.top(), ObjectModel.gap(rest));
            of.buffer(0, 0);
        }
        thread.end();
    }
}
