package dev.ziggurat.os;

import dev.ziggurat.stats.Names;

/**
 * The numbers of the causes of what an operating system has threads and cores spend their time on.
 *
 * @param trap the way into the kernel
 * @param kernel a kernel program
 * @param contextSwitch the change from one thread to another
 * @param retry a reference that had faulted, until it is issued again
 * @param scheduler a thread that could run, until it has a core
 * @param shootdown until other cores have forgotten a translation
 * @param pageLock another thread's transfer of the same page
 * @param frameWait until a frame can be had
 * @param sleep until an instant that the program named
 * @param waitForWord until another thread wakes those that wait for a word
 * @param iowait a core without work while a thread of its own waits for a device
 * @param killed what a thread waited for when its process ended
 * @param user a thread's program on a core
 */
public record KernelCauses(
        int trap,
        int kernel,
        int contextSwitch,
        int retry,
        int scheduler,
        int shootdown,
        int pageLock,
        int frameWait,
        int sleep,
        int waitForWord,
        int iowait,
        int killed,
        int user) {
    /** Whether a core whose time goes to a cause is in the kernel. */
    public boolean system(int cause) {
        return cause == kernel || cause == trap || cause == contextSwitch || cause == shootdown;
    }

    /** Returns the numbers in a simulation. */
    public static KernelCauses of(Names causes) {
        return new KernelCauses(
                causes.of("trap"),
                causes.of("kernel"),
                causes.of("context switch"),
                causes.of("retry"),
                causes.of("scheduler"),
                causes.of("shootdown"),
                causes.of("page lock"),
                causes.of("frame wait"),
                causes.of("sleep"),
                causes.of("wait"),
                causes.of("iowait"),
                causes.of("killed"),
                causes.of("user"));
    }
}
