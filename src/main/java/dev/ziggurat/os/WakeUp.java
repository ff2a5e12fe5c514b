package dev.ziggurat.os;

/** An interrupt tells that what a thread waited for has come. */
final class WakeUp extends Interrupt {
    private final Thread thread;

    WakeUp(Kernel kernel, Thread thread) {
        super(kernel.causes.trap(), kernel.costs.trap());
        this.thread = thread;
    }

    Thread thread() {
        return thread;
    }

    @Override
    void take(Thread on, long time) {
        thread.come(time);
    }
}
