package dev.ziggurat.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The exact tables under {@code reference/os}: made by plain Python programs that state the rules, and cross-checked with other simulators. */
public final class ReferenceTables {
    private ReferenceTables() {}

    /** Returns the lines of a file, unpacked if its name ends in {@code .gz}. */
    public static List<String> lines(String name) {
        try (InputStream packed = Objects.requireNonNull(
                        ReferenceTables.class.getResourceAsStream("/reference/os/" + name), name);
                InputStream file = name.endsWith(".gz") ? new GZIPInputStream(packed) : packed;
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the rows of a CSV file by the names of its columns. */
    public static List<Map<String, String>> rows(String name) {
        List<String> lines = lines(name);
        String[] columns = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], fields[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
