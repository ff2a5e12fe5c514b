package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.results.CurveRow;
import dev.ziggurat.units.ByteSize;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints curves: a table for each process, with the miss ratio as a bar. */
public final class CurveTable {
    private static final int SHOWN_ROWS = 48;
    private static final int BAR = 40;
    private static final String EXACT = "exact";

    /** process: its first rows, and how many rows there are. */
    private final Map<String, List<CurveRow>> shown = new LinkedHashMap<>();

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    public void add(CurveRow row) {
        List<CurveRow> rows = shown.computeIfAbsent(row.process(), unknown -> new ArrayList<>());
        if (rows.size() < SHOWN_ROWS) {
            rows.add(row);
        }
        counts.merge(row.process(), 1, Integer::sum);
    }

    public void print(PrintWriter out) {
        shown.forEach((process, rows) -> {
            print(out, process, rows);
            int hidden = counts.getOrDefault(process, 0) - rows.size();
            if (hidden > 0) {
                out.println("... and " + hidden + " more sizes");
            }
        });
        out.flush();
    }

    private static void print(PrintWriter out, String process, List<CurveRow> rows) {
        CurveRow first = rows.get(0);
        boolean exact = first.sampling().equals(EXACT);
        String about = exact ? "" : "about ";
        out.println();
        out.println(process + ": " + first.references() + " references, " + first.accesses() + " accesses to " + about
                + first.footprint() + " lines of " + size(first.line()) + ", " + about + first.coldMisses()
                + " first touches; " + first.sampling());
        List<String> header = new ArrayList<>(List.of("  lines", "size", "misses", "miss ratio"));
        if (!exact) {
            header.add("between");
        }
        header.add("");
        TextTable table = new TextTable(header);
        for (CurveRow row : rows) {
            List<String> cells =
                    new ArrayList<>(List.of("  " + row.lines(), size(row.size()), row.misses(), percent(row.ratio())));
            if (!exact) {
                cells.add(percent(row.low()) + " and " + percent(row.high()));
            }
            cells.add("|"
                    + "#"
                            .repeat(new BigDecimal(row.ratio())
                                    .multiply(BigDecimal.valueOf(BAR))
                                    .setScale(0, RoundingMode.HALF_EVEN)
                                    .intValue()));
            table.add(cells);
        }
        table.print(out);
    }

    private static String size(String bytes) {
        return new ByteSize(Long.parseLong(bytes)).toString();
    }

    private static String percent(String ratio) {
        return new BigDecimal(ratio)
                        .movePointRight(2)
                        .setScale(2, RoundingMode.HALF_EVEN)
                        .toPlainString() + " %";
    }
}
