package dev.ziggurat.experiment.cluster;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.machine.yaml.Source;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that another host needs to make the same plan: the sweep with its machine and workloads spelt out. Only traces are not in it; a host must have them where
 * this one has them, with the same content.
 *
 * @param name of the sweep's file, for messages
 * @param folder that names of traces start at
 * @param text the sweep, as {@code resolved.yaml} has it
 * @param version of the program that planned it
 * @param fingerprint of the plan, to which another host's must be equal
 * @param patience how long a run may take; null for as long as it does
 */
public record Blueprint(
        String name,
        String folder,
        String text,
        String version,
        String fingerprint,
        @Nullable Duration patience) implements Serializable {
    /**
     * Returns that of a plan.
     *
     * @param sweep the file that it was read from
     */
    public static Blueprint of(Plan plan, Source sweep, @Nullable Duration patience) {
        Path folder = Objects.requireNonNull(sweep.resolve(""));
        return new Blueprint(
                sweep.name(), folder.toString(), plan.resolved(folder), plan.version(), plan.fingerprint(), patience);
    }

    /**
     * Makes the plan on this host.
     *
     * @throws ExperimentException if the program has another version or the plan is another
     * @throws dev.ziggurat.machine.yaml.ConfigException if a trace is missing
     */
    public Plan plan() {
        String here = Tool.ofBuild().name();
        if (!here.equals(version)) {
            throw new ExperimentException(
                    "the program is version " + here + " here, and " + version + " where the sweep was started");
        }
        Source source = Source.text(name, Path.of(folder), text);
        SweepReader.Overrides nothing = new SweepReader.Overrides(null, null, null);
        Plan plan = Plan.of(new SweepReader().read(source, nothing), List.of(), new MachineLaboratory(), version);
        if (!plan.fingerprint().equals(fingerprint)) {
            throw new ExperimentException("the sweep comes to other runs here than where it was started: a trace has"
                    + " another content. Hosts must see the same files under the same names");
        }
        return plan;
    }
}
