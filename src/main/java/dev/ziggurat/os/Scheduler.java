package dev.ziggurat.os;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Thread.State;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;

/**
 * Who has a core: round robin. A thread runs until it blocks or, while others wait, for a quantum; then it goes behind them. A thread that gets a
 * core which another thread had, or none, pays a context switch first, unless both are new; in its address space the core then translates.
 */
final class Scheduler {
    private final Kernel kernel;
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

    /** Threads of this core that wait for a device. */
    private int onDevices;

    Scheduler(Kernel kernel, Processor processor, Mmu mmu) {
        this.kernel = kernel;
        this.mmu = mmu;
        contextSwitch = new ContextSwitch(kernel);
        quantum = new Quantum(kernel, processor);
        idle = new Thread(kernel.idleProcess, -1, Idle.PROGRAM);
        idle.pinTo(processor);
        current = idle;
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
        current.leavesCore(time);
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
