package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.stats.Window.Row;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers of a run that one looks at first; {@code statistics.csv} has all. */
public final class RunSummary {
    private static final String TIME = "cores.time";
    private static final List<String> CORES = List.of("references", "instructions", "cycles", "ipc", "amat_ns");
    private static final List<String> MEMORY = List.of(
            "reads", "writes", "row_hits", "row_misses", "row_conflicts", "bandwidth_gbps", "read_latency_mean_ns");
    private static final List<String> SYSTEM = List.of(
            "minor_faults", "major_faults", "evictions", "swap_ins", "swap_outs", "interrupts", "context_switches");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LEAST_SHARE = new BigDecimal("0.05");
    private static final int BAR = 40;

    private final Outcome outcome;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    public RunSummary(Outcome outcome) {
        this.outcome = outcome;
        outcome.rows().forEach(row -> rows.put(row.name(), row));
    }

    public void print(PrintWriter out) {
        out.println();
        pairs("cores", CORES).print(out);
        printCaches(out);
        TextTable memory = pairs("memory", MEMORY);
        out.println();
        memory.print(out);
        if (rows.containsKey("os.faults")) {
            out.println();
            pairs("os", SYSTEM).print(out);
            printProcesses(out);
        }
        printTime(out);
        if (outcome.status() == Outcome.Status.LIMIT) {
            out.println("note: " + outcome.message() + "; the numbers are right up to there");
        }
        outcome.notes().forEach(note -> out.println("note: " + note));
    }

    private TextTable pairs(String component, List<String> metrics) {
        TextTable table = new TextTable(List.of(component, "", ""));
        for (String metric : metrics) {
            Row row = rows.get(component + "." + metric);
            if (row != null && !row.value().isEmpty()) {
                table.add(List.of("  " + metric, row.value(), row.unit()));
            }
        }
        return table;
    }

    private void printCaches(PrintWriter out) {
        TextTable table = new TextTable(List.of("cache", "accesses", "misses", "miss rate", "mpki"));
        Set<String> caches = new LinkedHashSet<>();
        Set<String> shared = new LinkedHashSet<>();
        for (Row row : outcome.rows()) {
            if (row.metric().equals("mpki")) {
                String cache = row.component().replaceFirst("^core\\d+\\.", "");
                (cache.equals(row.component()) ? shared : caches).add(cache);
            }
        }
        caches.addAll(shared);
        for (String cache : caches) {
            BigDecimal misses = number(cache + ".misses");
            BigDecimal accesses = misses.add(number(cache + ".hits"));
            if (accesses.signum() > 0) {
                table.add(List.of(
                        "  " + cache,
                        accesses.toPlainString(),
                        misses.toPlainString(),
                        percent(misses, accesses),
                        text(cache + ".mpki")));
            }
        }
        if (!caches.isEmpty()) {
            out.println();
            table.print(out);
        }
    }

    /** Under an operating system: what each process has done, and how it ended. */
    private void printProcesses(PrintWriter out) {
        TextTable table = new TextTable(List.of("process", "references", "minor faults", "major faults", "ended by"));
        for (Row row : outcome.rows()) {
            if (row.component().startsWith("process.") && row.metric().equals("end")) {
                String process = row.component();
                table.add(List.of(
                        "  " + process.substring("process.".length()),
                        text(process + ".references"),
                        text(process + ".minor_faults"),
                        text(process + ".major_faults"),
                        row.value()));
            }
        }
        out.println();
        table.print(out);
    }

    /** The shares of the cores' time, the largest first; the smallest are told together. */
    private void printTime(PrintWriter out) {
        BigDecimal total = number(TIME + ".total_ns");
        if (total.signum() == 0) {
            return;
        }
        List<Row> causes = causes();
        TextTable table = new TextTable(List.of("where the time went", "", ""));
        BigDecimal rest = BigDecimal.ZERO;
        for (Row row : causes) {
            BigDecimal time = number(row.name());
            if (share(time, total).compareTo(LEAST_SHARE) >= 0) {
                String name = row.metric().substring(0, row.metric().length() - "_ns".length());
                table.add(List.of("  " + name.replace('_', ' '), percent(time, total), bar(time, total)));
            } else {
                rest = rest.add(time);
            }
        }
        if (rest.signum() > 0) {
            table.add(List.of("  other", percent(rest, total), bar(rest, total)));
        }
        out.println();
        table.print(out);
    }

    private List<Row> causes() {
        return outcome.rows().stream()
                .filter(row -> row.component().equals(TIME))
                .filter(row -> row.metric().endsWith("_ns") && !row.metric().equals("total_ns"))
                .sorted(Comparator.comparing((Row row) -> number(row.name())).reversed())
                .toList();
    }

    private static String bar(BigDecimal part, BigDecimal whole) {
        BigDecimal length = part.multiply(BigDecimal.valueOf(BAR)).divide(whole, 0, RoundingMode.HALF_EVEN);
        return "#".repeat(length.intValueExact());
    }

    private static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64);
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return share(part, whole).setScale(1, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }

    private BigDecimal number(String name) {
        String value = text(name);
        return value.isEmpty() ? BigDecimal.ZERO : new BigDecimal(value);
    }

    private String text(String name) {
        Row row = rows.get(name);
        return row == null ? "" : row.value();
    }
}
