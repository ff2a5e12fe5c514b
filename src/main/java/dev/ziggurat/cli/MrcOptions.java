package dev.ziggurat.cli;

import dev.ziggurat.experiment.mrc.Cut;
import dev.ziggurat.experiment.mrc.MissRatioStudy.Question;
import dev.ziggurat.experiment.mrc.Sampling;
import dev.ziggurat.experiment.mrc.Sizes;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.results.CurveFolder;
import dev.ziggurat.experiment.results.CurvePlan;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.UnitException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code ziggurat mrc}, and the plan that they make. */
final class MrcOptions {
    private static final int MOST_SAMPLED = 1 << 26;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Put a value in place of what the workload says, behind `workload.`: --set"
                    + " \"workload.processes.store.program.theta=0.8\". May be repeated.")
    private List<String> settings = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the random numbers; default 1.")
    private long seed = 1;

    @Option(
            names = "--line",
            paramLabel = "SIZE",
            description =
                    "The bytes of a line, a power of two; default 64 B. With \"4 KiB\" the curve is one of pages.")
    private String line = "64 B";

    @Option(
            names = "--of",
            paramLabel = "WHICH",
            description = "Which references: data (loads, stores, modifies; default), fetches, or all.")
    private Cut.Of of = Cut.Of.DATA;

    @Option(
            names = "--sizes",
            paramLabel = "SIZES",
            description =
                    "At which sizes the curve is told: --sizes \"32 KiB..8 MiB\" (and doublings between), --sizes \"48 KiB, 512 lines\";"
                            + " default the powers of two up to the footprint.")
    private @Nullable String sizes;

    @Option(names = "--all", description = "Tell every size at which the number of misses changes.")
    private boolean all;

    @Option(
            names = "--sample",
            paramLabel = "SHARE",
            description = "Look at a share of the lines, and give bounds of the error: --sample \"1 %%\".")
    private @Nullable String sample;

    @Option(
            names = "--sample-lines",
            paramLabel = "N",
            description = "Look at so many lines at most, however many there are, and give bounds of the error.")
    private @Nullable Integer sampleLines;

    @Option(
            names = "--warm-up",
            paramLabel = "COUNT",
            description = "How many references each process makes before they count: --warm-up \"200000 references\".")
    private @Nullable String warmUp;

    @Option(
            names = "--references",
            paramLabel = "COUNT",
            description = "How many references each process makes after that, in place of what the workload says.")
    private @Nullable String references;

    @Option(
            names = "--process",
            paramLabel = "NAME",
            description = "Look at this process alone; default all of them together, and each.")
    private @Nullable String process;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder that the results go to; default results/mrc-NAME here.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Remove other curves from the folder, where otherwise nothing is changed.")
    private boolean force;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    /** Returns what is asked for. */
    CurvePlan plan(Source workload) {
        List<Setting> laidOver = settings.stream().map(Setting::parse).toList();
        for (Setting setting : laidOver) {
            if (!setting.inWorkload()) {
                throw new ExperimentException("--set " + setting.path()
                        + ": here is no machine; a path into the workload begins with '" + Setting.WORKLOAD + "'");
            }
        }
        ByteSize lineSize = parsed("--line", line, ByteSize::parse);
        Question question = new Question(
                new Cut(lineSize, of),
                sampling(),
                seed,
                warmUp == null ? 0 : count("--warm-up", warmUp, 0),
                references == null ? null : count("--references", references, 1));
        return new CurvePlan(
                workload,
                new WorkloadReader(Catalogs.standard()).read(workload, laidOver),
                process,
                question,
                sizes(lineSize),
                Tool.ofBuild().name());
    }

    private Sizes sizes(ByteSize lineSize) {
        if (all && sizes != null) {
            throw new ExperimentException("--all and --sizes exclude each other; leave one out");
        }
        return all ? new Sizes.All() : sizes == null ? new Sizes.Doublings() : Sizes.parse(sizes, lineSize);
    }

    private Sampling sampling() {
        if (sample != null && sampleLines != null) {
            throw new ExperimentException("--sample and --sample-lines exclude each other; leave one out");
        }
        if (sampleLines != null) {
            if (sampleLines < 1 || sampleLines > MOST_SAMPLED) {
                throw new ExperimentException(
                        "--sample-lines takes a number from 1 to " + MOST_SAMPLED + ", not " + sampleLines);
            }
            return new Sampling.Lines(sampleLines);
        }
        if (sample == null) {
            return new Sampling.Exact();
        }
        Share share = parsed("--sample", sample, Share::parse);
        if (share.billionths() == 0) {
            throw new ExperimentException("--sample takes a share above 0 %, for example --sample \"1 %\"");
        }
        return new Sampling.Rate(share);
    }

    private static long count(String option, String text, long least) {
        long count = parsed(option, text, given -> Count.parse(given, Count.Of.REFERENCES))
                .value();
        if (count < least || count > SweepReader.LONGEST_WARM_UP) {
            throw new ExperimentException(
                    option + " takes " + least + " to " + SweepReader.LONGEST_WARM_UP + " references, not " + count);
        }
        return count;
    }

    private static <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (UnitException e) {
            throw new ExperimentException(option + ": " + e.getMessage(), e);
        }
    }

    /** Returns where the results go. */
    CurveFolder folder(CurvePlan plan) {
        if (out != null) {
            CommonOptions.refuseEmpty(out);
        }
        if (force) {
            CurveFolder.clear(out == null ? CurveFolder.usualPath(plan) : out, plan);
        }
        return out == null ? CurveFolder.usual(plan) : CurveFolder.of(out, plan);
    }
}
