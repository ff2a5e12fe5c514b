package dev.ziggurat.os;

import dev.ziggurat.mmu.AddressSpace;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process: where its addresses lie, how many references it is to do, and what it has done. The cores count when things retire. */
public final class Process {
    /** {@code references:} of a process that runs to the end of its program. */
    public static final long TO_THE_END = Long.MAX_VALUE;

    /** How a process ends that accesses what it may not. */
    public static final String VIOLATION = "segmentation violation";

    /** How a process ends that has more on a stack than the limit allows. */
    public static final String STACK_OVERFLOW = "stack overflow";

    /** How a process ends that accesses a segment behind its end. */
    public static final String LIMIT = "segment limit violation";

    /** How a process ends that accesses a segment as it may not. */
    public static final String RIGHTS = "segment rights violation";

    /** How a process ends for which no memory is left. */
    public static final String OUT_OF_MEMORY = "out of memory";

    /** How a process ends whose program is over. */
    public static final String EXIT = "exit";

    /** How a process ends that has made its references. */
    public static final String DONE = "references";

    /** How a daemon ends that is still there when all others have ended. */
    public static final String WITH_THE_RUN = "with the run";

    private static final long NEVER = Long.MAX_VALUE;

    private final String name;
    private final long base;
    private final long share;
    private final @Nullable AddressSpace space;
    private String end = "running";

    // What has retired since time 0: counted by the cores.
    public long instructions;
    public long loads;
    public long stores;
    public long modifies;
    public long fetches;

    /** References retired: counted by the cores, like the others. */
    public long retired;

    // What its daemons have retired, which is in none of these.
    public long daemonInstructions;
    public long daemonReferences;

    /** References that cores have taken from its programs, but for daemons. */
    public long taken;

    // Faults since time 0, counted by whoever owns memory: those for which no device was read, and the others.
    public long minorFaults;
    public long majorFaults;

    // Of these, the faults of references that a garbage collector made.
    public long collectorMinorFaults;
    public long collectorMajorFaults;

    // What its threads have spent on cores in user mode and in the kernel since time 0, up to when each has left its
    // core last, in picoseconds.
    private long userTime;
    private long systemTime;

    /** How many frames were on the stack that overflowed; -1 if none did. */
    private long overflowDepth = -1;

    private long milestone = NEVER;
    private long limit = NEVER;
    private boolean ended;
    private boolean daemon;

    /** Its own warm-up in references, -1 if it has none. */
    private long warmUp = -1;

    private final List<Thread> threads = new ArrayList<>();

    // Threads that are not over, under an operating system, and those of them that keep it alive.
    private int living;
    int workers;

    // When the first of its threads begins, and when it ended, in picoseconds.
    private long start = NEVER;
    private long endTime = NEVER;

    /** Makes a process whose addresses are not translated. */
    public Process(String name, long base, long share) {
        this(name, base, share, null);
    }

    /**
     * Makes a process.
     *
     * @param name its name in the statistics
     * @param base what is added to its virtual addresses where there is no translation
     * @param share how many references it does after the warm-up, or {@link #TO_THE_END}
     * @param space in which its addresses are translated, null if they are not
     */
    public Process(String name, long base, long share, @Nullable AddressSpace space) {
        this.space = space;
        this.name = name;
        this.base = base;
        this.share = share;
    }

    public String name() {
        return name;
    }

    /** Returns what is added to its virtual addresses where there is no translation. */
    public long base() {
        return base;
    }

    /** Returns the address space in which its addresses are translated, null if they are not. */
    public @Nullable AddressSpace space() {
        return space;
    }

    /** Returns how many references it does after the warm-up. */
    public long share() {
        return share;
    }

    /** Returns the number of references retired: loads, stores and modifies. */
    public long references() {
        return loads + stores + modifies;
    }

    /** It makes so many references before anything counts, whatever the others make; said before the run begins. */
    public Process warmsUpFor(long references) {
        warmUp = references;
        return this;
    }

    /** Returns how many references it makes before anything counts: its own number, or the usual one. */
    long warmUp(long usual) {
        return warmUp < 0 ? usual : warmUp;
    }

    /** It keeps no run alive; said before the run begins. */
    public Process asDaemon() {
        daemon = true;
        return this;
    }

    /** Whether it keeps no run alive. */
    public boolean daemon() {
        return daemon;
    }

    /** Says how it ended: {@code running}, {@code references} (its share is done), {@code exit}, {@link #VIOLATION} or another verdict. */
    public String end() {
        return end;
    }

    /** Returns how many references may be taken from its programs in all. */
    public long limit() {
        return limit;
    }

