package dev.ziggurat.experiment;

import dev.ziggurat.experiment.plan.Needed;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.Manifest;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** What runs came to that are shown but not kept, by their digests. */
    private final Map<String, Outcome> notKept = new LinkedHashMap<>();

    private final Map<Run, Outcome> toKeep = new LinkedHashMap<>();
    /** Runs for which the memory did not suffice. */
    private final List<Run> outOfMemory = new ArrayList<>();

    private final Path manifest;
    private final List<JsonNode> earlierSessions;
    private final Instant started = Instant.now();
    private final Invocation invocation;
    private @Nullable Shard shard;
    private int finished;
    private @Nullable IOException failure;

    /** What ended a worker that nobody expected. */
    private @Nullable Throwable broken;

    private volatile boolean stopped;

    /**
     * What a campaign came to.
     *
     * @param rows the runs that the results need, as far as is known, in the order of the plan; not all of them must have finished; none if
     *     the campaign was stopped
     * @param kept how many of them had finished before
     * @param finished how many have finished now
     * @param failed runs of both kinds that failed, with their outcomes
     */
    public record Result(List<Run> rows, int kept, int finished, Map<Run, Outcome> failed) {
        public Result {
            rows = List.copyOf(rows);
        }

        /** Returns how many different runs there are to simulate, finished or not. */
        public int needed() {
            return (int) rows.stream().map(Run::digest).distinct().count();
        }

        /** Whether the campaign was stopped, so that there is nothing to tell but by whoever stopped it. */
        public boolean stopped() {
            return rows.isEmpty();
        }
    }

    /** Prepares to carry out a plan in its folder. */
    public Campaign(Plan plan, ResultFolder folder, Invocation invocation, SweepListener listener) {
        this.plan = plan;
        this.folder = folder;
        this.invocation = invocation;
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
        return run(terms, null);
    }

    /**
     * Does the same with a cluster.
     *
     * @param opening of what simulates; null for the threads of this process
     */
    public Result run(Terms terms, Cluster.@Nullable Opening opening) throws InterruptedException {
        shard = terms.shard();
        Needed needed = new Needed(plan, this::find);
        Agenda agenda = new Agenda(plan, needed, terms.share(plan).and(folder::lacks), this::tellGrown);
        int kept = count(needed.all().stream().filter(run -> !folder.lacks(run)).toList());
        int threads = Math.min(terms.workers(), agenda.size());
        listener.started(plan, kept, agenda.size(), opening == null ? threads : 0);
        if (threads > 0) {
            writeAccount();
        }
        if (opening == null) {
            simulateHere(agenda, terms, threads);
        } else if (threads > 0) {
            simulateElsewhere(agenda, opening, threads);
        }
        return finish(kept, terms.share(plan));
    }

    private void simulateHere(Agenda agenda, Terms terms, int threads) throws InterruptedException {
        while (agenda.size() > 0 && !stopped && !hasFailed()) {
            Attempt attempt = new Attempt(folder::simulate, terms.patience());
            work(threads, () -> takeRuns(agenda, attempt));
            rethrow();
            tryAgain(agenda, terms.isolation());
        }
    }

    /** What has finished is kept even if the cluster cannot go on. */
    private void simulateElsewhere(Agenda agenda, Cluster.Opening opening, int threads) throws InterruptedException {
        try (Cluster cluster = opening.open()) {
            Dispatch dispatch = new Dispatch(plan, agenda, cluster, this::find, (run, outcome) -> {
                take(run, outcome);
                if (stopped || hasFailed()) {
                    agenda.close();
                }
            });
            work(threads, dispatch::takePoints);
            Throwable cause = dispatch.failure();
            if (cause != null && !stopped) {
                writeUnfinished();
                breakOff(cause);
                rethrow();
            }
        }
    }

    /** Not at the same time as {@link #writeUnfinished}: both write the same files. */
    private synchronized Result finish(int kept, Predicate<Run> share) {
        if (stopped) {
            return new Result(List.of(), kept, finished, Map.of());
        }
        keepOutstanding(share);
        List<Run> rows = rows();
        folder.writeTables(rows, notKept);
        if (finished > 0 || !Manifest.isOf(manifest, plan, rows)) {
            writeAccount();
        } else {
            writeResolved();
        }
        return new Result(rows, kept, finished, failed(rows));
    }

    /** Asked anew: what has finished meanwhile may have decided that no other seed is needed. */
    private List<Run> rows() {
        return new Needed(plan, this::find).all();
    }

    private static int count(List<Run> runs) {
        return (int) runs.stream().map(Run::digest).distinct().count();
    }

    private Optional<Outcome> find(Run run) {
        return folder.find(run).or(() -> shownOnly(run));
    }

    private synchronized Optional<Outcome> shownOnly(Run run) {
        return Optional.ofNullable(notKept.get(run.digest()));
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
        folder.writeTables(rows(), notKept);
        writeAccount();
    }

    /** No further run begins; those under way go on. May be called from any thread. */
    public void stop() {
        stopped = true;
    }

    /** Writes the result files from what has finished so far, for a process that is about to end. */
    public synchronized int writeUnfinished() {
        folder.writeTables(rows(), notKept);
        writeAccount();
        return finished;
    }

    private static void work(int threads, Runnable takes) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(takes, "run-" + i);
            worker.setDaemon(true);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
    }

    private void takeRuns(Agenda agenda, Attempt attempt) {
        try {
            for (Run run = agenda.take(); run != null; run = agenda.take()) {
                simulate(run, attempt);
                if (stopped || hasFailed()) {
                    agenda.close();
                }
                agenda.over(run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // The others must not wait for what came of this run.
            breakOff(e);
            agenda.close();
        }
    }

    private synchronized void breakOff(Throwable e) {
        broken = e;
    }

    private synchronized void rethrow() {
        if (broken instanceof Error error) {
            throw error;
        }
        if (broken instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void simulate(Run run, Attempt attempt) {
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

    private synchronized void putAside(Run run) {
        outOfMemory.add(run);
    }

    /** Those for which the memory did not suffice beside others have it for themselves, one after the other. */
    private void tryAgain(Agenda agenda, @Nullable Isolation isolation) throws InterruptedException {
        List<Run> again = List.copyOf(outOfMemory);
        outOfMemory.clear();
        for (Run run : again) {
            if (stopped || hasFailed()) {
                return;
            }
            take(run, isolation == null ? Attempt.outOfMemory() : alone(run, isolation));
            agenda.look(run);
        }
    }

    private static Outcome alone(Run run, Isolation isolation) throws InterruptedException {
        try {
            return isolation.simulate(run);
        } catch (IOException e) {
            return Outcome.crashed("the memory did not suffice beside other runs, and no process of its own could be"
                    + " started: " + ResultFolder.reason(e));
        }
    }

    private synchronized void tellGrown(int more) {
        listener.grown(more);
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
    private void keepOutstanding(Predicate<Run> share) {
        Map<Run, Outcome> again = new LinkedHashMap<>(toKeep);
        toKeep.clear();
        again.forEach(this::take);
        IOException reason = failure;
        if (reason != null && rows().stream().filter(share).anyMatch(this::isOutstanding)) {
            throw ResultFolder.cannotWrite(folder.path(), reason);
        }
    }

    private boolean isOutstanding(Run run) {
        return folder.lacks(run) && shownOnly(run).isEmpty();
    }

    /** Writes what is simulated, and who does it. */
    private synchronized void writeAccount() {
        writeResolved();
        List<Run> rows = rows();
        Manifest.Session session =
                new Manifest.Session(invocation.arguments(), started, Instant.now(), finished, shard, mayGrow(rows));
        folder.write(ResultFolder.MANIFEST, Manifest.text(plan, rows, invocation.tool(), earlierSessions, session));
    }

    /** Whether a run that has not finished may show that its point needs another. */
    private boolean mayGrow(List<Run> rows) {
        if (plan.spec().sampling().precision() == null) {
            return false;
        }
        Predicate<Run> here = shard == null ? run -> true : shard.of(plan);
        return rows.stream().filter(here).anyMatch(run -> find(run).isEmpty());
    }

    private void writeResolved() {
        folder.write(ResultFolder.RESOLVED, plan.resolved(folder.path()));
    }

    private Map<Run, Outcome> failed(List<Run> rows) {
        Map<Run, Outcome> failed = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Run run : rows) {
            if (seen.add(run.digest())) {
                find(run).filter(outcome -> outcome.status().failed()).ifPresent(outcome -> failed.put(run, outcome));
            }
        }
        return failed;
    }
}
