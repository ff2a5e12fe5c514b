package dev.ziggurat.runtime.gc.go;

/**
 * When cycles begin and how much work threads owe (Go's mgcpacer.go, 1.19 and newer). It belongs to the collector's thread; what other threads need of it stands in words. Go's
 * constants hold for a least heap of 4 MiB, and are scaled with it.
 */
final class GoPacer {
    /** The share of the processors that marking is to have (gcBackgroundUtilization). */
    static final double UTILIZATION = 0.25;

    /** The smallest goal where GOGC is 100 (defaultHeapMinimum). */
    static final long LEAST_HEAP = 4L << 20;

    /** What a goal is above the level at which the cycle began, at least (minRunway in heapGoalInternal). */
    private static final long RUNWAY = 64L << 10;

    /** What is kept free below the limit, at least, and in percent (memoryLimitMinHeapGoalHeadroom, memoryLimitHeapGoalHeadroomPercent). */
    private static final long HEADROOM = 1L << 20;

    private static final long HEADROOM_PERCENT = 3;

    /** How much is allocated at least before the next cycle, for sweeping (sweepMinHeapDistance), and before which sweeping is to be over. */
    private static final long SWEEP_DISTANCE = 1L << 20;

    /** An assist scans so much at least (gcOverAssistWork). */
    private static final long OVER_ASSIST = 64L << 10;

    /** Between which parts of 64 of the way to the goal the trigger lies (minTriggerRatioNum, maxTriggerRatioNum, triggerRatioDen). */
    private static final long LEAST_TRIGGER = 45;

    private static final long MOST_TRIGGER = 61;
    private static final long TRIGGER_PARTS = 64;

    /** Work that is assumed to be left at least (revise). */
    private static final long LEAST_WORK = 1000;

    private static final double OVERSHOOT = 1.1;
    private static final int PERCENT = 100;

    /** The ratio of the cycles before is remembered of so many (lastConsMark). */
    private static final int REMEMBERED = 4;

    private final long limit;
    private final long least;
    private final int percent;
    private final int processors;
    private final long globals;

    private long marked;
    private long lastHeapScan;
    private long lastFrameScan;
    private double consMark;
    private final double[] last = new double[REMEMBERED];

    private long trigger;
    private long goal;

    /** The bytes of the heap (GOMEMLIMIT), the smallest goal where the percentage is 100, and how much may be allocated for what lives, in percent (GOGC). */
    record Limits(long heap, long least, int percent) {}

    /**
     * Makes it.
     *
     * @param processors the cores of the process (GOMAXPROCS)
     * @param globals the bytes of the globals
     */
    GoPacer(Limits limits, int processors, long globals) {
        limit = limits.heap;
        least = limits.least;
        percent = limits.percent;
        this.processors = processors;
        this.globals = globals;
        commit(0);
    }

    /** Returns one of Go's distances in proportion to the least heap. */
    private long scaled(long distance) {
        return Math.max(1, (long) ((double) distance / LEAST_HEAP * least));
    }

    /** Returns the bytes that an assist scans at least. */
    long overAssist() {
        return scaled(OVER_ASSIST);
    }

    long trigger() {
        return trigger;
    }

    long goal() {
        return goal;
    }

    long globals() {
        return globals;
    }

    /** Returns what a cycle is expected to scan. */
    long expected() {
        return lastHeapScan + lastFrameScan + globals;
    }

    /** A cycle begins at a level of the live heap: its goal is a little above at least, unless it is the limit's. */
    void start(long live) {
        long limited = limitGoal();
        if (goal < limited) {
            goal = Math.min(Math.max(goal, live + scaled(RUNWAY)), limited);
        }
    }

