package dev.ziggurat.report.procps;

import dev.ziggurat.report.ReportException;

/** What {@code top} reads of a process: of the fields of {@code /proc/PID/stat} those that it shows, and memory in KiB. */
final class TopProcess {
    private static final long PAGE_KIB = 4;

    // Fields of stat behind the name, from 0: the state comes first. proc(5) counts it as the third.
    private static final int STATE = 0;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int PRIORITY = 15;
    private static final int NICE = 16;
    private static final int THREADS = 17;

    final long pid;
    final String name;
    final char state;
    final long ticks;
    final String priority;
    final String nice;
    final long threads;
    final long mappedKib;
    final long residentKib;
    final long sharedKib;

    /**
     * Reads the files.
     *
     * @throws ReportException if one of them is none
     */
    TopProcess(ProcessTexts texts) {
        String stat = texts.stat().trim();
        // A name may have any character in it, parentheses too.
        int open = stat.indexOf(" (");
        int close = stat.lastIndexOf(") ");
        if (open < 0 || close < open) {
            throw new ReportException("/proc/PID/stat: no name in parentheses in '" + stat + "'");
        }
        pid = number(stat, stat.substring(0, open));
        name = stat.substring(open + 2, close);
        String[] fields = stat.substring(close + 2).split(" ", -1);
        String[] pages = texts.statm().trim().split(" ", -1);
        if (fields.length <= THREADS || pages.length < 3) {
            throw new ReportException("the files of process " + pid + " are too short: '" + stat + "' and '"
                    + texts.statm().trim() + "'");
        }
        state = fields[STATE].charAt(0);
        ticks = number(stat, fields[USER_TIME]) + number(stat, fields[SYSTEM_TIME]);
        priority = fields[PRIORITY];
        nice = fields[NICE];
        threads = number(stat, fields[THREADS]);
        mappedKib = PAGE_KIB * number(texts.statm(), pages[0]);
        residentKib = PAGE_KIB * number(texts.statm(), pages[1]);
        sharedKib = PAGE_KIB * number(texts.statm(), pages[2]);
    }

    private static long number(String text, String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new ReportException(
                    "the files of a process: '" + word + "' is no number in '" + text.trim() + "'", e);
        }
    }
}
