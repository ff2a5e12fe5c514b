package dev.ziggurat.os;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import org.jspecify.annotations.Nullable;

/**
 * The operating system as one core meets it. The core runs the program on top of {@link #thread}'s stack. It calls here only when its pipeline
 * and its store buffer are empty: because {@link Thread#attention} is set, because a reference cannot be translated, or because an operation
 * takes effect. Each call says from when the core goes on; by then the thread, and the program on top of its stack, may be others.
 */
public interface Cpu {
    /** The core has nothing to do until its {@link Seat} is told. */
    long LATER = Long.MAX_VALUE;

    /** The core. */
    interface Seat {
        /** A core that was sent to wait goes on at an instant, in picoseconds, not before {@code engine.now()}. */
        void goOn(long time);

        /** The thread that runs has {@link Thread#attention}: if the core has nothing to do it looks, at an instant in picoseconds. */
        void attention(long time);

        /**
         * Returns how long the core has spent on something since time 0, up to an instant that everything has passed; what is under way counts up to
         * there. The times of all that a core spends time on sum to the instant, and no later answer is less.
         *
         * @param time the instant, in picoseconds
         * @return picoseconds
         */
        default long spentOn(CpuTime what, long time) {
            return what == CpuTime.IDLE ? time : 0;
        }
    }

    /** Says whom to tell; called once, before anything else. */
    void seat(Seat core);

    /** Returns the causes of the time in the kernel, null if there is none. */
    default @Nullable KernelCauses kernelCauses() {
        return null;
    }

    /** Returns who runs. */
    Thread thread();

    /**
     * The core begins.
     *
     * @return from when on it runs {@link #thread}, or {@link #LATER}
     */
    long start(long time);

    /** The thread has {@link Thread#attention}; returns when to go on. */
    long attend(long time);

    /**
     * A reference of the thread cannot be translated; it and all that is younger has been put back ({@link Thread#putBack}).
     *
     * @param address the virtual address of its first byte that is not translated
     * @param fault one of {@link dev.ziggurat.mmu.Fault}
     * @return when to go on
     */
    long fault(long address, AccessType access, int fault, long time);

    /** An operation takes effect; returns when to go on. */
    long operate(Reference operation, long time);

    /** Returns the number of the cause to which the core's time is booked until it goes on. */
    int cause();

    /**
     * A reference has retired of a thread that is {@link Thread#observed}.
     *
     * @param time when, in picoseconds
     */
    void retired(Reference reference, long time);
}
