package dev.ziggurat.cli;

import dev.ziggurat.cli.view.TextTable;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.machine.yaml.ConfigReader;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.workload.trace.TraceFormat;
import dev.ziggurat.workload.trace.TraceInfo;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ziggurat trace info FILE}. */
@Command(name = "trace", description = "Look at trace files.", mixinStandardHelpOptions = true)
final class TraceCommand {
    private static final int LINE = 64;
    private static final int PAGE = 4096;

    private final Console console;

    /** A format as a workload file says it. */
    private record Chosen(TraceFormat format) {}

    TraceCommand(Console console) {
        this.console = console;
    }

    /** Reads the whole trace. */
    @Command(
            name = "info",
            description = "Read a trace (plain, gzip or xz) to its end and tell what it holds.",
            mixinStandardHelpOptions = true)
    int info(
            @Parameters(paramLabel = "FILE", description = "The trace.") Path file,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            completionCandidates = Candidates.Formats.class,
                            description = "Its format (ziggurat list format); default as it begins.")
                    @Nullable
                    String format) {
        Registry registry = Catalogs.standard();
        TraceInfo info = TraceInfo.of(file, format == null ? null : chosen(format, registry));
        console.out().println(file);
        TextTable table = TextTable.plain(3);
        table.add(List.of("  format", name(info.format(), registry), ""));
        table.add(List.of("  fetches", Long.toString(info.fetches()), ""));
        table.add(List.of("  references", Long.toString(info.references()), ""));
        table.add(List.of("    loads", Long.toString(info.loads()), ""));
        table.add(List.of("    stores", Long.toString(info.stores()), ""));
        table.add(List.of("    modifies", Long.toString(info.modifies()), ""));
        table.add(List.of("  largest", Integer.toString(info.largest()), "B"));
        table.add(List.of("  straddling a line", Long.toString(info.straddling()), ""));
        table.add(List.of("  addresses from", "0x" + Long.toHexString(info.lowest()), ""));
        table.add(List.of("            to", "0x" + Long.toHexString(info.highest()), ""));
        table.add(touched("  lines of 64 B", info.lines(), info.linesExact(), LINE));
        table.add(touched("  pages of 4 KiB", info.pages(), info.pagesExact(), PAGE));
        if (info.lastArrival() > 0) {
            table.add(List.of("  last arrival", Long.toString(info.lastArrival()), "cycles"));
        }
        table.print(console.out());
        return 0;
    }

    private static List<String> touched(String what, long count, boolean exact, int bytes) {
        return List.of(what, Long.toString(count), "= " + new ByteSize(count * bytes) + (exact ? "" : " at least"));
    }

    private static TraceFormat chosen(String format, Registry registry) {
        Source source = Source.text("--format", Path.of(""), "format: " + format);
        return new ConfigReader<>(Chosen.class, registry, "")
                .read(source, List.of())
                .spec()
                .format();
    }

    private static String name(TraceFormat format, Registry registry) {
        for (Catalog<?> catalog : registry.catalogs()) {
            for (Catalog.Kind kind : catalog.entries()) {
                if (kind.spec() == format.getClass()) {
                    return kind.name();
                }
            }
        }
        return format.toString();
    }
}
