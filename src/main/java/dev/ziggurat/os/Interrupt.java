package dev.ziggurat.os;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;

/** What a core runs when it is interrupted: the way into the kernel and, when that is over, one effect. */
abstract class Interrupt extends KernelProgram implements Awaited {
    private final int cause;
    private final long trap;
    private int step;

    /** Makes a program that spends {@code trap} picoseconds for a cause before its effect. */
    Interrupt(int cause, long trap) {
        this.cause = cause;
        this.trap = trap;
    }

    /** Does what the interrupt is for, at an instant in picoseconds. */
    abstract void take(Thread on, long time);

    @Override
    public final void next(Reference into) {
        switch (step++) {
            case 0 -> into.spend(cause, trap);
            case 1 -> into.operation(Kind.BLOCK);
            default -> {
                step = 0;
                into.operation(Kind.RETURN);
            }
        }
    }

    @Override
    protected final Awaited awaited() {
        return this;
    }

    @Override
    public final boolean begins(Thread thread, long time) {
        take(thread, time);
        return false;
    }

    @Override
    public final void account(Thread thread, long time) {
        throw new IllegalStateException("an interrupt waits for nothing");
    }
}
