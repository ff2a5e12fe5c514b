package dev.ziggurat.report.export;

import dev.ziggurat.analysis.Caution;
import dev.ziggurat.analysis.Interval;
import dev.ziggurat.analysis.Paired;
import dev.ziggurat.report.points.PointSummary;
import dev.ziggurat.report.points.Related;
import dev.ziggurat.report.points.SummaryCsv;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** {@code summary.json}: what {@code summary.csv} says, with the values of the seeds, and what the reader has to know of each number. What cannot be said is null. */
final class SummaryJson {
    private final Findings findings;

    SummaryJson(Findings findings) {
        this.findings = findings;
    }

    void writeTo(Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeName("confidence");
            writeNumber(json, findings.confidence());
            json.writeArrayPropertyStart("keys");
            findings.points().keys().forEach(json::writeString);
            json.writeEndArray();
            json.writeObjectPropertyStart("relative_to");
            findings.relativeTo().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeArrayPropertyStart("rows");
            findings.rows().forEach(row -> writeRow(json, row));
            json.writeEndArray();
            json.writeObjectPropertyStart("cautions");
            cautions().forEach(each -> json.writeStringProperty(name(each), each.sentence()));
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private void writeRow(JsonGenerator json, PointSummary row) {
        json.writeStartObject();
        json.writeStringProperty("point", row.point().number());
        json.writeObjectPropertyStart("keys");
        row.point().keys().forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeStringProperty("metric", row.metric());
        json.writeStringProperty("unit", row.unit());
        json.writeArrayPropertyStart("values");
        Arrays.stream(row.point().values(row.metric())).forEach(value -> writeNumber(json, value));
        json.writeEndArray();
        writeInterval(json, "mean", row.interval());
        property(json, "deviation", row.summary().count() > 1 ? row.summary().deviation() : Double.NaN);
        Related related = row.related();
        if (related == null) {
            json.writeNullProperty("comparison");
        } else {
            writeComparison(json, related);
        }
        json.writeEndObject();
    }

    private static void writeComparison(JsonGenerator json, Related related) {
        Paired paired = related.paired();
        json.writeObjectPropertyStart("comparison");
        json.writeStringProperty("baseline", related.baseline());
        json.writeNumberProperty("pairs", paired.pairs());
        writeInterval(json, "difference", paired.difference());
        Interval ratio = related.ratio();
        if (ratio == null) {
            json.writeNullProperty("ratio");
        } else {
            writeInterval(json, "ratio", ratio);
        }
        property(json, "p", related.hasP() ? paired.p() : Double.NaN);
        property(json, "p_holm", related.adjusted());
        property(json, "effect", paired.effect());
        json.writeEndObject();
    }

    private static void writeInterval(JsonGenerator json, String name, Interval interval) {
        boolean isSaid = !interval.cautions().contains(Caution.ONE_VALUE);
        json.writeObjectPropertyStart(name);
        property(json, "estimate", interval.estimate());
        property(json, "low", isSaid ? interval.low() : Double.NaN);
        property(json, "high", isSaid ? interval.high() : Double.NaN);
        json.writeArrayPropertyStart("cautions");
        interval.cautions().forEach(each -> json.writeString(name(each)));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void property(JsonGenerator json, String name, double value) {
        json.writeName(name);
        writeNumber(json, value);
    }

    /** The digits are those of the CSV. */
    private static void writeNumber(JsonGenerator json, double value) {
        String text = SummaryCsv.number(value);
        if (text.isEmpty()) {
            json.writeNull();
        } else {
            json.writeNumber(text);
        }
    }

    /** Returns those that some interval of the means carries, with their sentences once. */
    private Set<Caution> cautions() {
        Set<Caution> all = EnumSet.noneOf(Caution.class);
        for (PointSummary row : findings.rows()) {
            all.addAll(row.interval().cautions());
            Related related = row.related();
            if (related != null) {
                all.addAll(related.paired().cautions());
                Interval ratio = related.ratio();
                all.addAll(ratio == null ? List.of() : ratio.cautions());
            }
        }
        return all;
    }

    private static String name(Caution caution) {
        return caution.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
