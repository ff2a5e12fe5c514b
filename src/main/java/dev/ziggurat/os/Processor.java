package dev.ziggurat.os;

import dev.ziggurat.engine.StalledException;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Thread.State;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A core as the kernel has it: what it is told to do next, and the interrupts that it has to take. An interrupt is taken between two references, of
 * a kernel program too; the end of a quantum only in user mode. A core without a thread waits for an interrupt.
 */
public final class Processor implements Cpu {
    /** So many faults of one reference end the run: what each brings, another takes away. */
    private static final int MOST_FAULTS = 1000;

    private final Kernel kernel;
    private final KernelCauses causes;
    private final String path;
    private final int number;
    private final Mmu mmu;
    private final Scheduler scheduler;
    private final Queue<Interrupt> pending = new ArrayDeque<>();
    private final Timer timer;
    private final int idleCause;
    private final int retiringCause;
    private Seat seat = Unseated.SEAT;

    /** Whether the core has been sent to wait: nothing of it runs until the seat is told. */
    private boolean waiting = true;

    private int cause;

    Processor(Kernel kernel, String path, Mmu mmu) {
        this.kernel = kernel;
        causes = kernel.causes;
        this.path = path;
        number = kernel.processors().size();
        this.mmu = mmu;
        scheduler = new Scheduler(kernel, this, mmu);
        timer = new Timer(kernel);
        idleCause = kernel.simulation.causes().of("idle");
        retiringCause = kernel.simulation.causes().of("retiring");
        cause = idleCause;
    }

    @Override
    public void seat(Seat core) {
        seat = core;
    }

    @Override
    public KernelCauses kernelCauses() {
        return causes;
    }

    @Override
    public Thread thread() {
        return scheduler.current();
    }

    @Override
    public int cause() {
        return cause;
    }

    /** Returns the core's number, from 0. */
    public int number() {
        return number;
    }

    Mmu mmu() {
        return mmu;
    }

    /** Returns who has the core. */
    Scheduler scheduler() {
        return scheduler;
    }

    /** Returns how long the core has spent on something up to an instant, as {@link Cpu.Seat#spentOn}. */
    long spentOn(CpuTime what, long time) {
        return seat.spentOn(what, time);
    }

    /** A thread begins here at an instant. */
    void add(Thread thread, long start) {
        thread.pinTo(this);
        new ThreadStart(kernel.simulation.engine(), thread, start).schedule();
    }

    @Override
    public long start(long time) {
        return LATER;
    }

    @Override
    public long attend(long time) {
        Thread thread = thread();
        account(thread, time);
        if (thread.process().ended() && !thread.inKernel()) {
            return leave(time);
        }
        Interrupt interrupt = pending.poll();
        thread.attention = !pending.isEmpty();
        cause = causes.trap();
        return interrupt == null ? time : push(interrupt, time);
    }

    @Override
    public long fault(long address, AccessType access, int fault, long time) {
        Thread thread = thread();
        account(thread, time);
        kernel.faults++;
        if (++thread.faults > MOST_FAULTS) {
            throw new StalledException(path + ": " + access + " 0x" + Long.toHexString(address) + " of process '"
                    + thread.process().name() + "' has faulted " + MOST_FAULTS
                    + " times: there is too little memory for the pages that it needs at once");
        }
        return push(kernel.memory().fault(thread, address, access, fault), time);
    }

    private long push(KernelProgram program, long time) {
        thread().push(program);
        cause = causes.trap();
        return time;
    }

    /** Accounts the thread's time on the core up to now. */
    private void account(Thread thread, long time) {
        thread.spent(thread.inKernel() ? causes.kernel() : causes.user(), time);
    }

    @Override
    public long operate(Reference operation, long time) {
        Thread thread = thread();
        account(thread, time);
        cause = causes.kernel();
        return switch (operation.kind) {
            case SPEND -> spend(operation, time);
            case BLOCK, HOLD -> await(((KernelProgram) thread.program()).awaited(), operation.kind, time);
            case RETURN -> giveBack(time);
            case SYSTEM_CALL -> call(kernel.memory().call(thread, operation), time);
            case WAIT, WAKE -> call(thread.wordCall(kernel).of(operation), time);
            case FENCE -> goOnAt(time);
            case CLOCK -> {
                thread.program().returned(time);
                yield goOnAt(time);
            }
            case SLEEP ->
                operation.argument0 <= time
                        ? time
                        : await(new Sleep(kernel, operation.argument0), Reference.Kind.BLOCK, time);
            case EXIT -> exit(time);
            case KILL -> kill(((KernelProgram) thread.program()).verdict(), time);
            default ->
                throw new IllegalStateException(path + ": a program asks the operating system for " + operation.kind);
        };
    }

    private long call(KernelProgram program, long time) {
        kernel.calls++;
        return push(program, time);
    }

    /** The program goes on as after any other instruction. */
    private long goOnAt(long time) {
        cause = retiringCause;
        return time;
    }

    private long spend(Reference operation, long time) {
        cause = operation.number;
        long until = time + operation.argument0;
        thread().spends(cause, until);
        return until;
    }

