package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of a sweep's metrics that a person sees at its end. */
public final class SweepTable {
    private static final int SHOWN_ROWS = 48;

    private final Plan plan;
    private final ResultFolder folder;
    private final Map<Run, Outcome> failed;
    private final boolean seeds;
    private final boolean alone;

    /**
     * Makes the table.
     *
     * @param failed the runs that failed, of which not all are kept
     */
    public SweepTable(Plan plan, ResultFolder folder, Map<Run, Outcome> failed) {
        this.failed = failed;
        this.plan = plan;
        this.folder = folder;
        seeds = plan.spec().sampling().most() > 1;
        alone = plan.spec().comparison().withAlone();
    }

    /** Prints the rows of some runs, and which files hold all. */
    public void print(PrintWriter out, List<Run> rows) {
        List<String> header = new ArrayList<>(List.of("workload"));
        if (alone) {
            header.add("alone");
        }
        header.addAll(plan.paths());
        if (seeds) {
            header.add("seed");
        }
        header.addAll(plan.spec().metrics());
        TextTable table = new TextTable(header);
        rows.stream().limit(SHOWN_ROWS).forEach(run -> table.add(row(run)));
        out.println();
        table.print(out);
        int hidden = rows.size() - SHOWN_ROWS;
        if (hidden > 0) {
            out.println("... and " + hidden + " more in " + folder.path().resolve(ResultFolder.RESULTS));
        }
        out.println();
        Listing.print(out, folder);
    }

    private List<String> row(Run run) {
        Map<String, String> values = new HashMap<>();
        Optional<Outcome> outcome = folder.find(run).or(() -> Optional.ofNullable(failed.get(run)));
        Outcome.Status status = outcome.map(Outcome::status).orElse(Outcome.Status.CRASHED);
        outcome.ifPresent(found -> found.rows().forEach(row -> values.put(row.name(), row.value())));
        List<String> row = new ArrayList<>(List.of(run.setup().workload()));
        if (alone) {
            row.add(run.setup().alone());
        }
        row.addAll(run.values());
        if (seeds) {
            row.add(Long.toString(run.limits().seed()));
        }
        plan.spec()
                .metrics()
                .forEach(metric -> row.add(values.getOrDefault(metric, status.failed() ? status.word() : "")));
        return row;
    }
}
