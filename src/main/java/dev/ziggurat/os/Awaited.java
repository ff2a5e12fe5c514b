package dev.ziggurat.os;

/** What a kernel program waits for by BLOCK or HOLD ({@link KernelProgram#awaited}). */
public interface Awaited {
    /**
     * The operation takes effect. Whatever it is that the thread waits for is set off now, if nobody has done it before.
     *
     * @param time the instant, in picoseconds; perhaps later than {@code engine.now()}, for a core runs ahead
     * @return false if there is nothing to wait for: the thread goes on. Otherwise {@link Thread#come} is called, once, later
     */
    boolean begins(Thread thread, long time);

    /**
     * The wait is over: its time is accounted by {@link Thread#spent}, up to the instant.
     *
     * @param time when it came, in picoseconds
     */
    void account(Thread thread, long time);

    /** Whether it is a device that the thread waits for: meanwhile a core that has nothing else to run is in {@code iowait}. */
    default boolean device() {
        return false;
    }

    /** Whether a signal could end the wait, as Linux has it for a timer or a futex; not for a device, a lock of the kernel or memory. */
    default boolean interruptible() {
        return false;
    }
}
