package dev.ziggurat.os;

import dev.ziggurat.engine.Event;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A thread sleeps until an instant; then a timer interrupts its core. */
final class Sleep extends Event implements Awaited {
    private final Kernel kernel;
    private final long until;
    private @Nullable WakeUp wakeUp;

    Sleep(Kernel kernel, long until) {
        this.kernel = kernel;
        this.until = until;
    }

    @Override
    public boolean begins(Thread sleeper, long time) {
        wakeUp = new WakeUp(kernel, sleeper);
        kernel.simulation.engine().schedule(this, until);
        return true;
    }

    @Override
    protected void fire() {
        WakeUp interrupt = Objects.requireNonNull(wakeUp);
        interrupt.thread().processor().interrupt(interrupt, until);
    }

    @Override
    public boolean interruptible() {
        return true;
    }

    @Override
    public void account(Thread sleeper, long time) {
        sleeper.spent(kernel.causes.sleep(), time);
    }
}
