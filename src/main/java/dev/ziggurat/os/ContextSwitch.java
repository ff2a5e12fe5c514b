package dev.ziggurat.os;

import dev.ziggurat.memory.Reference;

/** The change to a thread that has just got the core. */
final class ContextSwitch extends KernelProgram {
    private final Kernel kernel;
    private boolean spent;

    ContextSwitch(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void next(Reference into) {
        spent = !spent;
        if (spent) {
            into.spend(kernel.causes.contextSwitch(), kernel.costs.contextSwitch());
        } else {
            into.operation(Reference.Kind.RETURN);
        }
    }

    @Override
    protected Awaited awaited() {
        throw new IllegalStateException("a context switch waits for nothing");
    }
}
