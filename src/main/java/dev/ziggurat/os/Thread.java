package dev.ziggurat.os;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.TimeBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thread: a stack of programs, of which its core runs the top one. The lowest is what the thread does in user mode; an interrupt, a fault or a
 * system call puts a kernel program on top of it, which returns. References that a core has taken from a program and could not finish are put
 * back, and come again before the program is asked for more.
 */
public final class Thread {
    private final Process process;
    private final int number;
    private Stacked[] stack = {new Stacked()};
    private int depth;
    private Stacked top = stack[0];

    /** Whether the stream of the user program carries instruction fetches; then those are its instructions. */
    public boolean carriesFetches;

    /** Whether the core is to take no more references and to ask {@link Cpu#attend}. */
    public boolean attention;

    /** Whether the core must tell {@link Cpu#retired} of each reference. */
    public boolean observed;

    private boolean daemon;

    private final MarkList recovery = new MarkList();
    private boolean recovering;

    /** Where its time goes, from its start to its end; of a thread of an operating system. */
    final TimeBook time = new TimeBook();

    /** What it spends its time on, and until when, if that is not accounted yet. */
    private int spending;

    private long spendsUntil;

    // What the kernel knows of it.
    State state = State.NEW;
    private @Nullable Processor processor;

    /** Whether it has had a core. */
    boolean hasRun;

    private @Nullable Migration migration;

    @Nullable
    Awaited awaited;

    private @Nullable WordCall wordCall;

    /** How often the reference at hand has faulted. */
    int faults;

    /** What a thread does. */
    enum State {
        NEW,
        /** It waits for its core. */
        READY,
        RUNNING,
        /** It has left its core until something has come. */
        BLOCKED,
        /** It is on its core, which waits with it. */
        HOLDING,
        OVER
    }

    /** Makes a thread that runs a program in user mode. */
    public Thread(Process process, int number, Program program) {
        this.process = process;
        this.number = number;
        push(program);
    }

    public Process process() {
        return process;
    }

    /** Returns the thread's number in the machine, for requests. */
    public int number() {
        return number;
    }

    /** It keeps no run alive, and what it does counts apart; said before it is added to a kernel. */
    public Thread asDaemon() {
        daemon = true;
        return this;
    }

    /** Whether it keeps no run alive, and what it does counts apart. */
    public boolean daemon() {
        return daemon;
    }

    /** Returns the program that runs. */
    public Program program() {
        return top.program;
    }

    /** Returns the program that runs in user mode. */
    public Program userProgram() {
        return stack[0].program;
    }

    /** Whether a kernel program runs. */
    public boolean inKernel() {
        return depth > 1;
    }

    /** Whether references come from the user program itself, and nobody wants to know when they retire. */
    public boolean plain() {
        return depth == 1 && top.count == 0 && !attention && !observed;
    }

    /**
     * A reference has faulted; until it is done the thread's list goes on.
     *
     * @param begun when the reference began, in picoseconds
     * @param between the cause of the time between an earlier fault of the same reference and then
     * @return the list, which ends there
     */
    public MarkList faulted(long begun, int between) {
        if (recovering) {
            recovery.spent(between, begun);
        } else {
            recovering = true;
            observed = true;
            recovery.begin(begun);
        }
        return recovery;
    }

    /** Returns the list of the reference that has faulted, null if there is none that is not done. */
    public @Nullable MarkList recovery() {
        return recovering ? recovery : null;
    }

    /** Writes the next reference of the program that runs. */
    public void next(Reference into) {
        if (top.count == 0) {
            top.program.next(into);
        } else {
            top.takeBack(into);
        }
    }

    /** A reference comes again before all others; whoever puts several back begins with the youngest. */
    public void putBack(Reference reference) {
        top.putBack(reference);
    }

    /** Whether a garbage collector makes the reference that was put back and comes again first in user mode. */
    private boolean collects() {
        return stack[0].count > 0 && stack[0].back[stack[0].first].collector;
    }

    /** Its reference, which is put back, has faulted, and no device is read. */
    public void minorFault() {
        process.minorFaults++;
        process.collectorMinorFaults += collects() ? 1 : 0;
    }

    /** Its reference, which is put back, has faulted, and a device is read. */
    public void majorFault() {
        process.majorFaults++;
        process.collectorMajorFaults += collects() ? 1 : 0;
    }

    /** A reference that had faulted is done. */
    void recovered() {
        recovering = false;
        faults = 0;
    }

    /** It spends its time on a cause until an instant, in picoseconds; accounted when that has come, or when the thread ends before. */
    void spends(int cause, long until) {
        spending = cause;
        spendsUntil = until;
    }

