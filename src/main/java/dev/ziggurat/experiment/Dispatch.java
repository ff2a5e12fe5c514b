package dev.ziggurat.experiment;

import dev.ziggurat.experiment.Cluster.Answer;
import dev.ziggurat.experiment.Cluster.Errand;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.PointFile;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands the points of an agenda to a cluster. A point goes as a whole, with all seeds that it turns out to need and the runs of its single processes, so that
 * nothing that one needs is found out elsewhere. Short points go several at once: an errand has a price of its own.
 */
final class Dispatch {
    /** What is handed over at once shall take about so long, in nanoseconds: 5 s. */
    private static final long LONG_ENOUGH = 5_000_000_000L;

    private static final int MOST_POINTS = 64;

    /** So many calls for each place, so that none stands empty between two. */
    private static final int CALLS_PER_PLACE = 2;

    private static final long LOOK_AGAIN_MILLISECONDS = 200;

    private final Plan plan;
    private final Agenda agenda;
    private final Cluster cluster;

    /** What is known of a run. */
    private final Function<Run, Optional<Outcome>> outcomes;

    private final BiConsumer<Run, Outcome> finished;

    private int underWay;
    private long points;
    private long nanoseconds;
    private @Nullable Throwable failure;

    Dispatch(
            Plan plan,
            Agenda agenda,
            Cluster cluster,
            Function<Run, Optional<Outcome>> outcomes,
            BiConsumer<Run, Outcome> finished) {
        this.plan = plan;
        this.agenda = agenda;
        this.cluster = cluster;
        this.outcomes = outcomes;
        this.finished = finished;
    }

    /** Takes points from the agenda until there are no more; several threads do. */
    void takePoints() {
        try {
            for (List<Run> runs = next(); runs != null; runs = next()) {
                try {
                    carryOut(runs);
                    agenda.over(runs);
                } finally {
                    release();
                }
            }
        } catch (InterruptedException e) {
            agenda.close();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // The others must not wait for what came of these points.
            fail(e);
        }
    }

    private @Nullable List<Run> next() throws InterruptedException {
        await();
        List<Run> runs = null;
        try {
            runs = agenda.takePoints(size());
        } finally {
            if (runs == null) {
                release();
            }
        }
        return runs;
    }

    private synchronized void await() throws InterruptedException {
        while (underWay >= CALLS_PER_PLACE * cluster.places()) {
            wait(LOOK_AGAIN_MILLISECONDS);
        }
        underWay++;
    }

    private synchronized void release() {
        underWay--;
        notifyAll();
    }

    /** How many points go at once: as many as take long enough, but no more than leave work for everybody. */
    private synchronized int size() {
        if (points == 0) {
            return 1;
        }
        long enough = LONG_ENOUGH * points / Math.max(1, nanoseconds);
        long fair = (long) agenda.points() / ((long) CALLS_PER_PLACE * cluster.places());
        return (int) Math.max(1, Math.min(MOST_POINTS, Math.min(enough, fair)));
    }

    private void carryOut(List<Run> runs) throws InterruptedException {
        Map<Integer, List<Run>> byPoint = new LinkedHashMap<>();
        runs.forEach(run -> byPoint.computeIfAbsent(run.point(), unknown -> new ArrayList<>())
                .add(run));
        List<Errand> errands = byPoint.values().stream().map(this::errand).toList();
        Answer answer = cluster.carryOut(errands);
        if (!answer.loss().isEmpty() && errands.size() > 1) {
            for (List<Run> one : byPoint.values()) {
                carryOut(one);
            }
            return;
        }
        if (answer.loss().isEmpty()) {
            note(errands.size(), answer.nanoseconds());
        }
        take(runs, answer);
    }

    private synchronized void note(int more, long took) {
        points += more;
        nanoseconds += took;
    }

    private Errand errand(List<Run> wanted) {
        Set<String> digests = wanted.stream().map(Run::digest).collect(Collectors.toSet());
        List<String> skip = new ArrayList<>();
        Map<String, byte[]> known = new LinkedHashMap<>();
        for (Run run : plan.runsOf(wanted.get(0).point())) {
            if (!digests.contains(run.digest()) && !agenda.isFree(run)) {
                skip.add(run.digest());
                if (plan.spec().sampling().precision() != null) {
                    outcomes.apply(run)
                            .ifPresent(outcome -> known.put(run.digest(), PointFile.encode(run.digest(), outcome)));
                }
            }
        }
        return new Errand(wanted.get(0).point(), skip, known);
    }

    /** Of the runs that turned out to be needed meanwhile those count that no other point has brought: a process that is alone may belong to several. */
    private void take(List<Run> wanted, Answer answer) {
        Map<String, Run> asked = new LinkedHashMap<>();
        wanted.forEach(run -> asked.put(run.digest(), run));
        Map<String, Run> more = new LinkedHashMap<>();
        wanted.stream()
                .map(Run::point)
                .distinct()
                .flatMap(point -> plan.runsOf(point).stream())
                .filter(run -> answer.outcomes().containsKey(run.digest()) && !asked.containsKey(run.digest()))
                .forEach(run -> more.putIfAbsent(run.digest(), run));
        more.keySet().retainAll(agenda.claim(more.keySet()));
        asked.putAll(more);
        asked.values().forEach(run -> finished.accept(run, outcome(run, answer)));
    }

    private static Outcome outcome(Run run, Answer answer) {
        byte[] text = answer.outcomes().get(run.digest());
        return Optional.ofNullable(text)
                .flatMap(bytes -> PointFile.decode(run.digest(), bytes))
                .map(outcome -> outcome.withNotesOf(run.setup()))
                .orElseGet(() -> Outcome.crashed(
                        answer.loss().isEmpty() ? "it did not come back from the cluster whole" : answer.loss()));
    }

    private synchronized void fail(Throwable e) {
        failure = failure == null ? e : failure;
        agenda.close();
    }

    /** Returns what made it impossible to go on; null if nothing did. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }
}
