package dev.ziggurat.report.export;

import dev.ziggurat.report.CsvFile;
import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code stats.txt} in gem5's form ({@code src/base/stats/text.cc}), for the parsers that read it: a block for each run, a line for each number with the name in
 * 40 columns, the value in 12, the two columns of gem5's distributions empty, then the description and the unit. A ratio that is undefined is {@code nan}, as
 * there; a statistic that is a word has no line, because gem5 knows numbers only.
 */
public final class Gem5Stats {
    private static final String BEGIN = "\n---------- Begin Simulation Statistics ----------\n";
    private static final String END = "\n---------- End Simulation Statistics   ----------\n";

    /** Picoseconds, gem5's tick too. */
    private static final long TICKS_PER_SECOND = 1_000_000_000_000L;

    private static final BigDecimal TICKS_PER_NANOSECOND = BigDecimal.valueOf(1000);

    private Gem5Stats() {}

    /**
     * Returns the files by name.
     *
     * @throws ReportException if the folder holds no results
     */
    public static Map<String, Document> files(Path folder) {
        Runs runs = Runs.of(folder);
        Map<String, String> meanings = meanings(folder.resolve("dictionary.csv"));
        return Map.of("stats.txt", out -> runs.forEach((row, values) -> write(out, row, values, meanings)));
    }

    /** What each number means, by its name; empty if the folder has no dictionary, as those of earlier versions. */
    private static Map<String, String> meanings(Path dictionary) {
        Map<String, String> meanings = new HashMap<>();
        if (Files.exists(dictionary)) {
            CsvFile.forEach(dictionary, fields -> meanings.put(fields.get(0) + "." + fields.get(1), fields.get(3)));
        }
        return meanings;
    }

    private static void write(
            Writer out, Map<String, String> row, List<Runs.Value> values, Map<String, String> meanings)
            throws IOException {
        out.write(BEGIN);
        line(out, "run", row.getOrDefault("run", ""), about(row), "Unspecified");
        for (Runs.Value each : values) {
            if (each.component().equals("simulation") && each.metric().equals("time_ns")) {
                writeTime(out, each.value());
            }
            if (each.component().equals("cores") && each.metric().equals("instructions")) {
                line(out, "simInsts", each.value(), "Number of instructions simulated", "Count");
            }
        }
        for (Runs.Value each : values) {
            if (each.value().isEmpty() || isNumber(each.value())) {
                String value = each.value().isEmpty() ? "nan" : each.value();
                String name = each.component() + "." + each.metric();
                line(out, name, value, meanings.getOrDefault(name, ""), each.unit());
            }
        }
        out.write(END);
    }

    /** What scripts for gem5 look for first, under the names and with the sentences that it has there. */
    private static void writeTime(Writer out, String nanoseconds) throws IOException {
        if (isNumber(nanoseconds)) {
            BigDecimal ticks = new BigDecimal(nanoseconds).multiply(TICKS_PER_NANOSECOND);
            line(
                    out,
                    "simSeconds",
                    ticks.movePointLeft(12).stripTrailingZeros().toPlainString(),
                    "Number of seconds simulated",
                    "Second");
            line(out, "simTicks", ticks.toBigInteger().toString(), "Number of ticks simulated", "Tick");
            line(
                    out,
                    "simFreq",
                    Long.toString(TICKS_PER_SECOND),
                    "The number of ticks per simulated second",
                    "(Tick/Second)");
        }
    }

    /** Which run it is: every column of results.csv that says where a run belongs. */
    private static String about(Map<String, String> row) {
        StringBuilder about = new StringBuilder();
        row.forEach((column, value) -> {
            if (!column.equals("run") && !value.isEmpty()) {
                about.append(about.isEmpty() ? "" : ", ")
                        .append(column)
                        .append('=')
                        .append(value);
            }
        });
        return about.toString();
    }

    private static boolean isNumber(String value) {
        return value.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    }

    private static void line(Writer out, String name, String value, String description, String unit)
            throws IOException {
        out.write(padded(name.replaceAll("\\s", "_"), -40) + " " + padded(value, 12) + " ".repeat(22) + " # ");
        out.write(description.replaceAll("\\p{Cntrl}", " "));
        out.write((description.isEmpty() ? "(" : " (") + (unit.isEmpty() ? "Unspecified" : unit) + ")\n");
    }

    /** Fills with spaces up to a width, behind the text if the width is negative. */
    private static String padded(String text, int width) {
        String spaces = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
        return width < 0 ? text + spaces : spaces + text;
    }
}