    /** Accounts its time up to an instant, in picoseconds, to a cause; that of a reference that has faulted too. */
    public void spent(int cause, long until) {
        settleSpending(until);
        book(cause, until);
    }

    private void settleSpending(long until) {
        if (spendsUntil > time.settled()) {
            book(spending, Math.min(until, spendsUntil));
        }
    }

    private void book(int cause, long until) {
        time.spend(cause, until);
        if (recovering && until > recovery.end()) {
            recovery.spent(cause, until);
        }
    }

    /** Accounts its time up to an instant as a list says; what lies before the list goes to another cause. */
    public void spent(MarkList list, int before, long until) {
        settleSpending(list.start());
        time.follow(list, before, until);
        if (recovering) {
            recovery.follow(list, before);
        }
    }

    /** The run is over at an instant, in picoseconds. */
    void finishAt(KernelCauses causes, long end) {
        switch (state) {
            case NEW -> time.beginAt(end);
            case READY -> close(causes.scheduler(), end);
            case RUNNING, HOLDING -> close(inKernel() ? causes.kernel() : causes.user(), end);
            case BLOCKED -> close(causes.killed(), end);
            case OVER -> {
                // Its books have closed.
            }
        }
    }

    /** Its time ends at an instant, in picoseconds, up to which it goes to a cause. */
    void close(int cause, long end) {
        settleSpending(end);
        time.close(cause, end);
    }

    /** What it waited for has come, at an instant in picoseconds that is not before {@code engine.now()}. */
    public void come(long at) {
        processor().come(this, at);
    }

    /** Returns its core. */
    public Processor processor() {
        return Objects.requireNonNull(processor, "no operating system");
    }

    /** Returns what it runs to wait for a word or to wake others. */
    WordCall wordCall(Kernel kernel) {
        if (wordCall == null) {
            wordCall = new WordCall(kernel, this);
        }
        return wordCall;
    }

    void pinTo(Processor core) {
        processor = core;
    }

    /** It goes round some cores, and begins on the first of them. */
    void moveBy(Migration round) {
        migration = round;
    }

    /** It is in user mode from an instant on, for the first time since it got its core. */
    void entersUser(long at) {
        if (migration != null) {
            migration.runs(at);
        }
    }

    /** It leaves its core at an instant, to wait or because another has it. */
    void leavesCore(long at) {
        if (migration != null) {
            migration.pauses(at);
        }
    }

    /** Returns the core on which it is to go on, null if it stays where it is. */
    @Nullable
    Processor nextCore() {
        return migration != null && migration.isUp() ? migration.next() : null;
    }

    boolean runnable() {
        return state == State.READY || state == State.RUNNING || state == State.HOLDING;
    }

    /** Whether it waits for something that no signal could end. */
    boolean uninterruptible() {
        Awaited what = awaited;
        return state == State.BLOCKED && what != null && !what.interruptible();
    }

    /** Nothing of the kernel is left on the stack. */
    void leaveKernel() {
        depth = 1;
        top = stack[0];
    }

    /** Describes its time under {@code process.NAME.threadN}, with its number in the machine. */
    void describe(Statistics statistics, Names causes) {
        Section section = statistics.section("process." + process.name() + ".thread" + number);
        List<String> names = new ArrayList<>(causes.all());
        for (int i = 0; i < names.size(); i++) {
            int cause = i;
            section.time(
                    names.get(i).replace(' ', '_') + "_ns",
                    "time of the thread spent in '" + names.get(i) + "'",
                    () -> time.sum(cause));
        }
        section.time("total_ns", "time of the thread, all causes", time::total);
    }

    void push(Program program) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
            for (int i = depth; i < stack.length; i++) {
                stack[i] = new Stacked();
            }
        }
        top = stack[depth++];
        top.program = program;
        top.count = 0;
    }

    void pop() {
        top = stack[--depth - 1];
    }

    /** A program on the stack, and what was put back of it: a ring. */
    private static final class Stacked {
        private Program program = Idle.PROGRAM;
        private Reference[] back = {new Reference(), new Reference()};
        private int first;
        private int count;

        void putBack(Reference reference) {
            if (count == back.length) {
                grow();
            }
            first = (first - 1) & (back.length - 1);
            back[first].copy(reference);
            count++;
        }

        void takeBack(Reference into) {
            into.copy(back[first]);
            first = (first + 1) & (back.length - 1);
            count--;
        }

        private void grow() {
            Reference[] larger = new Reference[2 * back.length];
            for (int i = 0; i < larger.length; i++) {
                larger[i] = i < back.length ? back[(first + i) & (back.length - 1)] : new Reference();
            }
            back = larger;
            first = 0;
        }
    }
}
