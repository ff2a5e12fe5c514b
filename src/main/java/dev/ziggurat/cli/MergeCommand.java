package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.cli.view.Listing;
import dev.ziggurat.cli.view.Progress;
import dev.ziggurat.experiment.Campaign;
import dev.ziggurat.experiment.Merge;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.Invocation;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.results.Tool;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.experiment.run.Run;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ziggurat merge SWEEP DIR...}. */
@Command(
        name = "merge",
        description = "Put the folders together in which parts of a sweep were carried out (sweep --shard). The result"
                + " is the same to the byte as that of one sweep; the options are those that the parts had.",
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
    private static final int LISTED = 10;

    private final Laboratory laboratory;
    private final Console console;

    @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep file, or the name of one that ships.")
    private String sweep = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "DIR", description = "The folders of its parts.")
    private List<Path> folders = List.of();

    @Mixin
    private CommonOptions options = new CommonOptions();

    MergeCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() {
        Plan plan = SweepCommand.plan(sweep, options, laboratory);
        Path chosen = options.out();
        Path out = chosen == null ? Path.of("results", plan.spec().name()) : chosen;
        try (ResultFolder folder = ResultFolder.open(out, plan)) {
            Merge.Result result = Merge.of(plan, folder, folders);
            Invocation origin = new Invocation(Tool.ofBuild(), console.arguments());
            new Campaign(plan, folder, origin, new Progress(console.err(), Progress.Style.NONE)).writeMerged(folders);
            tell(plan, folder, result);
            boolean failed = plan.distinct().stream()
                    .flatMap(run -> folder.find(run).stream())
                    .anyMatch(outcome -> outcome.status().failed());
            return result.missing().isEmpty() && !failed ? 0 : Ziggurat.FAILED;
        }
    }

    private void tell(Plan plan, ResultFolder folder, Merge.Result result) {
        PrintWriter err = console.err();
        List<Run> missing = result.missing();
        if (!missing.isEmpty()) {
            List<String> ids = missing.stream()
                    .limit(LISTED)
                    .map(run -> Integer.toString(run.id()))
                    .toList();
            Ink.complain(
                    err,
                    missing.size() + " runs are missing: "
                            + String.join(", ", ids) + (missing.size() > LISTED ? " ..." : "")
                            + "; `ziggurat sweep` with --out " + folder.path() + " simulates them");
        }
        if (result.damaged() > 0) {
            Ink.complain(err, result.damaged() + " files of finished runs are not whole and count as missing");
        }
        if (!options.quiet()) {
            console.out().println(plan.spec().name() + ": " + result.taken() + " runs taken over");
            console.out().println();
            Listing.print(console.out(), folder);
        }
    }
}
