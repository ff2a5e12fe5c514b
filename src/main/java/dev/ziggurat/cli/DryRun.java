package dev.ziggurat.cli;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.Estimate;
import dev.ziggurat.experiment.run.Run;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;

/** What {@code sweep --dry-run} says: how much there is to do, and about how long it takes. */
final class DryRun {
    private static final double MILLION = 1e6;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int LONG = 120;

    private final Plan plan;
    private final List<Run> runs;
    private final int workers;

    DryRun(Plan plan, List<Run> runs, int workers) {
        this.plan = plan;
        this.runs = runs;
        this.workers = workers;
    }

    void print(PrintWriter out) {
        int seeds = plan.spec().sampling().seeds();
        long whole = plan.runs().stream()
                .filter(plan::isFirst)
                .filter(run -> run.setup().alone().isEmpty())
                .count();
        out.println(plan.spec().name() + ": " + amount(plan.points(), "point") + " x " + amount(seeds, "seed") + " = "
                + amount((int) whole, "run"));
        if (plan.spec().comparison().withAlone()) {
            out.println("  and " + amount(plan.distinct(plan::isFirst).size() - (int) whole, "run")
                    + " of single processes");
        }
        if (seeds < plan.spec().sampling().most()) {
            out.println("  and up to " + amount(plan.spec().sampling().most() - seeds, "seed")
                    + " more for each point, by 'replicate'");
        }
        if (plan.leftOut() > 0) {
            out.println("  " + amount(plan.leftOut(), "combination") + " left out by 'where'");
        }
        if (runs.size() < plan.distinct(plan::isFirst).size()) {
            out.println("  " + amount(runs.size(), "run") + " chosen by --only or --shard");
        }
        out.flush();
        Estimate estimate = Estimate.of(runs, DryRun::cpuTime);
        if (estimate.unknown() < runs.size()) {
            out.println("  " + tenths(estimate.references() / MILLION)
                    + " million references; about "
                    + time(estimate.seconds()) + " of CPU time here, "
                    + time(estimate.seconds() / Math.min(workers, runs.size())) + " with "
                    + amount(workers, "worker") + "; Java's start and compiler come on top, 5 to 10 s");
        }
        if (estimate.unknown() > 0) {
            out.println("  " + amount(estimate.unknown(), "run") + " of unknown length: they end by themselves, or by"
                    + " --limit");
        }
        out.flush();
    }

    /** Returns what this thread has had of the processor, in nanoseconds: others on the host do not make a trial longer. */
    private static long cpuTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static String amount(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String tenths(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String time(double seconds) {
        if (seconds < LONG) {
            return tenths(seconds) + " s";
        }
        return seconds < LONG * MINUTE ? tenths(seconds / MINUTE) + " min" : tenths(seconds / HOUR) + " h";
    }
}
