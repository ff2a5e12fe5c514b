package dev.ziggurat.os;

import dev.ziggurat.engine.Event;

/** A thread sleeps until an instant; then a timer interrupts its core. */
final class Sleep extends Event implements Awaited {
    private final Kernel kernel;
    private final Thread thread;
    private final long until;

    Sleep(Kernel kernel, Thread thread, long until) {
        this.kernel = kernel;
        this.thread = thread;
        this.until = until;
    }

    @Override
    public boolean begins(Thread sleeper, long time) {
        kernel.simulation.engine().schedule(this, until);
        return true;
    }

    @Override
    protected void fire() {
        thread.processor().interrupt(new WakeUp(kernel, thread), until);
    }

    @Override
    public void account(Thread sleeper, long time) {
        sleeper.spent(kernel.causes.sleep(), time);
    }
}