    private long await(Awaited what, Reference.Kind how, long time) {
        Thread thread = thread();
        // Set before, for what begins may come at once. An interrupt's program may run while the thread HOLDs.
        Awaited held = thread.awaited;
        thread.awaited = what;
        if (!what.begins(thread, time)) {
            thread.awaited = held;
            return time;
        }
        if (how == Reference.Kind.HOLD) {
            thread.state = State.HOLDING;
            return hold();
        }
        scheduler.block(what);
        return next(time);
    }

    private long hold() {
        cause = causes.shootdown();
        waiting = true;
        return LATER;
    }

    /** What a thread of this core waited for has come, at an instant. */
    void come(Thread thread, long time) {
        Awaited what = thread.awaited;
        if (what == null) {
            return;
        }
        thread.awaited = null;
        what.account(thread, time);
        if (thread.state == State.HOLDING) {
            thread.state = State.RUNNING;
            if (waiting) {
                goOn(time);
            }
            return;
        }
        scheduler.unblock(what);
        ready(thread, time);
    }

    /** A thread could run from an instant on. */
    void ready(Thread thread, long time) {
        scheduler.add(thread);
        if (waiting && scheduler.isIdle()) {
            scheduler.next(time);
            goOn(time);
        }
    }

    private void goOn(long time) {
        waiting = false;
        seat.goOn(time);
    }

    /** A kernel program is over. */
    private long giveBack(long time) {
        Thread thread = thread();
        thread.pop();
        if (thread.state == State.HOLDING && !(thread.program() instanceof Interrupt)) {
            return hold();
        }
        if (thread.inKernel()) {
            return time;
        }
        if (scheduler.isIdle()) {
            return next(time);
        }
        thread.observed = kernel.memory().watchesReferences() || thread.recovery() != null;
        if (thread.process().ended()) {
            return leave(time);
        }
        Processor other = thread.nextCore();
        if (other != null) {
            return move(thread, other, time);
        }
        if (scheduler.expired()) {
            scheduler.add(thread);
            return next(time);
        }
        scheduler.entersUser(time);
        return time;
    }

    /** The thread that ran goes on on another core; here the next one does. */
    private long move(Thread thread, Processor other, long time) {
        kernel.migrations++;
        long from = next(time);
        thread.attention = thread.process().ended();
        thread.pinTo(other);
        other.ready(thread, time);
        return from;
    }

    /** The thread that ran has left the core; the next one gets it, or an interrupt. */
    private long next(long time) {
        scheduler.next(time);
        thread().attention = !pending.isEmpty() || thread().process().ended();
        if (!scheduler.isIdle()) {
            return time;
        }
        if (!pending.isEmpty()) {
            return push(pending.remove(), time);
        }
        waiting = true;
        cause = scheduler.onDevices() > 0 ? causes.iowait() : idleCause;
        return LATER;
    }

    /** The core is interrupted, at an instant that is not before {@code engine.now()}. */
    void interrupt(Interrupt program, long time) {
        kernel.interrupts++;
        if (waiting) {
            if (!scheduler.isIdle()) {
                // It holds; the wait goes on afterwards.
                thread().spent(cause, time);
            }
            push(program, time);
            goOn(time);
        } else {
            pending.add(program);
            thread().attention = true;
            seat.attention(time);
        }
    }

    /** The quantum of the thread that runs is over, at an instant: it goes behind the others when it is in user mode. */
    void quantumOver(long time) {
        scheduler.expire();
        timeUp(timer, time);
    }

    /** A time of the thread that runs is up, at an instant: what follows from that does in user mode. */
    void timeUp(Timer by, long time) {
        if (!thread().inKernel()) {
            interrupt(by, time);
        }
    }

    private long exit(long time) {
        boolean last = !thread().daemon() && thread().process().workers == 1;
        return last ? kill(Process.EXIT, time) : leave(time);
    }

    private long kill(String how, long time) {
        thread().leaveKernel();
        Process process = thread().process();
        if (!process.ended()) {
            kernel.shares.ended(process, how, time);
        }
        return leave(time);
    }

    /** The thread is over; if its process is, so are the others, as soon as they can leave their cores. */
    private long leave(long time) {
        Thread thread = thread();
        kernel.over(thread, time);
        if (thread.process().ended()) {
            kernel.endThreads(thread.process(), time);
        }
        return next(time);
    }

    /** A thread of this core belongs to a process that has ended: it is over, or leaves the core when it can. */
    void end(Thread thread, long time) {
        if (thread.state == State.RUNNING || thread.state == State.HOLDING) {
            thread.attention = true;
            seat.attention(time);
        } else if (thread.state != State.NEW) {
            Awaited what = thread.awaited;
            if (what == null) {
                scheduler.remove(thread);
            } else {
                scheduler.unblock(what);
            }
            kernel.over(thread, time);
        }
    }

    @Override
    public void retired(Reference reference, long time) {
        Thread thread = thread();
        VirtualMemory memory = kernel.memory();
        if (thread.recovery() != null) {
            kernel.recovered(thread, time);
            thread.observed = memory.watchesReferences();
        }
        if (memory.watchesReferences()) {
            memory.retired(thread, reference);
        }
    }
}
