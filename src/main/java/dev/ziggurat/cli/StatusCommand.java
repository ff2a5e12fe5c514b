package dev.ziggurat.cli;

import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.experiment.SweepStatus;
import dev.ziggurat.experiment.plan.Shard;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ziggurat status DIR...}. */
@Command(
        name = "status",
        description = {
            "Tell how far the sweeps of some folders are, while they go on or after.",
            "Of several parts of one sweep it names those whose folders are not among them.",
            "Exit code 0 if all runs are there, no more can be needed, none failed, and no such part is absent; else 1."
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
        List<SweepStatus> all = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        for (Path folder : folders) {
            SweepStatus status = SweepStatus.of(folder);
            all.add(status);
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
        List<String> absent = absent(all);
        table.print(console.out());
        lacking.forEach(console.out()::println);
        absent.forEach(console.out()::println);
        return whole && absent.isEmpty() ? 0 : Ziggurat.FAILED;
    }

    /** A sweep that was cut into parts. */
    private record Parted(String sweep, int parts) {}

    /** Says which parts none of the folders holds, in sentences. Who names the folder of a single part asks about that one only. */
    private static List<String> absent(List<SweepStatus> all) {
        Map<Parted, Set<Integer>> held = new LinkedHashMap<>();
        for (SweepStatus status : all) {
            Shard shard = status.shard();
            if (shard != null) {
                held.computeIfAbsent(new Parted(status.name(), shard.of()), unknown -> new HashSet<>())
                        .add(shard.number());
            }
        }
        List<String> absent = new ArrayList<>();
        held.forEach((sweep, parts) -> {
            List<Integer> others = IntStream.rangeClosed(1, sweep.parts())
                    .filter(part -> !parts.contains(part))
                    .boxed()
                    .toList();
            if (parts.size() > 1 && !others.isEmpty()) {
                absent.add("none of these folders holds " + (others.size() == 1 ? "part " : "parts ") + first(others)
                        + " of the " + sweep.parts() + " of '" + sweep.sweep() + "'");
            }
        });
        return absent;
    }

    private static String first(List<Integer> numbers) {
        List<String> first = numbers.stream().limit(LISTED).map(String::valueOf).toList();
        return String.join(", ", first) + (numbers.size() > LISTED ? " ..." : "");
    }

    private static String shard(@Nullable Shard shard) {
        return shard == null ? "all" : shard.toString();
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "none" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
