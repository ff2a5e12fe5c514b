package dev.ziggurat.os;

import dev.ziggurat.engine.Event;
import dev.ziggurat.engine.StalledException;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Thread.State;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Objects;
import java.util.Queue;

/**
 * A core as the kernel has it: the thread that runs, those that wait for it, in order, and the interrupts to be taken.
 *
 * <p>Round robin: a thread runs until it blocks or, while others wait, for a quantum; then it goes behind them. An interrupt is taken between two
 * references, in a kernel program too; the end of the quantum only in user mode. A thread that gets a core which another thread had, or none,
 * pays a context switch first. A core without a thread waits for an interrupt.
 */
public final class Processor implements Cpu {
    /** So many faults of one reference end the run: what each brings, another takes away. */
    private static final int MOST_FAULTS = 1000;

    private final Kernel kernel;
    private final KernelCauses causes;
    private final String path;
    private final int number;
    private final Mmu mmu;
    private final int idleCause;
    private final BitSet spaces = new BitSet();
    private final Queue<Thread> ready = new ArrayDeque<>();
    private final Queue<Interrupt> pending = new ArrayDeque<>();
    private final Slice slice = new Slice();
    private final Timer timer;
    private final ContextSwitch contextSwitch;
    private final Thread idle;

    private Seat seat = Unseated.SEAT;
    private Thread current;

    /** Whether the core has been sent to wait: nothing of it runs until the seat is told. */
    private boolean waiting = true;

    private boolean used;
    private int cause;
    private int onDevices;

    // The quantum: since when the thread has had the core, and whether its time is up.
    private long sliceBegan;
    private boolean reschedule;

