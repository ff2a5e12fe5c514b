package dev.ziggurat.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

    /** What runs came to that are shown but not kept, by their digests. */
    private final Map<String, Outcome> notKept = new LinkedHashMap<>();

    private final Map<Run, Outcome> toKeep = new LinkedHashMap<>();
    /** Runs for which the memory did not suffice. */
    private final List<Run> outOfMemory = new ArrayList<>();

    private final Path manifest;
    private final List<JsonNode> earlierSessions;
    private final Instant started = Instant.now();
    private final Origin origin;
    private @Nullable Shard shard;
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
     * @throws ExperimentException if an outcome or a result file could not be written
     */
    public Result run(Terms terms) throws InterruptedException {
        shard = terms.shard();
        int kept =
                (int) plan.distinct().stream().filter(run -> !folder.lacks(run)).count();
        List<Run> pending =
                plan.distinct(terms.share(plan)).stream().filter(folder::lacks).toList();
        int threads = Math.min(terms.workers(), pending.size());
        listener.started(plan, kept, pending.size(), threads);
        if (!pending.isEmpty()) {
            writeAccount();
        }
        work(pending, threads, new Attempt(folder::simulate, terms.patience()));
        tryAgain(terms.isolation());
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

    /**
     * Writes the result files of runs that were taken over from other folders.
     *
     * @param folders whose sessions become part of the account
     */
    public void writeMerged(List<Path> folders) {
        Set<JsonNode> sessions = new LinkedHashSet<>(earlierSessions);
        folders.forEach(each -> sessions.addAll(Manifest.sessions(each.resolve(ResultFolder.MANIFEST))));
        earlierSessions.clear();
        earlierSessions.addAll(sessions);
        folder.writeTables(notKept);
        writeAccount();
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

    private void work(List<Run> pending, int threads, Attempt attempt) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> takeRuns(pending, next, attempt), "run-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private void takeRuns(List<Run> pending, AtomicInteger next, Attempt attempt) {
        for (int i = next.getAndIncrement();
                i < pending.size() && !stopped && !hasFailed();
                i = next.getAndIncrement()) {
            Run run = pending.get(i);
            try {
                Pulse pulse = attempt.pulse();
                tellBegun(run, pulse);
                take(run, attempt.simulate(run, pulse));
            } catch (OutOfMemoryError e) {
                putAside(run);
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    private synchronized void putAside(Run run) {
        outOfMemory.add(run);
    }

    /** Those for which the memory did not suffice beside others have it for themselves, one after the other. */
    private void tryAgain(@Nullable Isolation isolation) throws InterruptedException {
        for (Run run : outOfMemory) {
            if (stopped || hasFailed()) {
                return;
            }
            try {
                take(run, isolation == null ? Attempt.outOfMemory() : isolation.simulate(run));
            } catch (IOException e) {
                take(
                        run,
                        Outcome.crashed("the memory did not suffice beside other runs, and no process of its own"
                                + " could be started: " + ResultFolder.reason(e)));
            }
        }
    }

    private synchronized void tellBegun(Run run, Pulse pulse) {
        listener.began(run, pulse);
    }

    private synchronized void take(Run run, Outcome outcome) {
        if (!outcome.status().kept()) {
            notKept.put(run.digest(), outcome);
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
        Manifest.Session session = new Manifest.Session(origin.arguments(), started, Instant.now(), finished, shard);
        folder.write(ResultFolder.MANIFEST, Manifest.text(plan, origin.tool(), earlierSessions, session));
    }

    private void writeResolved() {
        folder.write(ResultFolder.RESOLVED, plan.resolved(folder.path()));
    }

    private Map<Run, Outcome> failed() {
        Map<Run, Outcome> failed = new LinkedHashMap<>();
        for (Run run : plan.distinct()) {
            Outcome outcome = folder.find(run).orElse(notKept.get(run.digest()));
            if (outcome != null && outcome.status().failed()) {
                failed.put(run, outcome);
            }
        }
        return failed;
    }
}
