package dev.ziggurat.os;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;

/**
 * What a thread runs that WAITs for a word or WAKEs who waits: the way into the kernel, where the program is asked for the word, and back. Between
 * the asking and the wait nothing of anybody else happens, so no wake-up is lost. It belongs to one thread, which uses it again and again.
 */
final class WordCall extends KernelProgram implements Awaited {
    private final Kernel kernel;
    private final Thread thread;
    private boolean waits;
    private long address;
    private int most;
    private int step;

    WordCall(Kernel kernel, Thread thread) {
        this.kernel = kernel;
        this.thread = thread;
    }

    /** Begins for a WAIT or a WAKE. */
    WordCall of(Reference operation) {
        waits = operation.kind == Kind.WAIT;
        address = operation.address;
        most = operation.number;
        step = 0;
        return this;
    }

    Thread thread() {
        return thread;
    }

    /** Whether it is about a word of a process. */
    boolean isFor(Process process, long word) {
        return thread.process() == process && address == word;
    }

    @Override
    public void next(Reference into) {
        switch (step++) {
            case 0 -> into.spend(kernel.causes.trap(), kernel.costs.trap());
            case 1 -> into.operation(Kind.BLOCK);
            default -> into.operation(Kind.RETURN);
        }
    }

    @Override
    protected Awaited awaited() {
        return this;
    }

    @Override
    public boolean begins(Thread caller, long time) {
        if (!waits) {
            kernel.words.wake(thread.process(), address, most, time);
            return false;
        }
        if (thread.process().ended() || !thread.userProgram().waits(address)) {
            return false;
        }
        kernel.words.add(this);
        return true;
    }

    @Override
    public boolean interruptible() {
        return true;
    }

    @Override
    public void account(Thread waiting, long time) {
        waiting.spent(kernel.causes.waitForWord(), time);
    }

    @Override
    public String toString() {
        return "thread" + thread.number() + " of process '" + thread.process().name() + "' waits for the word at 0x"
                + Long.toHexString(address);
    }
}
