package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.design.Baseline;
import dev.ziggurat.experiment.design.DesignSpec;
import dev.ziggurat.experiment.design.LatinHypercube;
import dev.ziggurat.experiment.design.OneAtATime;
import dev.ziggurat.experiment.design.Product;
import dev.ziggurat.experiment.design.Sobol;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.design.SpaceReader;
import dev.ziggurat.experiment.design.SpaceSchema;
import dev.ziggurat.experiment.plan.SweepSpec.Sampling;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.ConfigReader;
import dev.ziggurat.machine.yaml.Layer;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problems;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Schema;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.machine.yaml.YamlParser;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads sweep files. */
public final class SweepReader {
    /** The packed folder of sweeps. */
    public static final String SWEEPS = "configs/sweeps";

    /** The most references that a warm-up may have, as many as a process may. */
    public static final long LONGEST_WARM_UP = 1_000_000_000_000_000L;

    private static final String MACHINES = "configs/machines";
    private static final String WORKLOADS = "workloads";

    /** For a file whose design cannot be read: one that minds no kind of axis. */
    private static final DesignSpec ANY_DESIGN = new Sobol.Spec(1);

    private final ConfigReader<SweepFile> reader = new ConfigReader<>(SweepFile.class, designs(), SWEEPS);

    /**
     * What the command line says about the sampling; null leaves it to the file.
     *
     * @param firstSeed the first seed, default 1
     * @param warmUp references of each process
     * @param limit in picoseconds of simulated time
     */
    public record Overrides(
            @Nullable Long firstSeed,
            @Nullable Long warmUp,
            @Nullable Long limit) {
        /** Returns them with a file's values where nothing is said. */
        public Sampling over(Sampling file) {
            return new Sampling(
                    Objects.requireNonNullElse(firstSeed, file.firstSeed()),
                    file.seeds(),
                    Objects.requireNonNullElse(warmUp, file.warmUp()),
                    Objects.requireNonNullElse(limit, file.limit()),
                    file.precision());
        }
    }

    private static Registry designs() {
        Registry registry = new Registry();
        Catalog<DesignSpec> designs = registry.catalog("design", DesignSpec.class);
        designs.add("product", Product.Spec.class, "all combinations");
        designs.add("one-at-a-time", OneAtATime.Spec.class, "the first values, and from there each axis alone");
        designs.add("latin-hypercube", LatinHypercube.Spec.class, "a sample, even along every axis");
        designs.add("sobol", Sobol.Spec.class, "a sample, even in space, that can grow");
        return registry;
    }

    /**
     * Reads a sweep file and checks it by itself; whether its paths lead anywhere shows when it is planned.
     *
     * @throws ConfigException with everything that is wrong
     */
    public SweepSpec read(Source source, Overrides overrides) {
        Config<SweepFile> config = keys(source);
        SweepFile file = config.spec();
        Node.Mapping given = (Node.Mapping) config.given();
        Problems problems = new Problems();
        Source machine = referred(Objects.requireNonNull(given.value("machine")), "machine", MACHINES, problems);
        List<Source> workloads = new ArrayList<>();
        for (Node each : items(Objects.requireNonNull(given.value("workloads")))) {
            workloads.add(referred(each, "workloads", WORKLOADS, problems));
        }
        Space space = SpaceReader.read(given, Objects.requireNonNull(file.design()), problems);
        Node relativeTo = given.value("relative-to");
        Baseline baseline = relativeTo == null ? Baseline.NONE : Baseline.read(relativeTo, space, problems);
        refuseTwice(given.value("metrics"), problems);
        if (file.replicate() != null) {
            file.replicate().check(Objects.requireNonNull(file.seeds()), given, problems);
        }
        problems.refuse();
        Node replicate = given.value(ReplicateSpec.KEY);
        Sampling sampling = overrides.over(sampling(file, replicate == null ? Origin.ofDefault() : replicate.origin()));
        return new SweepSpec(
                file.sweep(),
                Objects.requireNonNullElse(file.description(), ""),
                machine,
                workloads,
                space,
                sampling,
                new Comparison(baseline, Objects.requireNonNull(file.alone())),
                Objects.requireNonNull(file.metrics()),
                given.value("metrics"));
    }

    /** What is wrong with the points is told together with what is wrong with other keys. */
    private Config<SweepFile> keys(Source source) {
        try {
            return reader.read(source, List.of());
        } catch (ConfigException e) {
            Problems problems = new Problems();
            problems.add(e);
            Node root = YamlParser.parse(source, Layer.FILE);
            if (root instanceof Node.Mapping map && !map.entries().containsKey("extends")) {
                SpaceReader.read(map, ANY_DESIGN, problems);
            }
            throw new ConfigException(problems.list());
        }
    }

    /** Returns the JSON Schema of a sweep's file; whole machines and workloads may stand in it. */
    public String schema() {
        Schema schema = new Schema();
        return schema.text("a sweep", part(schema));
    }

    /** Writes the part of a schema that a sweep is. */
    public ObjectNode part(Schema schema) {
        Registry plugIns = Catalogs.standard();
        ObjectNode machine = schema.reference("machine", new MachineReader(plugIns)::part);
        ObjectNode workload = schema.reference("workload", new WorkloadReader(plugIns)::part);
        ObjectNode workloads = Schema.typed("array");
        workloads.set("items", Schema.anyOf(List.of(Schema.named(WORKLOADS), workload)));
        schema.where("machine", Schema.anyOf(List.of(Schema.named(MACHINES), machine)));
        schema.where("workloads", Schema.anyOf(List.of(Schema.named(WORKLOADS), workload, workloads)));
        SpaceSchema.into(schema);
        return reader.schema(schema);
    }

    private static Sampling sampling(SweepFile file, Origin replicated) {
        Latency limit = file.limit();
        ReplicateSpec replicate = file.replicate();
        int seeds = Objects.requireNonNull(file.seeds());
        return new Sampling(
                Objects.requireNonNull(file.seed()),
                seeds,
                Objects.requireNonNull(file.warmUp()).value(),
                limit == null ? Long.MAX_VALUE : limit.amount(),
                replicate == null ? null : replicate.precision(seeds, replicated));
    }

    private static List<Node> items(Node node) {
        return node instanceof Node.Sequence list ? list.items() : List.of(node);
    }

    private static Source referred(Node reference, String path, String folder, Problems problems) {
        Source file = reference.origin().source();
        if (reference instanceof Node.Mapping whole) {
            return file.inside(whole);
        }
        try {
            if (!(reference instanceof Node.Scalar)) {
                throw new IllegalArgumentException(
                        "a file, a name or a map of keys stands here, for example './mine.yaml' or 'desktop'");
            }
            return file.referred(reference.text(), folder);
        } catch (IllegalArgumentException e) {
            problems.add(reference.origin(), path, reference.text(), String.valueOf(e.getMessage()));
            return file;
        }
    }

    private static void refuseTwice(@Nullable Node metrics, Problems problems) {
        Set<String> known = new HashSet<>();
        for (Node each : metrics == null ? List.<Node>of() : items(metrics)) {
            if (!known.add(each.text())) {
                problems.add(each.origin(), "metrics", each.text(), "this metric is asked for twice; take one away");
            }
        }
    }

    /**
     * Refuses {@code --set} of what a sweep varies.
     *
     * @throws ConfigException if there is such a setting
     */
    public static void refuseSwept(SweepSpec spec, List<Setting> settings) {
        var conflicts = Setting.conflicts(settings, spec.space().settablePaths());
        if (!conflicts.isEmpty()) {
            throw new ConfigException(conflicts);
        }
    }
}
