package dev.ziggurat.os;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.mmu.AddressSpace;

/**
 * The part of the kernel that owns memory. What it does costs time through the programs that it returns: they run on the core that calls, in
 * kernel mode, with physical addresses. Their logical effects happen in the {@code next} that yields a step; whatever depends on the time is
 * set off by an {@link Awaited}.
 */
public interface VirtualMemory {
    /**
     * A reference of a thread cannot be translated. The program ends with RETURN, and the reference is tried again, or with KILL.
     *
     * @param address the virtual address; where a page of a segment failed, the linear one
     * @param fault one of {@link dev.ziggurat.mmu.Fault}
     */
    KernelProgram fault(Thread thread, long address, AccessType access, int fault);

    /** A thread makes a system call; the program gives the answer to {@link Thread#userProgram} before it returns. */
    KernelProgram call(Thread thread, Reference call);

    /** A reference of a thread has retired, to which the thread was {@link Thread#observed}. */
    void retired(Thread thread, Reference reference);

    /**
     * A reference that had faulted is done, or its thread has ended, perhaps within a program of the kernel: what was kept in memory for it may
     * go.
     *
     * @param time when, in picoseconds, not before {@code engine.now()}
     */
    void recovered(Thread thread, long time);

    /**
     * A process has ended and none of its threads is on a core: what it had is free, once nothing under way needs it.
     *
     * @param time when, in picoseconds, not before {@code engine.now()}
     */
    void ended(Process process, long time);

    /** Returns how many bytes of addresses a space may use, asked for or not; 0 if its process has ended. */
    long mapped(AddressSpace space);

    /** Returns how many bytes of a space are in memory; 0 if its process has ended. */
    long resident(AddressSpace space);

    /** Whether {@link #retired} is to be told of every reference. */
    boolean watchesReferences();
}
