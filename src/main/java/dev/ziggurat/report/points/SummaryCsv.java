package dev.ziggurat.report.points;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.ziggurat.analysis.Caution;
import dev.ziggurat.analysis.Interval;
import dev.ziggurat.analysis.Paired;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** {@code summary.csv}: a row for each metric of each point. What cannot be said is empty. */
public final class SummaryCsv {
    private static final MathContext PRINTED = new MathContext(9);

    private static final List<String> OF_VALUES =
            List.of("metric", "unit", "seeds", "mean", "deviation", "low", "high");

    private static final List<String> OF_COMPARISON = List.of(
            "baseline",
            "pairs",
            "difference",
            "difference_low",
            "difference_high",
            "ratio",
            "ratio_low",
            "ratio_high",
            "p",
            "p_holm",
            "effect");

    private SummaryCsv() {}

    /**
     * Returns the text of the file.
     *
     * @param keys the columns that tell points apart
     */
    public static String text(List<String> keys, List<PointSummary> rows) {
        boolean compared = rows.stream().anyMatch(row -> row.related() != null);
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        List<String> header = new ArrayList<>(List.of("point"));
        header.addAll(keys);
        header.addAll(OF_VALUES);
        header.addAll(compared ? OF_COMPARISON : List.of());
        csv.writeRecord(header);
        for (PointSummary row : rows) {
            List<String> fields = new ArrayList<>(List.of(row.point().number()));
            fields.addAll(row.point().keys().values());
            fields.addAll(ofValues(row));
            fields.addAll(compared ? ofComparison(row) : List.of());
            csv.writeRecord(fields);
        }
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> ofValues(PointSummary row) {
        boolean several = row.summary().count() > 1;
        return List.of(
                row.metric(),
                row.unit(),
                Integer.toString(row.summary().count()),
                number(row.summary().mean()),
                several ? number(row.summary().deviation()) : "",
                number(row.interval().low()),
                number(row.interval().high()));
    }

    private static List<String> ofComparison(PointSummary row) {
        Related related = row.related();
        if (related == null) {
            return OF_COMPARISON.stream().map(column -> "").toList();
        }
        Paired paired = related.paired();
        List<String> fields = new ArrayList<>(List.of(related.baseline(), Integer.toString(paired.pairs())));
        fields.addAll(ends(paired.difference()));
        Interval ratio = related.ratio();
        fields.addAll(ratio == null ? List.of("", "", "") : ends(ratio));
        fields.add(related.hasP() ? number(paired.p()) : "");
        fields.add(number(related.adjusted()));
        fields.add(number(paired.effect()));
        return fields;
    }

    private static List<String> ends(Interval interval) {
        String estimate = number(interval.estimate());
        return interval.cautions().contains(Caution.ONE_VALUE)
                ? List.of(estimate, "", "")
                : List.of(estimate, number(interval.low()), number(interval.high()));
    }

    /** Nine digits, more than any interval of simulations is worth; empty for what is no number or has no bound. */
    public static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "";
        }
        BigDecimal rounded = new BigDecimal(value).round(PRINTED).stripTrailingZeros();
        return rounded.scale() > 12 ? rounded.toString() : rounded.toPlainString();
    }
}
