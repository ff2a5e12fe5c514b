package dev.ziggurat.os;

import dev.ziggurat.memory.Program;

/** A thread of a process: the program it runs, and how far it may go before somebody has to be asked. */
public final class Thread {
    private static final long NEVER = Long.MAX_VALUE;

    private final Process process;
    private final int number;
    private final Program program;

    /** References retired; counted by the core that runs the thread. */
    public long retired;

    /** Whether the program's stream carries instruction fetches; then those are its instructions. */
    public boolean carriesFetches;

    private long milestone = NEVER;
    private long limit = NEVER;
    private boolean ended;

    public Thread(Process process, int number, Program program) {
        this.process = process;
        this.number = number;
        this.program = program;
    }

    public Process process() {
        return process;
    }

    /** Returns the thread's number in the machine, for requests. */
    public int number() {
        return number;
    }

    /** Returns the program that runs. */
    public Program program() {
        return program;
    }

    /** Returns how many references the thread may take from its programs in all. */
    public long limit() {
        return limit;
    }

    /** Returns the number of retired references at which {@link Shares#reached} must be told. */
    public long milestone() {
        return milestone;
    }

    /** Whether the thread has ended. */
    public boolean ended() {
        return ended;
    }

    void milestone(long references) {
        milestone = references;
    }

    void limit(long references) {
        limit = references;
    }

    void end(String how) {
        ended = true;
        process.ended(how);
    }
}
