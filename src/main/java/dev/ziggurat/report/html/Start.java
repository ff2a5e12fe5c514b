package dev.ziggurat.report.html;

import dev.ziggurat.report.Condition;
import dev.ziggurat.report.Figures.Choice;
import dev.ziggurat.report.ReportException;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Spelling;
import java.util.LinkedHashMap;
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
        json.put(
                "where",
                Condition.read(choice.where(), columns, runs.rows(columns)).stream()
                        .map(each -> List.of(each.column(), each.value()))
                        .toList());
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
