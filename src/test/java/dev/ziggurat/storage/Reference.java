package dev.ziggurat.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rows of a reference table. */
public final class Reference {
    private Reference() {}

    /** A row by the names of its columns. */
    public record Row(Map<String, String> values) {
        public String text(String column) {
            return Objects.requireNonNull(values.get(column), column);
        }

        public double number(String column) {
            return Double.parseDouble(text(column));
        }
    }

    /** Returns all rows of a file in {@code reference/storage}. */
    public static List<Row> rows(String file) {
        List<Row> rows = new ArrayList<>();
        String resource = "/reference/storage/" + file;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Reference.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            String[] columns = lines.readLine().split(",", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                Map<String, String> values = new HashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    values.put(columns[i], fields[i]);
                }
                rows.add(new Row(values));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Returns the first row with these two values. */
    public static Row row(String file, String column, String value, String other, String otherValue) {
        return rows(file).stream()
                .filter(row -> row.text(column).equals(value) && row.text(other).equals(otherValue))
                .findFirst()
                .orElseThrow();
    }
}
