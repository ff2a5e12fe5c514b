package dev.ziggurat.report.html;

import dev.ziggurat.report.Figures.Choice;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page shows first, as the options of the command say; the reader may choose anew. */
final class Start {
    private final Choice choice;

    Start(Choice choice) {
        this.choice = choice;
    }

    /**
     * Returns the choice for the page.
     *
     * @param columns that may vary
     * @param metrics that the page has
     * @throws ReportException if it names what is not there
     */
    Map<String, Object> json(List<String> columns, List<String> metrics, RunTable runs) {
        if (!List.of("auto", "linear", "log").contains(choice.scale())) {
            throw new ReportException("'" + choice.scale() + "' is no scale; write auto, linear or log");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "x", choice.x(), columns, "is not swept here");
        put(json, "y", choice.y(), metrics, "is no metric that differs between these runs");
        json.put("scale", choice.scale());
        json.put("where", where(columns, runs));
        json.put("marks", choice.marks().stream().map(Start::mark).toList());
        return json;
    }

    private static void put(
            Map<String, Object> json, String key, @Nullable String wanted, List<String> known, String refusal) {
        if (wanted == null) {
            return;
        }
        if (!known.contains(wanted)) {
            String some = String.join(", ", known.subList(0, Math.min(known.size(), 20)));
            throw new ReportException("'" + wanted + "' " + refusal + "; " + Spelling.question(wanted, known) + "--"
                    + key + " takes one of " + some);
        }
        json.put(key, wanted);
    }

    private List<List<String>> where(List<String> columns, RunTable runs) {
        List<List<String>> conditions = new ArrayList<>();
        for (String condition : choice.where()) {
            int sign = condition.indexOf('=');
            String column = sign < 0 ? condition : condition.substring(0, sign).strip();
            if (sign < 0 || !columns.contains(column)) {
                throw new ReportException("'" + condition + "' is no condition; write --where COLUMN=VALUE with one of "
                        + String.join(", ", columns));
            }
            List<String> values = new ArrayList<>(new LinkedHashSet<>(runs.column(column)));
            String value = Quantity.spelled(condition.substring(sign + 1).strip(), values);
            if (!values.contains(value)) {
                throw new ReportException("no run is left where " + condition + "; the values of " + column + " are "
                        + String.join(", ", values));
            }
            conditions.add(List.of(column, value));
        }
        return conditions;
    }

    private static Map<String, Object> mark(String written) {
        int sign = written.indexOf('=');
        String value = sign < 0 ? written : written.substring(0, sign).strip();
        Quantity quantity = Quantity.of(value);
        if (sign < 0 || quantity.kind() == Quantity.Kind.WORD) {
            throw new ReportException("'" + written + "' is no mark; write --mark \"32 KiB=L1d\"");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", quantity.kind().name());
        json.put("amount", quantity.amount());
        json.put("name", written.substring(sign + 1).strip());
        return json;
    }
}
