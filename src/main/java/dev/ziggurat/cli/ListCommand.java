package dev.ziggurat.cli;

import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Laboratory;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Causes;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.machine.yaml.Layer;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Sentences;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.machine.yaml.Words;
import dev.ziggurat.machine.yaml.YamlParser;
import dev.ziggurat.stats.Statistic;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat list [KIND [NAME]]}. */
@Command(
        name = "list",
        description =
                "Print what there is: machines, workloads, sweeps, storage and DRAM devices that ship, the plug-ins of each kind, and the"
                        + " dictionary of statistics.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private static final String STATISTICS = "statistics";

    private final Laboratory laboratory;
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "KIND",
            completionCandidates = Candidates.Lists.class,
            description =
                    "machines, workloads, sweeps, storage-devices, dram-devices, statistics, or a kind of plug-in; default all kinds.")
    private @Nullable String kind;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "One of them, in full; of statistics one component's.")
    private @Nullable String name;

    @Option(
            names = "--machine",
            paramLabel = "MACHINE",
            completionCandidates = Candidates.Machines.class,
            description = "With statistics: the machine whose dictionary is printed; default desktop.")
    private String machine = "desktop";

    ListCommand(Laboratory laboratory, Console console) {
        this.laboratory = laboratory;
        this.console = console;
    }

    @Override
    public Integer call() {
        if (kind == null) {
            kinds();
            return 0;
        }
        for (ConfigKind shipped : ConfigKind.values()) {
            if (kind.equals(plural(shipped))) {
                shipped(shipped);
                return 0;
            }
        }
        if (kind.equals(STATISTICS)) {
            statistics();
            return 0;
        }
        for (Catalog<?> catalog : Catalogs.standard().catalogs()) {
            if (kind.equals(catalog.thing())) {
                plugIns(catalog);
                return 0;
            }
        }
        throw new ExperimentException("'" + kind + "' is no kind; " + Words.hint(kind, allKinds()));
    }

    private static String plural(ConfigKind kind) {
        return kind.title().toLowerCase(Locale.ROOT).replace(' ', '-') + "s";
    }

    static List<String> allKinds() {
        List<String> kinds = new ArrayList<>();
        Arrays.stream(ConfigKind.values()).forEach(each -> kinds.add(plural(each)));
        kinds.add(STATISTICS);
        Catalogs.standard().catalogs().forEach(catalog -> kinds.add(catalog.thing()));
        return kinds;
    }

    private void kinds() {
        TextTable table = new TextTable(List.of("kind", "what there is"));
        for (ConfigKind shipped : ConfigKind.values()) {
            table.add(List.of(plural(shipped), String.join(", ", Packed.names(shipped.folder()))));
        }
        for (Catalog<?> catalog : Catalogs.standard().catalogs()) {
            table.add(List.of(catalog.thing(), String.join(", ", catalog.kinds())));
        }
        table.add(List.of(STATISTICS, "the dictionary of everything that is measured"));
        table.print(console.out());
    }

    /** Without a name what ships, each with a sentence; with a name the file itself. */
    private void shipped(ConfigKind of) {
        List<String> names = Packed.names(of.folder());
        if (name != null) {
            console.out().print(text(of, name, names));
            return;
        }
        TextTable table = new TextTable(List.of("name", "description"));
        names.forEach(each -> table.add(List.of(each, description(Source.named(each, of.folder())))));
        table.print(console.out());
    }

    /** The key, or else the first sentence of the comment that the file begins with. */
    private static String description(Source source) {
        Node root = YamlParser.parse(source, Layer.FILE);
        Node description = root instanceof Node.Mapping map ? map.value("description") : null;
        if (description != null) {
            return description.text();
        }
        String comment = source.read()
                .lines()
                .takeWhile(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .collect(Collectors.joining(" "));
        int end = comment.indexOf(". ");
        return (end < 0 ? comment : comment.substring(0, end)).replaceFirst("\\.$", "");
    }

    private static String text(ConfigKind of, String wanted, List<String> names) {
        if (!names.contains(wanted)) {
            throw new ExperimentException(
                    "no '" + wanted + "' among the " + plural(of) + "; " + Words.hint(wanted, names));
        }
        return Source.named(wanted, of.folder()).read();
    }

    private void plugIns(Catalog<?> catalog) {
        if (name == null) {
            TextTable table = new TextTable(List.of(catalog.thing(), "what it is"));
            catalog.entries().forEach(each -> table.add(List.of(each.name(), each.description())));
            table.print(console.out());
            return;
        }
        Catalog.Kind found = catalog.entries().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExperimentException("no " + catalog.thing() + " '" + name + "'; "
                        + Words.hint(String.valueOf(name), catalog.kinds())));
        console.out().println(found.name() + ": " + found.description());
        RecordComponent[] keys = found.spec().getRecordComponents();
        if (keys.length == 0) {
            console.out().println("keys: none");
            return;
        }
        TextTable table = new TextTable(List.of("key", "what it is"));
        for (RecordComponent key : keys) {
            table.add(List.of(Words.key(key.getName()), Sentences.of(found.spec(), key.getName())));
        }
        table.print(console.out());
    }

    /** Likes are told once, under the path of their sum; a name narrows it down to one such path. */
    private void statistics() {
        Map<String, Map<String, Statistic>> paths = new LinkedHashMap<>();
        for (Statistic each : laboratory.dictionary(Source.named(machine, SourceFolders.MACHINES))) {
            paths.computeIfAbsent(each.aggregate(), unknown -> new LinkedHashMap<>())
                    .putIfAbsent(each.metric(), each);
        }
        if (name != null && !paths.containsKey(name)) {
            throw new ExperimentException(
                    "nothing is measured under '" + name + "'; " + Words.hint(name, paths.keySet()));
        }
        TextTable table = new TextTable(List.of("component", "metric", "unit", "what it is"));
        paths.forEach((path, metrics) -> {
            if (name == null || name.equals(path)) {
                metrics.values().forEach(each -> table.add(List.of(path, each.metric(), each.unit(), sentence(each))));
            }
        });
        table.print(console.out());
        console.out()
                .println("\nWhat is measured on the machine '" + machine + "' with the workload '"
                        + Laboratory.USUAL_WORKLOAD
                        + "'. Components are named as in the machine file; --machine MACHINE prints another's.");
    }

    private static String sentence(Statistic statistic) {
        String formula = statistic.formula();
        return Causes.sentence(statistic) + (formula.isEmpty() ? "" : " (" + formula + ")");
    }
}
