package dev.ziggurat.cli;

import dev.ziggurat.experiment.plan.LoadedLatency;
import dev.ziggurat.experiment.plan.LoadedLatency.Question;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.LoadGenerators;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code ziggurat curve} that say what is asked, and the sweep that they make. */
final class CurveOptions {
    private static final int FEWEST_POINTS = 3;
    private static final int MOST_POINTS = 200;
    private static final int MOST_GENERATORS = 255;

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

    /** Returns the sweep of a machine. */
    Source sweep(String name, Source file, List<Setting> settings) {
        List<Setting> own =
                settings.stream().filter(setting -> !setting.inWorkload()).toList();
        MachineSpec machine =
                new MachineReader(Catalogs.standard()).read(file, own).spec();
        LoadGenerators load = new LoadGenerators(machine);
        String obstacle = load.obstacle();
        if (obstacle != null) {
            throw new ExperimentException("machine '" + machine.machine() + "': " + obstacle);
        }
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
            throw new ExperimentException("--footprint " + walked + ": " + narrow);
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
