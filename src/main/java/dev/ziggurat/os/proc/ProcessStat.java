package dev.ziggurat.os.proc;

/**
 * The numbers of a process, and the files {@code /proc/PID/stat} and {@code /proc/PID/statm} (Linux, fs/proc/array.c) that show them. Fields about
 * what is not modelled are 0, or what Linux prints for a process that has none: no terminal (-1), no limit of its memory (2<sup>64</sup> - 1), a
 * parent that is told of its end by SIGCHLD (17).
 *
 * @param pid its number, at least 1
 * @param name its name; the file has the first {@value #NAME_LENGTH} characters of it
 * @param state what its threads do
 * @param threads how many threads it has that are not over, now; those too that have yet to begin
 * @param minorFaults its faults that waited for no device
 * @param majorFaults its faults that did
 * @param userTime what its threads have spent on cores in user mode, those that are over too, in picoseconds
 * @param systemTime the same in the kernel
 * @param startTime when it began, in picoseconds
 * @param mappedBytes the bytes of addresses that it may use
 * @param residentBytes those of them that are in memory
 * @param processor the number of the core of its first thread
 */
public record ProcessStat(
        int pid,
        String name,
        State state,
        int threads,
        long minorFaults,
        long majorFaults,
        long userTime,
        long systemTime,
        long startTime,
        long mappedBytes,
        long residentBytes,
        int processor) {
    /** The name's length in the file: Linux's TASK_COMM_LEN, without the zero at its end. */
    public static final int NAME_LENGTH = 15;

    /** The priority of a thread of nice value 0, as the file has it. */
    private static final int PRIORITY = 20;

    private static final String NO_LIMIT = "18446744073709551615";
    private static final int SIGCHLD = 17;
    private static final long PAGE = MemoryCounts.PAGE_KIB << 10;

    /** What a process does. */
    public enum State {
        /** A thread of it has a core or could have one. */
        RUNNING('R'),
        /** None could, and one waits for a device, a lock of the kernel or memory. */
        UNINTERRUPTIBLE('D'),
        /** All sleep, or wait for each other. */
        SLEEPING('S');

        private final char letter;

        State(char letter) {
            this.letter = letter;
        }

        /** Returns the letter of the file. */
        public char letter() {
            return letter;
        }
    }

    /**
     * Returns the file {@code stat}. Its times are rounded down to ticks, each by itself.
     *
     * @param tick the unit of the printed times, in picoseconds; {@link SystemStat#USER_TICK} is Linux's
     */
    public String text(long tick) {
        String comm = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
        return pid + " (" + comm + ") " + state.letter + " 0 " + pid + " " + pid + " 0 -1 0 "
                + minorFaults + " 0 " + majorFaults + " 0 "
                + userTime / tick + " " + systemTime / tick + " 0 0 "
                + PRIORITY + " 0 " + threads + " 0 " + startTime / tick + " "
                + mappedBytes + " " + pages(residentBytes) + " " + NO_LIMIT
                + " 0 0 0 0 0 0 0 0 0 0 0 0 " + SIGCHLD + " " + processor
                + " 0 0 0 0 0 0 0 0 0 0 0 0 0\n";
    }

    /** Returns the file {@code statm}, in pages, rounded up: all that is mapped is private memory of no file, and so is {@code data}. */
    public String memoryText() {
        return pages(mappedBytes) + " " + pages(residentBytes) + " 0 0 0 " + pages(mappedBytes) + " 0\n";
    }

    /** Segments need not end with a page. */
    private static long pages(long bytes) {
        return bytes / PAGE + (bytes % PAGE == 0 ? 0 : 1);
    }
}
