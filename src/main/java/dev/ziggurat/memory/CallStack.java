package dev.ziggurat.memory;

/** The call frames of a program, which it pushes and pops on the stack of its thread. The stack grows downwards. */
public interface CallStack {
    /** Where a stack begins if nobody says so: below the last page of the lower half of a 48-bit address space, as in Linux (TASK_SIZE_MAX). */
    long TOP = (1L << 47) - (1 << 12);

    /** Says where the stack begins, before the first reference; the first frame ends there. */
    void begin(long top);

    /** Returns how many frames there are from the top down to an address, with the one in which it lies. */
    long frames(long address);

    /** Returns how many frames there have been at once at most. */
    long deepest();

    /** Returns how many frames have been pushed. */
    long calls();
}