    Processor(Kernel kernel, String path, Mmu mmu) {
        this.kernel = kernel;
        causes = kernel.causes;
        this.path = path;
        this.mmu = mmu;
        number = kernel.processors().size();
        idle = new Thread(kernel.idleProcess, -1, Idle.PROGRAM);
        idle.pinTo(this);
        timer = new Timer(kernel);
        contextSwitch = new ContextSwitch(kernel);
        idleCause = kernel.simulation.causes().of("idle");
        current = idle;
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
        return current;
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

    /** Whether threads of the address space with a tag have run here. */
    boolean hasRun(int tag) {
        return spaces.get(tag);
    }

    /** The address space with a tag has ended. */
    void forget(int tag) {
        mmu.end(tag);
        spaces.clear(tag);
    }

    /** A thread begins here at an instant. */
    void add(Thread thread, long start) {
        thread.pinTo(this);
        kernel.simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {
                                thread.time.beginAt(start);
                                wake(thread, start);
                            }
                        },
                        start);
    }

    @Override
    public long start(long time) {
        return LATER;
    }

    @Override
    public long attend(long time) {
        Thread thread = current;
        account(thread, time);
        if (thread.process().ended() && !thread.inKernel()) {
            return leave(time);
        }
        Interrupt interrupt = pending.poll();
        thread.attention = !pending.isEmpty();
        if (interrupt == null) {
            cause = causes.trap();
            return time;
        }
        return push(interrupt, time);
    }

    @Override
    public long fault(long address, AccessType access, int fault, long time) {
        Thread thread = current;
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
        current.push(program);
        current.observed = true;
        cause = causes.trap();
        return time;
    }

    /** Accounts the time on the core up to now. */
    private void account(Thread thread, long time) {
        thread.spent(thread.inKernel() ? causes.kernel() : causes.user(), time);
    }

    @Override
    public long operate(Reference operation, long time) {
        account(current, time);
        cause = causes.kernel();
        return switch (operation.kind) {
            case SPEND -> spend(operation, time);
            case BLOCK, HOLD -> await(operation, time);
            case RETURN -> giveBack(time);
            case SYSTEM_CALL -> {
                kernel.calls++;
                yield push(kernel.memory().call(current, operation), time);
            }
            case SLEEP -> sleep(operation.argument0, time);
            case EXIT -> exit(time);
            case KILL -> kill(((KernelProgram) current.program()).verdict(), time);
            default ->
                throw new IllegalStateException(path + ": a program asks the operating system for " + operation.kind);
        };
    }

    private long spend(Reference operation, long time) {
        cause = operation.number;
        long until = time + operation.argument0;
        current.spent(cause, until);
        return until;
    }

    private long await(Reference operation, long time) {
        Thread thread = current;
        Awaited what = ((KernelProgram) thread.program()).awaited();
        // Set before, for what begins may come at once. An interrupt's program may run while the thread HOLDs.
        Awaited held = thread.awaited;
        thread.awaited = what;
        if (!what.begins(thread, time)) {
            thread.awaited = held;
            return time;
        }
        if (operation.kind == Reference.Kind.HOLD) {
            thread.state = State.HOLDING;
            return hold();
        }
        thread.state = State.BLOCKED;
        onDevices += what.device() ? 1 : 0;
        return choose(time);
    }

    private long hold() {
        cause = causes.shootdown();
        waiting = true;
        return LATER;
    }

    private long sleep(long until, long time) {
        if (until <= time) {
            return time;
        }
        Thread thread = current;
        thread.awaited = new Sleep(kernel, thread, until);
        thread.state = State.BLOCKED;
        Objects.requireNonNull(thread.awaited).begins(thread, time);
        return choose(time);
    }

    /** What a thread waited for has come, at an instant. */
    void come(Thread thread, long time) {
        Awaited what = thread.awaited;
        if (thread.state == State.OVER || what == null) {
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
        onDevices -= what.device() ? 1 : 0;
        wake(thread, time);
    }

    /** A thread could run. */
    private void wake(Thread thread, long time) {
        thread.state = State.READY;
        ready.add(thread);
        if (waiting && current == idle) {
            take(ready.remove(), time);
            goOn(time);
        } else {
            armSlice();
        }
    }

    private void goOn(long time) {
        waiting = false;
        seat.goOn(time);
    }

    /** A kernel program is over. */
    private long giveBack(long time) {
        Thread thread = current;
        thread.pop();
        thread.observed = kernel.memory().watchesReferences() || thread.recovery() != null;
        if (thread == idle) {
            return idle.inKernel() ? time : choose(time);
        }
        if (thread.state == State.HOLDING) {
            return thread.program() instanceof Interrupt ? time : hold();
        }
        if (thread.inKernel()) {
            return time;
        }
        if (thread.process().ended()) {
            return leave(time);
        }
        if (reschedule && !ready.isEmpty()) {
            thread.state = State.READY;
            ready.add(thread);
            return choose(time);
        }
        return time;
    }

    /** The thread that ran has left the core: the next one gets it, if there is one. */
    private long choose(long time) {
        Thread next = ready.poll();
        if (next != null) {
            take(next, time);
            return time;
        }
        current = idle;
        if (!pending.isEmpty()) {
            return push(pending.remove(), time);
        }
        waiting = true;
        cause = onDevices > 0 ? causes.iowait() : idleCause;
        return LATER;
    }

    private void take(Thread next, long time) {
        next.spent(causes.scheduler(), time);
        next.state = State.RUNNING;
        current = next;
        next.attention = !pending.isEmpty() || next.process().ended();
        if (used) {
            kernel.contextSwitches++;
            next.push(contextSwitch);
            next.observed = true;
        }
        used = true;
        cause = causes.contextSwitch();
        AddressSpace space = next.process().space();
        if (space != null) {
            mmu.switchTo(space);
            spaces.set(space.tag());
        }
        sliceBegan = time;
        reschedule = false;
        armSlice();
    }

    private void armSlice() {
        if (!ready.isEmpty() && current != idle && !reschedule && !slice.scheduled()) {
            long now = kernel.simulation.engine().now();
            kernel.simulation.engine().schedule(slice, Math.max(now, sliceBegan + kernel.quantum));
        }
    }

    /** A core is interrupted, at an instant that is not before {@code engine.now()}. */
    void interrupt(Interrupt program, long time) {
        kernel.interrupts++;
        if (waiting) {
            account(current, time);
            push(program, time);
            goOn(time);
        } else {
            pending.add(program);
            current.attention = true;
            seat.attention(time);
        }
    }

    private long exit(long time) {
        return current.process().threads == 1 ? kill(Process.EXIT, time) : leave(time);
    }

    /** The process of the thread that runs ends, unless another of its threads has ended it. */
    private long kill(String how, long time) {
        Thread thread = current;
        thread.leaveKernel();
        if (!thread.process().ended()) {
            kernel.shares.ended(thread.process(), how, time);
        }
        return leave(time);
    }

    /** The thread is over; if its process is, so are the others, as soon as they can leave their cores. */
    private long leave(long time) {
        Thread thread = current;
        over(thread, time);
        if (thread.process().ended()) {
            kernel.endThreads(thread.process(), time);
        }
        return choose(time);
    }

    /** A thread of a process that has ended: it is over, or leaves its core when it can. */
    void end(Thread thread, long time) {
        switch (thread.state) {
            case READY -> {
                ready.remove(thread);
                thread.spent(causes.scheduler(), time);
                over(thread, time);
            }
            case BLOCKED -> {
                Awaited what = thread.awaited;
                onDevices -= what != null && what.device() ? 1 : 0;
                thread.spent(causes.killed(), time);
                over(thread, time);
            }
            case RUNNING, HOLDING -> {
                thread.attention = true;
                seat.attention(time);
            }
            default -> {
                // It has not begun, or is over.
            }
        }
    }

    private void over(Thread thread, long time) {
        thread.state = State.OVER;
        thread.time.close(causes.killed(), time);
        kernel.faultEnds(thread);
        kernel.memory().recovered(thread, time);
        if (--thread.process().threads == 0) {
            kernel.memory().ended(thread.process(), time);
        }
    }

    @Override
    public void retired(Reference reference, long time) {
        Thread thread = current;
        if (thread.recovery() != null) {
            kernel.faultEnds(thread);
            kernel.memory().recovered(thread, time);
            thread.observed = kernel.memory().watchesReferences();
        }
        if (kernel.memory().watchesReferences()) {
            kernel.memory().retired(thread, reference);
        }
    }

    /** The end of a quantum. */
    private final class Slice extends Event {
        @Override
        protected void fire() {
            if (current == idle || ready.isEmpty()) {
                return;
            }
            long end = sliceBegan + kernel.quantum;
            if (due() < end) {
                armSlice();
                return;
            }
            reschedule = true;
            if (!current.inKernel()) {
                interrupt(timer, due());
            }
        }
    }
}