    /** Returns the number of retired references at which {@link Shares#reached} must be told. */
    public long milestone() {
        return milestone;
    }

    /** Whether it has ended. */
    public boolean ended() {
        return ended;
    }

    /** One of its stacks has overflowed, with so many frames on it. */
    public void overflows(long frames) {
        overflowDepth = frames;
    }

    /** Returns how many frames were on the stack that overflowed, -1 if none did. */
    public long overflowDepth() {
        return overflowDepth;
    }

    void milestone(long references) {
        milestone = references;
    }

    void limit(long references) {
        limit = references;
    }

    /** Whether it was ended by what it did, or because there was no memory for it: neither by its own end nor that of its share. */
    public boolean endedBadly() {
        return ended && !List.of(EXIT, DONE, WITH_THE_RUN).contains(end);
    }

    /** It has ended at a time in picoseconds: its threads take nothing more. */
    void end(String how, long time) {
        ended = true;
        end = how;
        endTime = time;
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).attention = true;
        }
    }

    /** A thread is its own. */
    public void has(Thread thread) {
        threads.add(thread);
    }

    /** A thread is its own, under an operating system. */
    void add(Thread thread, long begins) {
        has(thread);
        begins(begins);
        living++;
        workers += thread.daemon() ? 0 : 1;
    }

    /** A thread of it begins at a time in picoseconds. */
    public void begins(long time) {
        start = Math.min(start, time);
    }

    /** Returns how long it has been there at an instant, in picoseconds: from its start until it ended. */
    private long duration(long instant) {
        return Math.max(0, Math.min(instant, endTime) - start);
    }

    /** Returns its threads, by number. */
    List<Thread> threads() {
        return threads;
    }

    /** Returns when the first of its threads begins, in picoseconds. */
    long start() {
        return start;
    }

    /** A thread of it has left a core, on which it has spent so many picoseconds in user mode and in the kernel. */
    void used(long user, long system) {
        userTime += user;
        systemTime += system;
    }

    /** Returns what its threads have spent on cores in user mode up to when each has left its core last, in picoseconds. */
    long userTime() {
        return userTime;
    }

    /** Returns what its threads have spent on cores in the kernel, as {@link #userTime}. */
    long systemTime() {
        return systemTime;
    }

    /** A thread of it is over; returns whether it was the last. */
    boolean isLeftBy(Thread thread) {
        workers -= thread.daemon() ? 0 : 1;
        return --living == 0;
    }

    /** Describes its counts under {@code process.NAME}. */
    public void describe(Statistics statistics) {
        Section section = statistics.section("process." + name);
        section.counter("instructions", "instructions", "instructions retired in user mode", () -> instructions);
        section.counter(
                "references", "references", "loads, stores and modifies retired in user mode", this::references);
        section.counter(
                "daemon_instructions",
                "instructions",
                "instructions that its daemons retired in user mode, which are in none of its other numbers",
                () -> daemonInstructions);
        section.counter(
                "daemon_references",
                "references",
                "loads, stores and modifies that its daemons retired, which are in none of its other numbers",
                () -> daemonReferences);
        section.counter("loads", "references", "loads retired", () -> loads);
        section.counter("stores", "references", "stores retired", () -> stores);
        section.counter(
                "modifies", "references", "modifies (a load and a store of the same bytes) retired", () -> modifies);
        section.counter(
                "fetches", "fetches", "instruction fetches retired, where the stream carries them", () -> fetches);
        section.time(
                "time_ns",
                "from its start, or the end of the warm-up, until it has ended",
                () -> duration(statistics.instant()));
        section.word(
                "end",
                "how it ended: 'references' (all that the workload file gives it), 'exit', 'with the run' (a daemon), 'segmentation"
                        + " violation', 'segment limit violation', 'segment rights violation', 'stack overflow', 'out of memory',"
                        + " \"unknown system call 'NAME'\"; 'running' if the run was cut short before",
                this::end);
    }

    /** Describes its faults under {@code process.NAME}, for whoever owns memory. */
    public void describeFaults(Statistics statistics) {
        Section section = statistics.section("process." + name);
        section.counter("minor_faults", "faults", "faults for which no device was read", () -> minorFaults);
        section.counter("major_faults", "faults", "faults of what is read from swap", () -> majorFaults);
        section.counter(
                "collector_minor_faults",
                "faults",
                "minor faults of a garbage collector's references, among 'minor_faults'",
                () -> collectorMinorFaults);
        section.counter(
                "collector_major_faults",
                "faults",
                "major faults of a garbage collector's references, among 'major_faults'",
                () -> collectorMajorFaults);
    }
}
