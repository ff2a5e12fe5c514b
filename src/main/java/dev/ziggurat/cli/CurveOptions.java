package dev.ziggurat.cli;

import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.experiment.plan.LoadedLatency;
import dev.ziggurat.experiment.plan.LoadedLatency.Question;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.LoadGenerators;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code ziggurat curve} that say what is asked, and the sweep that they make. */
final class CurveOptions {
    private static final int FEWEST_POINTS = 3;
    private static final int MOST_POINTS = 200;

    /** One of the cores that a machine may have measures. */
    private static final int MOST_GENERATORS = CoreSpec.MOST_CORES - 1;

    /** The parts of a machine that the sweep leaves out. */
    private static final Set<String> LEFT_OUT = Set.of("translation", "os", "storage");

    @Option(
            names = "--reads",
            paramLabel = "SHARES",
            split = ",",
            description =
                    "The shares of reads among the accesses of memory, a line for each: --reads \"100 %%, 67 %%\";"
                            + " default 100 %%, 75 %% and 50 %%.")
    private List<String> reads = List.of("100 %", "75 %", "50 %");

    @Option(
            names = "--points",
            paramLabel = "N",
            description =
                    "How many loads there are of each, from idle to as much as the cores can ask for; default 14.")
    private int points = 14;

    @Option(
            names = "--generators",
            paramLabel = "N",
            description = "How many cores load the memory, beside the one that measures; default as many as it takes,"
                    + " and at least the machine's others.")
    private @Nullable Integer generators;

    @Option(
            names = "--footprint",
            paramLabel = "SIZE",
            description =
                    "What each core walks over; default 64 MiB, more for large caches, less if there is not so much"
                            + " for each.")
    private @Nullable String footprint;

    @Option(
            names = "--references",
            paramLabel = "COUNT",
            description = "How many loads are timed at each point; default \"4000 references\".")
    private String references = "4000 references";

    /**
     * Reads the machine whose memory is to be loaded.
     *
     * @throws ConfigException if it is none, or its memory cannot be loaded
     */
    static MachineSpec machine(Source file, List<Setting> settings) {
        settings.forEach(CurveOptions::refuseReplaced);
        Config<MachineSpec> config = new MachineReader(Catalogs.standard()).read(file, settings);
        Problem obstacle = LoadGenerators.obstacle(config);
        if (obstacle != null) {
            throw new ConfigException(List.of(obstacle));
        }
        return config.spec();
    }

    /** What the sweep itself says of the machine cannot be set beside it. */
    private static void refuseReplaced(Setting setting) {
        String path = setting.path();
        if (path.equals("cores") || path.equals("cores.count")) {
            throw setting.refused("the curve has one core that measures and --generators N that load the memory;"
                    + " write --generators, and other keys of cores one by one");
        }
        if (LEFT_OUT.contains(path.split("\\.", 2)[0])) {
            throw setting.refused("a curve is measured without translation and without an operating system; leave"
                    + " this --set out");
        }
    }

    /** Returns the sweep of a machine. */
    Source sweep(String name, MachineSpec machine) {
        LoadGenerators load = new LoadGenerators(machine);
        requireRange("--points", points, FEWEST_POINTS, MOST_POINTS);
        int many = generators == null ? load.enough() : generators;
        requireRange("--generators", many, 1, MOST_GENERATORS);
        LoadedLatency curve = new LoadedLatency(machine, yaml(name), many, question(load, many));
        return Source.text("the sweep of `ziggurat curve`", Path.of(""), curve.sweep());
    }

    private Question question(LoadGenerators load, int many) {
        List<Share> shares = new ArrayList<>();
        for (String written : reads) {
            Share share = CommonOptions.parsed("--reads", written.strip(), Share::parse);
            if (share.billionths() < load.leastReads().billionths()) {
                throw new ExperimentException("--reads: of the accesses of this memory " + load.leastReads()
                        + " to 100 % are" + " reads, since a store " + load.whyReads() + "; not " + share);
            }
            if (shares.contains(share)) {
                throw new ExperimentException("--reads: " + share + " stands there twice; take one away");
            }
            shares.add(share);
        }
        long loads = CommonOptions.parsed("--references", references, given -> Count.parse(given, Count.Of.REFERENCES))
                .value();
        if (loads < 1 || loads > SweepReader.LONGEST_WARM_UP) {
            throw new ExperimentException(
                    "--references takes 1 to " + SweepReader.LONGEST_WARM_UP + " references, not " + loads);
        }
        ByteSize walked = footprint == null
                ? load.usualFootprint(many)
                : CommonOptions.parsed("--footprint", footprint, ByteSize::parse);
        String narrow = load.narrow(walked, many);
        if (narrow != null) {
            throw new ExperimentException(
                    footprint == null
                            ? "each of " + (many + 1) + " cores would walk over " + walked + ", but " + narrow
                            : "--footprint " + walked + ": " + narrow);
        }
        return new Question(shares, points, walked, loads);
    }

    private static void requireRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ExperimentException(option + " takes a number from " + least + " to " + most + ", not " + value);
        }
    }

    /** How a sweep file names the machine: a preset by its name, a file by its whole path. */
    private static String yaml(String name) {
        Path file = Path.of(name);
        String path =
                Files.isRegularFile(file) ? file.toAbsolutePath().normalize().toString() : name;
        return "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
