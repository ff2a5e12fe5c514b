package dev.ziggurat.cli;

import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.experiment.SweepStatus;
import dev.ziggurat.experiment.plan.Shard;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ziggurat status DIR...}. */
@Command(
        name = "status",
        description = {
            "Tell how far the sweeps of some folders are, while they go on or after.",
            "Exit code 0 if all runs are there, no more can be needed, and none failed; else 1."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int LISTED = 10;

    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of results.")
    private List<Path> folders = List.of();

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TextTable table =
                new TextTable(List.of("folder", "sweep", "shard", "runs", "done", "failed", "missing", "latest run"));
        boolean whole = true;
        List<String> lacking = new ArrayList<>();
        for (Path folder : folders) {
            SweepStatus status = SweepStatus.of(folder);
            if (!status.missing().isEmpty()) {
                lacking.add(folder + " lacks runs " + first(status.missing()));
            }
            whole &= status.missing().isEmpty() && status.failed() == 0 && !status.growing();
            table.add(List.of(
                    folder.toString(),
                    status.name(),
                    shard(status.shard()),
                    status.runs() + (status.growing() ? " or more" : ""),
                    Integer.toString(status.done()),
                    Integer.toString(status.failed()),
                    Integer.toString(status.missing().size()),
                    time(status.latest())));
        }
        table.print(console.out());
        lacking.forEach(console.out()::println);
        return whole ? 0 : Ziggurat.FAILED;
    }

    private static String first(List<Integer> missing) {
        List<String> first = missing.stream().limit(LISTED).map(String::valueOf).toList();
        return String.join(", ", first) + (missing.size() > LISTED ? " ..." : "");
    }

    private static String shard(@Nullable Shard shard) {
        return shard == null ? "all" : shard.toString();
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "none" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
