package dev.ziggurat.cli.view;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints rows of texts under each other; a column of numbers is flush right, a row of nothing is left out. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, Ink> inks = new HashMap<>();

    public TextTable(List<String> header) {
        rows.add(List.copyOf(header));
        inks.put(0, Ink.HEADING);
    }

    /** Returns a table whose first row is none of names. */
    public static TextTable plain(int columns) {
        return new TextTable(Collections.nCopies(columns, ""));
    }

    public void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    /** Adds a row that a terminal shows in a colour. */
    public void add(List<String> row, Ink ink) {
        inks.put(rows.size(), ink);
        add(row);
    }

    public void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] right = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            right[column] = rows.size() > 1;
            for (int i = 0; i < rows.size(); i++) {
                String cell = rows.get(i).get(column);
                widths[column] = Math.max(widths[column], cell.codePointCount(0, cell.length()));
                right[column] &= i == 0 || cell.matches("-?[0-9.]*( ?%)?");
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.stream().allMatch(String::isEmpty)) {
                continue;
            }
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths[column] - cell.codePointCount(0, cell.length()));
                line.append(column == 0 ? "" : GAP).append(right[column] ? padding + cell : cell + padding);
            }
            String text = line.toString().stripTrailing();
            Ink ink = inks.get(i);
            out.println(ink == null ? text : ink.on(out, text));
        }
    }
}
