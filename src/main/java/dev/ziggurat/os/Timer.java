package dev.ziggurat.os;

/** The timer has interrupted: that is all. */
final class Timer extends Interrupt {
    Timer(Kernel kernel) {
        super(kernel.causes.trap(), kernel.costs.trap());
    }

    @Override
    void take(Thread on, long time) {
        // The program that was interrupted looks whether its time is up.
    }
}
