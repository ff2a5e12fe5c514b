package dev.ziggurat.cli;

import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.Reproduction;
import dev.ziggurat.experiment.Terms;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.machine.yaml.Source;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat reproduce DIR}. */
@Command(
        name = "reproduce",
        description = {
            "Simulate again what the resolved.yaml of a folder says, in another folder, and compare the results byte by byte.",
            "Exit code 0 if they are the same, 1 if not."
        },
        mixinStandardHelpOptions = true)
final class ReproduceCommand implements Callable<Integer> {
    private static final String AGAIN = "-reproduced";

    private final Laboratory laboratory;
    private final Console console;

    @Parameters(paramLabel = "DIR", description = "The folder of a run or a sweep.")
    private Path folder = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the new results go; default the folder's name with '-reproduced'. They are kept, and"
                    + " continued if the command was cut short.")
    private @Nullable Path out;

    @Mixin
    private RunningOptions running = new RunningOptions();

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    ReproduceCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        int workers = running.workers();
        Path resolved = folder.resolve(ResultFolder.RESOLVED);
        if (!Files.exists(resolved)) {
            throw new ExperimentException(folder + " has no " + ResultFolder.RESOLVED
                    + ", which says what was simulated; name the folder of a run or a sweep");
        }
        Set<Integer> runs = Reproduction.runs(folder);
        int all = runs.size();
        SweepSpec spec = new SweepReader().read(Source.file(resolved), new Overrides(null, null, null));
        Plan plan = Plan.of(spec, List.of(), laboratory, Tool.ofBuild().name());
        Terms asked = running.terms(workers, plan, new OwnProcess(List.of("sweep", resolved.toString())));
        Terms terms = new Terms(
                workers,
                asked.chosen().and(run -> runs.contains(run.id())),
                asked.shard(),
                asked.patience(),
                asked.isolation());
        runs.removeIf(run ->
                run >= plan.runs().size() || !terms.share(plan).test(plan.runs().get(run)));
        if (runs.isEmpty()) {
            throw new ExperimentException(folder
                    + " holds none of the runs that were chosen with --only or --shard; there is nothing to compare");
        }
        Path target = target();
        try (ResultFolder again = ResultFolder.open(target, plan)) {
            Result result = new Expedition(plan, again, console, quiet).carryOut(terms);
            if (result.stopped() || !result.failed().isEmpty()) {
                return Ziggurat.FAILED;
            }
        }
        String what = folder + " and " + target + ": " + runs.size() + " of " + all + (all == 1 ? " run" : " runs")
                + " simulated again";
        return tell(Reproduction.compare(folder, target, runs), what);
    }

    private Path target() {
        if (out != null) {
            CommonOptions.refuseEmpty(out);
            return out;
        }
        Path normal = folder.toAbsolutePath().normalize();
        return normal.resolveSibling(normal.getFileName() + AGAIN);
    }

    private int tell(Reproduction.Result result, String what) {
        if (result.identical()) {
            print(what + ", identical to the byte");
            return 0;
        }
        if (result.isEqual()) {
            print(what + ", all equal");
            return 0;
        }
        if (result.found() == 0) {
            print(what + ", every number that both have is the same; " + unlike(result));
            return 0;
        }
        PrintWriter out = console.out();
        out.println(what + ", " + result.found() + " numbers differ");
        TextTable table = new TextTable(List.of("run", "what", "before", "now"));
        result.differences().forEach(each -> table.add(List.of(each.run(), each.what(), each.before(), each.now())));
        table.print(out);
        return Ziggurat.FAILED;
    }

    /** Says in what results differ whose common numbers do not. */
    private static String unlike(Reproduction.Result result) {
        List<String> causes = new ArrayList<>();
        if (result.otherVersion()) {
            causes.add("in the version that made them");
        }
        if (result.gone() + result.added() > 0) {
            causes.add("in what they measure (" + result.gone() + " numbers gone, " + result.added() + " new)");
        }
        return "they differ " + String.join(" and ", causes);
    }

    private void print(String line) {
        if (!quiet) {
            console.out().println(line);
        }
    }
}
