package dev.ziggurat.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the JVM knows of the CPU time and the allocations of this thread, and of the whole process. */
final class Clocks {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Clocks() {}

    /** Returns the CPU time of this thread, user and system, in nanoseconds. */
    static long threadNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Returns the CPU time of all threads of this process so far, compiler and collector among them, in nanoseconds. */
    static long processNanos() {
        return PROCESS.getProcessCpuTime();
    }

    /** Returns the bytes that this thread has allocated so far. */
    static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
