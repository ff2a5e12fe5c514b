package dev.ziggurat.os;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Simulation;

/** A core without an operating system: it runs one thread and idles after that. A reference that cannot be translated ends the process. */
public final class BareCpu implements Cpu {
    private final String path;
    private final Thread thread;
    private final Shares shares;
    private final int idleCause;
    private final int retiringCause;
    private int cause;

    /** Makes the core of a thread; {@code path} is its name in messages. */
    public BareCpu(Simulation simulation, String path, Thread thread, Shares shares) {
        this.path = path;
        this.thread = thread;
        this.shares = shares;
        idleCause = simulation.causes().of("idle");
        retiringCause = simulation.causes().of("retiring");
        cause = idleCause;
    }

    @Override
    public void seat(Seat core) {
        // Nothing here ever sends the core on.
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public long start(long time) {
        return time;
    }

    @Override
    public long attend(long time) {
        return LATER;
    }

    @Override
    public long fault(long address, AccessType access, int fault, long time) {
        shares.ended(thread.process(), Process.VIOLATION, time);
        return LATER;
    }

    @Override
    public long operate(Reference operation, long time) {
        boolean own = operation.kind == Reference.Kind.CLOCK || operation.kind == Reference.Kind.FENCE;
        cause = own ? retiringCause : idleCause;
        switch (operation.kind) {
            case FENCE -> {
                return time;
            }
            case CLOCK -> {
                thread.program().returned(time);
                return time;
            }
            case SLEEP -> {
                return Math.max(time, operation.argument0);
            }
            case EXIT -> {
                shares.ended(thread.process(), Process.EXIT, time);
                return LATER;
            }
            default ->
                throw new IllegalStateException(path + ": a program asks the operating system for " + operation.kind
                        + ", and this machine has none");
        }
    }

    @Override
    public int cause() {
        return cause;
    }

    @Override
    public void retired(Reference reference, long time) {
        throw new IllegalStateException(path + ": nobody observes " + reference.kind);
    }
}
