package dev.ziggurat.cli;

import dev.ziggurat.cli.view.Ink;
import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.machine.Amounts;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Consequences;
import dev.ziggurat.machine.Derived;
import dev.ziggurat.machine.LoadTimes;
import dev.ziggurat.machine.LoadTimes.Way;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.Portrait;
import dev.ziggurat.machine.yaml.Setting;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat explain MACHINE}. */
@Command(
        name = "explain",
        description =
                "Say in words and numbers what a machine is, where the time of a load goes on it, and what that means for"
                        + " programs. Nothing is simulated: the sums are those of an idle machine, as `check` has them.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final int WIDTH = 118;

    private final Console console;

    @Parameters(
            paramLabel = "MACHINE",
            completionCandidates = Candidates.Machines.class,
            description = "A machine file, or the name of one that ships.")
    private String machine = "";

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "As for run.")
    private List<String> settings = List.of();

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Setting> laidOver = settings.stream().map(Setting::parse).toList();
        MachineSpec spec = new MachineReader(Catalogs.standard())
                .read(ConfigKind.MACHINE.required(machine), laidOver)
                .spec();
        Derived derived = new Derived(spec);
        PrintWriter out = console.out();
        out.println(
                Ink.HEADING.on(out, spec.machine()) + (spec.description() == null ? "" : ": " + spec.description()));
        out.println();
        parts(derived);
        out.println(
                "Where the time of a load goes, on a machine that does nothing else. Queues, merged misses and refreshes come on top"
                        + " in a run.\n");
        LoadTimes times = new LoadTimes(derived);
        ways("a load is answered by", times.data(), derived);
        ways("before that, its address by", times.translation(), derived);
        ways("and an absent page adds, beside the kernel's own loads and stores", times.faults(), derived);
        out.println(Ink.HEADING.on(out, "what that means"));
        Consequences.of(derived).forEach(this::sentence);
        return 0;
    }

    private void parts(Derived derived) {
        TextTable table = new TextTable(List.of("what it is", ""));
        Portrait.of(derived).forEach(part -> table.add(List.of("  " + part.component(), part.value())));
        table.print(console.out());
        console.out().println();
    }

    private void ways(String title, List<Way> ways, Derived derived) {
        if (ways.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(List.of(title, "after", "of which"));
        for (Way way : ways) {
            String parts = way.parts().size() < 2
                    ? ""
                    : way.parts().stream()
                            .map(part -> part.what() + " " + Amounts.nanoseconds(part.time()))
                            .collect(Collectors.joining(" + "));
            table.add(List.of("  " + way.answer(), Amounts.both(way.total(), derived.period()), parts));
        }
        table.print(console.out());
        console.out().println();
    }

    /** Prints a sentence as an item of a list, broken between words. */
    private void sentence(String sentence) {
        StringBuilder line = new StringBuilder("  -");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                console.out().println(line);
                line = new StringBuilder("   ");
            }
            line.append(' ').append(word);
        }
        console.out().println(line);
    }
}
