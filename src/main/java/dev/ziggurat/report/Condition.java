package dev.ziggurat.report;

import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a column must have, {@code workload=zipf}: what {@code --where} takes, in every form of the report.
 *
 * @param column the column
 * @param value its value, as the table spells it
 */
public record Condition(String column, String value) {
    /**
     * Reads conditions which together leave something of a table.
     *
     * @param written each {@code COLUMN=VALUE}, a value spelled in any way
     * @param columns those that may be named
     * @param rows of the table, at least one, each with its values by these columns
     * @throws ReportException if one is no condition, or they leave no row
     */
    public static List<Condition> read(List<String> written, List<String> columns, List<Map<String, String>> rows) {
        List<Condition> conditions = new ArrayList<>();
        for (String each : written) {
            Condition condition = read(each, columns, rows);
            for (Condition other : conditions) {
                if (other.excludes(condition)) {
                    throw new ReportException(
                            other + " and " + condition + " exclude each other; no run has two values of a column");
                }
            }
            conditions.add(condition);
        }
        if (rows.stream().noneMatch(row -> conditions.stream().allMatch(each -> each.holds(row)))) {
            throw new ReportException("no run has "
                    + conditions.stream().map(Condition::toString).collect(Collectors.joining(" and ")) + " together");
        }
        return conditions;
    }

    private static Condition read(String written, List<String> columns, List<Map<String, String>> rows) {
        int sign = written.indexOf('=');
        String column = sign < 0 ? written : written.substring(0, sign).strip();
        if (sign < 0 || !columns.contains(column)) {
            throw new ReportException("'" + written + "' is no condition; " + Spelling.question(column, columns)
                    + "write --where COLUMN=VALUE with one of " + String.join(", ", columns));
        }
        List<String> values = rows.stream()
                .map(row -> Objects.requireNonNull(row.get(column)))
                .distinct()
                .toList();
        String typed = written.substring(sign + 1).strip();
        Condition condition = new Condition(column, Quantity.spelled(typed, values));
        if (!values.contains(condition.value())) {
            // A number that is near in its digits need not be near.
            boolean isWord = Quantity.of(typed).kind() == Quantity.Kind.WORD;
            throw new ReportException(
                    "no run has " + condition + "; " + (isWord ? Spelling.question(typed, values) : "")
                            + "the values of " + column + " are " + String.join(", ", values));
        }
        return condition;
    }

    private boolean excludes(Condition other) {
        return column.equals(other.column) && !value.equals(other.value);
    }

    /** Whether a row has the value. */
    public boolean holds(Map<String, String> row) {
        return value.equals(row.get(column));
    }

    /** Returns it as it may be written. */
    @Override
    public String toString() {
        return column + "=" + value;
    }
}
