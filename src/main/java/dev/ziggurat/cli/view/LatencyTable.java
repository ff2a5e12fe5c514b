package dev.ziggurat.cli.view;

import dev.ziggurat.report.points.LoadedLine;
import dev.ziggurat.report.points.LoadedLine.Knee;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what is read off the lines of a loaded-latency curve: where each begins, bends and ends. */
public final class LatencyTable {
    private static final double PERCENT = 100;

    /** Two points lie far apart from this share of the most bandwidth on. */
    private static final double FAR = 1.0 / 3;

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
                    knee(line),
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

    /** Points that lie far apart say no more than that it is between them. */
    private static String knee(LoadedLine line) {
        Knee knee = line.knee();
        if (knee == null) {
            return "-";
        }
        return Math.abs(knee.behind() - knee.before()) > FAR * line.most()
                ? number(knee.before(), 1) + " ... " + number(knee.behind(), 1)
                : number(knee.between(), 1);
    }

    /** Returns a number with so many decimals. */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
