package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.run.Digest;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Setup;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Setting;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All runs of a sweep: with each workload the points of its {@link dev.ziggurat.experiment.design.Space}, each with all seeds. The workload changes most slowly, then the points in the
 * order of the design, the seed fastest. Making a plan reads and checks every point, so that nothing is found wrong after hours.
 *
 * @param spec what was asked for, {@code metrics} filled in
 * @param runs in this order; a run's id is its place here
 * @param shown of each workload what {@code resolved.yaml} spells out and lays the values of the sweep over
 * @param leftOut how many combinations of workload and values a condition leaves out
 * @param version of the tool, as result files name it
 */
public record Plan(SweepSpec spec, List<Run> runs, List<Setup> shown, int leftOut, String version) {
    public Plan {
        runs = List.copyOf(runs);
        shown = List.copyOf(shown);
    }

    /**
     * Makes the plan of a sweep.
     *
     * @throws ConfigException with the place of a value, a workload or a metric that cannot be
     * @throws ExperimentException if there are too many runs, or two that are the same
     */
    public static Plan of(SweepSpec spec, List<Setting> settings, Laboratory laboratory, String version) {
        return new Planning(spec, settings, laboratory, version).plan();
    }

    /** Returns how many points there are: combinations of a workload and values. */
    public int points() {
        return runs.get(runs.size() - 1).point() + 1;
    }

    /** Returns the runs of a point, with all seeds that it may need. */
    public List<Run> runsOf(int point) {
        return runs.subList(firstOf(point), firstOf(point + 1));
    }

    /** Returns the id of the first run of a point, or of a later one; the runs of a point lie side by side. */
    private int firstOf(int point) {
        int low = 0;
        int high = runs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (runs.get(middle).point() < point) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns 64 hexadecimal digits that are the same for two plans of the same runs in the same order. */
    public String fingerprint() {
        Digest digest = new Digest();
        runs.forEach(run -> digest.add(run.digest()));
        return digest.hex();
    }

    /** Returns what there is to simulate: the runs without those that are the same as an earlier one, as a process that is alone may be. */
    public List<Run> distinct() {
        return distinct(run -> true);
    }

    /** Returns what there is to simulate for some of the runs. */
    public List<Run> distinct(Predicate<Run> share) {
        Map<String, Run> byDigest = new LinkedHashMap<>();
        runs.stream().filter(share).forEach(run -> byDigest.putIfAbsent(run.digest(), run));
        return List.copyOf(byDigest.values());
    }

    /** Returns what is simulated, of each point once, without its single processes. */
    public List<Setup> setups() {
        return runs.stream()
                .map(Run::setup)
                .filter(setup -> setup.alone().isEmpty())
                .distinct()
                .toList();
    }

    /** Whether a run is needed whatever the others come to: where a precision is asked for these are the first seeds. */
    public boolean isFirst(Run run) {
        return run.limits().seed() - spec.sampling().firstSeed()
                < spec.sampling().seeds();
    }

    /** Returns the digests of all runs. */
    public Set<String> digests() {
        Set<String> digests = new HashSet<>();
        runs.forEach(run -> digests.add(run.digest()));
        return digests;
    }

    /** Returns the text of {@code resolved.yaml} in a folder: names of traces in it start there. */
    public String resolved(Path folder) {
        return Resolved.text(this, folder);
    }

    /** Returns the paths that are varied, in the order of the columns. */
    public List<String> paths() {
        return spec.space().paths();
    }
}