    /** A cycle is over (endCycle and resetLive). */
    void finish(Cycle cycle) {
        if (cycle.live > cycle.triggered && cycle.duration > 0 && cycle.work > 0) {
            double whole = (double) cycle.duration * processors;
            // What is above the share of the background is work of processors that had nothing else to do.
            double idle = Math.max(0, cycle.busy / whole - UTILIZATION);
            double used = Math.min(UTILIZATION + cycle.assisted / whole, 1 - 1 / whole);
            remember((cycle.live - cycle.triggered) * (used + idle) / (cycle.work * (1 - used)));
        }
        marked = cycle.marked;
        lastFrameScan = cycle.frameWork;
        lastHeapScan = Math.max(0, cycle.work - cycle.frameWork - globals);
        commit(marked + scaled(SWEEP_DISTANCE));
    }

    /** The numbers of a cycle. */
    static final class Cycle {
        /** The level of the heap at its end and at its beginning. */
        long live;

        long triggered;

        /** Its work, and that of frames among it. */
        long work;

        long frameWork;

        /** What it has marked. */
        long marked;

        /** How long marking took, in picoseconds, how long threads assisted, and how long the collector's thread marked. */
        long duration;

        long assisted;
        long busy;
    }

    /** Returns the bytes that were scanned in the heap by the last cycle. */
    long lastHeapScan() {
        return lastHeapScan;
    }

    private void remember(double ratio) {
        consMark = ratio;
        for (double earlier : last) {
            consMark = Math.max(consMark, earlier);
        }
        System.arraycopy(last, 1, last, 0, REMEMBERED - 1);
        last[REMEMBERED - 1] = ratio;
    }

    /** Computes the next goal and trigger (commit, heapGoalInternal, trigger). */
    private void commit(long sweepTrigger) {
        long runway = (long) (consMark * ((1 - UTILIZATION) / UTILIZATION) * expected());
        goal = Math.max(marked + (marked + lastFrameScan + globals) * percent / PERCENT, least * percent / PERCENT);
        long from = marked;
        long limited = limitGoal();
        if (limited < goal) {
            goal = limited;
        } else {
            goal = Math.min(limited, Math.max(goal, sweepTrigger));
            from = Math.max(from, Math.min(goal, sweepTrigger));
        }
        if (marked >= goal) {
            trigger = goal;
            return;
        }
        long lowest = Math.max(from, (goal - marked) / TRIGGER_PARTS * LEAST_TRIGGER + marked);
        long highest = Math.max((goal - marked) / TRIGGER_PARTS * MOST_TRIGGER + marked, goal - least);
        trigger = Math.min(Math.max(goal - Math.min(runway, goal), lowest), Math.max(highest, lowest));
    }

    /** Returns the goal that the limit of memory allows (memoryLimitHeapGoal); what is not the heap's does not count. */
    private long limitGoal() {
        long headroom = Math.max(limit / PERCENT * HEADROOM_PERCENT, scaled(HEADROOM));
        long most = limit - headroom < headroom ? Math.min(headroom, limit) : limit - headroom;
        return Math.max(most, marked);
    }

    /** Returns how many pages are to be swept for each byte that is allocated until the next cycle (gcPaceSweeper). */
    double sweepRatio(long live, long pages, long page) {
        long distance = Math.max(trigger - live - scaled(SWEEP_DISTANCE), page);
        return (double) pages / distance;
    }

    /** How far a cycle is. */
    static final class Progress {
        /** The level of the heap, that of the goal, and that at which the cycle began. */
        long live;

        long goal;
        long triggered;

        /** The work so far, that which the cycle should have, and has at most. */
        long work;

        long expected;
        long most;

        /** Returns how many bytes may be allocated for each byte of scan work, so that the cycle is over at its goal (revise). */
        double bytesPerWork(int percent) {
            double towards = goal;
            double toDo = expected;
            if (work > expected) {
                double extended = (towards - triggered) / Math.max(1, toDo) * most + triggered;
                towards = Math.min(extended, (1 + (double) percent / PERCENT) * towards);
                toDo = most;
            }
            if (live > towards) {
                towards *= OVERSHOOT;
                toDo = most;
            }
            return Math.max(1, towards - live) / Math.max(LEAST_WORK, toDo - work);
        }
    }
}
