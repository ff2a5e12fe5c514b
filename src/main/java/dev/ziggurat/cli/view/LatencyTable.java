package dev.ziggurat.cli.view;

import dev.ziggurat.report.points.LoadedLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what is read off the lines of a loaded-latency curve: where each begins, bends and ends. */
public final class LatencyTable {
    private static final double PERCENT = 100;

    private LatencyTable() {}

    /**
     * Prints a row a line.
     *
     * @param peak the most that the memory could move, in GB/s
     */
    public static void print(PrintWriter out, List<LoadedLine> lines, double peak) {
        TextTable table = new TextTable(
                List.of("line", "unloaded ns", "doubled at GB/s", "most GB/s", "of the peak", "latency there ns"));
        for (LoadedLine line : lines) {
            table.add(List.of(
                    line.variant(),
                    number(line.unloaded(), 1),
                    line.knee() == null ? "-" : number(line.knee(), 1),
                    number(line.most(), 1),
                    number(PERCENT * line.most() / peak, 0) + " %",
                    number(line.atMost(), 0)));
        }
        out.println();
        out.println("latency of a load over the bandwidth of memory, whose peak is " + number(peak, 1) + " GB/s");
        table.print(out);
        out.println();
        out.flush();
    }

    /** Returns a number with so many decimals. */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
