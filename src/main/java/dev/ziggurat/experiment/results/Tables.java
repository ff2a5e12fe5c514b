package dev.ziggurat.experiment.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Setup;
import dev.ziggurat.stats.Window.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code results.csv}, {@code statistics.csv} and {@code dictionary.csv}, run by run: they may be larger than memory. */
public final class Tables {
    /** The column that says which process is alone. */
    public static final String ALONE = "alone";

    private static final int SHOWN_DIGITS = 16;

    private final Plan plan;
    private final CsvWriter wide;
    private final CsvWriter tall;
    private final CsvWriter meanings;
    private final Dictionary dictionary;

    Tables(Plan plan, OutputStream results, OutputStream statistics, OutputStream dictionary) {
        this.plan = plan;
        wide = Csv.writer(results);
        tall = Csv.writer(statistics);
        meanings = Csv.writer(dictionary);
        this.dictionary = new Dictionary(meanings);
        wide.writeRecord(header());
        tall.writeRecord("run", "component", "metric", "unit", "value");
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("run", "point", "machine", "workload", "version"));
        header.addAll(List.of("machine_digest", "workload_digest", "digest", "seed", "status"));
        if (plan.spec().comparison().withAlone()) {
            header.add(ALONE);
        }
        header.addAll(plan.paths());
        header.addAll(plan.spec().metrics());
        return header;
    }

    /** Adds a run. */
    void add(Run run, Outcome outcome) {
        wide.writeRecord(row(run, outcome));
        String id = Integer.toString(run.id());
        for (Row row : outcome.rows()) {
            tall.writeRecord(id, row.component(), row.metric(), row.unit(), row.value());
        }
        dictionary.add(run, outcome);
    }

    private List<String> row(Run run, Outcome outcome) {
        Setup setup = run.setup();
        List<String> row = new ArrayList<>();
        row.add(Integer.toString(run.id()));
        row.add(Integer.toString(run.point()));
        row.add(setup.machine());
        row.add(setup.workload());
        row.add(plan.version());
        row.add(shown(setup.machineDigest()));
        row.add(shown(setup.workloadDigest()));
        row.add(shown(run.digest()));
        row.add(Long.toString(run.limits().seed()));
        row.add(outcome.status().word());
        if (plan.spec().comparison().withAlone()) {
            row.add(setup.alone());
        }
        row.addAll(run.values());
        Map<String, String> values = new HashMap<>();
        outcome.rows().forEach(each -> values.put(each.name(), each.value()));
        plan.spec().metrics().forEach(metric -> row.add(values.getOrDefault(metric, "")));
        return row;
    }

    private static String shown(String digest) {
        return digest.substring(0, SHOWN_DIGITS);
    }

    void flush() throws IOException {
        wide.flush();
        tall.flush();
        meanings.flush();
    }
}
