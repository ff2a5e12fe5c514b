package dev.ziggurat.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Carries out a plan: as many threads as asked for take the runs in their order, each simulates alone and keeps the outcome at once. A run
 * that fails does not disturb the others. If an outcome cannot be kept, no further run begins.
 */
public final class Campaign {
    private final Plan plan;
    private final ResultFolder folder;
    private final SweepListener listener;

    /** What runs came to that are shown but not kept. */
    private final Map<Integer, Outcome> notKept = new LinkedHashMap<>();

    private final Map<Run, Outcome> toKeep = new LinkedHashMap<>();
    private final Path manifest;
    private final List<JsonNode> earlierSessions;
    private final Instant started = Instant.now();
    private final Origin origin;
    private int finished;
    private @Nullable IOException failure;
    private volatile boolean stopped;

    /**
     * What a campaign came to.
     *
     * @param kept runs that had finished before
     * @param finished runs that have finished now
     * @param failed runs of both kinds that failed, with their outcomes
     */
    public record Result(int kept, int finished, Map<Run, Outcome> failed) {}

    /**
     * Who asked for it, for the manifest.
     *
     * @param tool the program
     * @param arguments of its command line
     */
    public record Origin(Tool tool, List<String> arguments) {}

    /** Prepares to carry out a plan in its folder. */
    public Campaign(Plan plan, ResultFolder folder, Origin origin, SweepListener listener) {
        this.plan = plan;
        this.folder = folder;
        this.origin = origin;
        this.listener = listener;
        manifest = folder.path().resolve(ResultFolder.MANIFEST);
        earlierSessions = Manifest.sessions(manifest);
    }

    /**
     * Simulates what has not been simulated yet and writes the result files. What is simulated, and by whom, is written before the first run,
     * so that a folder says so whatever ends the process.
     *
     * @param workers how many runs go on at once, at least 1
     * @throws ExperimentException if an outcome or a result file could not be written
     */
    public Result run(int workers) throws InterruptedException {
        return run(workers, run -> true);
    }

    /**
     * Does the same with some of the runs; the others are left as they are.
     *
     * @param share which runs
     */
    public Result run(int workers, Predicate<Run> share) throws InterruptedException {
        List<Run> pending = new ArrayList<>();
        int kept = 0;
        for (Run run : plan.runs()) {
            if (!folder.lacks(run)) {
                kept++;
            } else if (share.test(run)) {
                pending.add(run);
            }
        }
        int threads = Math.min(workers, pending.size());
        listener.started(plan, kept, pending.size(), threads);
        if (!pending.isEmpty()) {
            writeAccount();
        }
        work(pending, threads);
        if (stopped) {
            return new Result(kept, finished, Map.of());
        }
        keepOutstanding(pending.size());
        folder.writeTables(notKept);
        if (finished > 0 || !Files.exists(manifest)) {
            writeAccount();
        } else {
            writeResolved();
        }
        return new Result(kept, finished, failed());
    }

    /** No further run begins; those under way go on. May be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /** Writes the result files from what has finished so far, for a process that is about to end. */
    public synchronized int writeUnfinished() {
        folder.writeTables(notKept);
        writeAccount();
        return finished;
    }

    private void work(List<Run> pending, int threads) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> takeRuns(pending, next), "run-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private void takeRuns(List<Run> pending, AtomicInteger next) {
        for (int i = next.getAndIncrement();
                i < pending.size() && !stopped && !hasFailed();
                i = next.getAndIncrement()) {
            Run run = pending.get(i);
            try {
                Pulse pulse = new Pulse();
                tellBegun(run, pulse);
                take(run, simulate(run, pulse));
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    /** A bug and an exhausted heap end one run, not the sweep. */
    private Outcome simulate(Run run, Pulse pulse) throws IOException {
        try {
            return folder.simulate(run, pulse);
        } catch (OutOfMemoryError e) {
            return Outcome.crashed("the Java heap is too small for this run; start with ZIGGURAT_JAVA_OPTS=-Xmx8g or"
                    + " fewer --jobs");
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            StackTraceElement[] stack = e.getStackTrace();
            return Outcome.crashed("internal error: " + e + (stack.length > 0 ? " at " + stack[0] : ""));
        }
    }

    private synchronized void tellBegun(Run run, Pulse pulse) {
        listener.began(run, pulse);
    }

    private synchronized void take(Run run, Outcome outcome) {
        if (!outcome.status().kept()) {
            notKept.put(run.id(), outcome);
        } else if (!keep(run, outcome)) {
            toKeep.put(run, outcome);
            return;
        }
        finished++;
        listener.finished(run, outcome);
    }

    private boolean keep(Run run, Outcome outcome) {
        try {
            folder.keep(run, outcome);
            return true;
        } catch (IOException e) {
            failure = e;
            return false;
        }
    }

    private synchronized void fail(IOException e) {
        failure = e;
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    /** When the disk was full, room may have been made while the other workers came to their ends. */
    private synchronized void keepOutstanding(int pending) {
        boolean all = true;
        for (Map.Entry<Run, Outcome> each : toKeep.entrySet()) {
            all &= keep(each.getKey(), each.getValue());
        }
        if (failure != null && !(all && finished + toKeep.size() >= pending)) {
            throw ResultFolder.cannotWrite(folder.path(), failure);
        }
    }

    /** Writes what is simulated, and who does it. */
    private void writeAccount() {
        writeResolved();
        Manifest.Session session = new Manifest.Session(origin.arguments(), started, Instant.now(), finished);
        folder.write(ResultFolder.MANIFEST, Manifest.text(plan, origin.tool(), earlierSessions, session));
    }

    private void writeResolved() {
        folder.write(ResultFolder.RESOLVED, plan.resolved(folder.path()));
    }

    private Map<Run, Outcome> failed() {
        Map<Run, Outcome> failed = new LinkedHashMap<>();
        for (Run run : plan.runs()) {
            Outcome outcome = folder.find(run).orElse(notKept.get(run.id()));
            if (outcome != null && outcome.status().failed()) {
                failed.put(run, outcome);
            }
        }
        return failed;
    }
}
