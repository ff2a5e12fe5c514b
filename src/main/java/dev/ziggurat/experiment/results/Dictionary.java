package dev.ziggurat.experiment.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ziggurat.experiment.run.Meaning;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.stats.Window.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes {@code dictionary.csv}: each number that any run of a folder gives, once, with what it means. */
final class Dictionary {
    private final CsvWriter out;

    /** The metrics that are written, by component. */
    private final Map<String, Set<String>> known = new HashMap<>();

    Dictionary(CsvWriter out) {
        this.out = out;
        out.writeRecord("component", "metric", "unit", "meaning", "formula");
    }

    /** Adds what a run gives and none before it gave: most often nothing, as points of a sweep differ in values and not in parts. */
    void add(Run run, Outcome outcome) {
        if (outcome.rows().stream().allMatch(this::knows)) {
            return;
        }
        for (Meaning each : run.setup().dictionary()) {
            if (known.computeIfAbsent(each.component(), unknown -> new HashSet<>())
                    .add(each.metric())) {
                out.writeRecord(each.component(), each.metric(), each.unit(), each.sentence(), each.formula());
            }
        }
    }

    private boolean knows(Row row) {
        return known.getOrDefault(row.component(), Set.of()).contains(row.metric());
    }
}
