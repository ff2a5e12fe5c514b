package dev.ziggurat.os;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Thread.State;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;

/**
 * Who has a core: round robin. A thread runs until it blocks or, while others wait, for a quantum; then it goes behind them. A thread that gets a
 * core which another thread had, or none, pays a context switch first, unless both are new; in its address space the core then translates.
 */
final class Scheduler {
    private final Kernel kernel;
    private final Processor processor;
    private final Mmu mmu;
    private final Queue<Thread> ready = new ArrayDeque<>();
    private final ContextSwitch contextSwitch;
    private final Quantum quantum;
    private final Thread idle;

    /** Tags of the address spaces that the core may have translations of. */
    private final BitSet spaces = new BitSet();

    private Thread current;
    private boolean used;

    /** Whether the thread that runs has not been in user mode since it got the core. */
    private boolean fresh;

    /** Whether the time of the thread that runs is up. */
    private boolean expired;

    /** The process that had the core last, if nobody has it. */
    private Process last;

    // What the core had spent in user mode and in the kernel when the thread that runs got it, in picoseconds.
    private long userBefore;
    private long systemBefore;

    /** Threads of this core that wait for a device. */
    private int onDevices;

    Scheduler(Kernel kernel, Processor processor, Mmu mmu) {
        this.kernel = kernel;
        this.processor = processor;
        this.mmu = mmu;
        contextSwitch = new ContextSwitch(kernel);
        quantum = new Quantum(kernel, processor);
        idle = new Thread(kernel.idleProcess, -1, Idle.PROGRAM);
        idle.pinTo(processor);
        current = idle;
        last = kernel.idleProcess;
    }

    Thread current() {
        return current;
    }

    boolean isIdle() {
        return current == idle;
    }

    /** Returns how many threads wait for the core, without the one that runs. */
    int waiting() {
        return ready.size();
    }

    /** Returns how many threads of this core wait for a device. */
    int onDevices() {
        return onDevices;
    }

    /** Whether threads of the address space with a tag have run here since it began. */
    boolean hasRun(int tag) {
        return spaces.get(tag);
    }

    /** The address space with a tag has ended. */
    void forget(int tag) {
        mmu.end(tag);
        spaces.clear(tag);
    }

    /** A thread could run. */
    void add(Thread thread) {
        thread.state = State.READY;
        ready.add(thread);
        limit();
    }

    private void limit() {
        if (contended()) {
            quantum.limit();
        }
    }

    /** Whether threads wait while one runs, so that its time is limited. */
    boolean contended() {
        return current != idle && !fresh && !ready.isEmpty();
    }

    /** The time of the thread that runs is up. */
    void expire() {
        expired = true;
    }

    /** Whether the thread that runs has to make room. */
    boolean expired() {
        return expired && !ready.isEmpty();
    }

    /** The thread that runs has to wait until something has come. */
    void block(Awaited what) {
        current.state = State.BLOCKED;
        onDevices += what.device() ? 1 : 0;
    }

    /** What a thread waited for has come, or will never. */
    void unblock(Awaited what) {
        onDevices -= what.device() ? 1 : 0;
    }

    /** A thread that waits for the core will never have it. */
    void remove(Thread thread) {
        ready.remove(thread);
    }

    /** The thread that ran has left the core at an instant; the next one has it, or nobody. */
    void next(long time) {
        charge(time);
        current.leavesCore(time);
        last = user();
        Thread next = ready.poll();
        if (next == null) {
            current = idle;
            return;
        }
        next.spent(kernel.causes.scheduler(), time);
        next.state = State.RUNNING;
        current = next;
        fresh = true;
        if (used || next.hasRun) {
            kernel.contextSwitches++;
            next.push(contextSwitch);
        }
        used = true;
        next.hasRun = true;
        AddressSpace space = next.process().space();
        if (space != null) {
            mmu.switchTo(space);
            spaces.set(space.tag());
        }
        expired = false;
        if (!next.inKernel()) {
            entersUser(time);
        }
    }

    /** What the core has spent since the thread that runs got it is its process's; up to an instant at which the core's time is booked. */
    private void charge(long time) {
        long user = userSince(time);
        long system = systemSince(time);
        user().used(user, 0);
        current.process().used(0, system);
        userBefore += user;
        systemBefore += system;
    }

    /** Returns the process whose the core's time in user mode is: a core may book the cycle of a thread's last retirement after it has none. */
    Process user() {
        return current == idle ? last : current.process();
    }

    /** Returns what the core has spent in user mode since the thread that runs got it, up to an instant as of {@link Cpu.Seat#spentOn}. */
    long userSince(long time) {
        return processor.spentOn(CpuTime.USER, time) - userBefore;
    }

    /** Returns what the core has spent in the kernel since the thread that runs got it, as {@link #userSince}. */
    long systemSince(long time) {
        return processor.spentOn(CpuTime.SYSTEM, time) - systemBefore;
    }

    /** The thread that runs goes on in user mode; its quantum counts from the first time on, so that each has some use of it. */
    void entersUser(long time) {
        if (fresh) {
            fresh = false;
            quantum.begin(time);
            current.entersUser(time);
            limit();
        }
    }
}
