package dev.ziggurat.experiment.plan;

import dev.ziggurat.analysis.Replication;
import dev.ziggurat.machine.yaml.Origin;
import java.util.List;

/**
 * How exactly a sweep is to know some metrics: each point is run with one seed more until it does.
 *
 * @param rule when it does
 * @param metrics by which it is decided, at least one
 * @param origin where it is asked for
 */
public record Precision(Replication rule, List<String> metrics, Origin origin) {
    public Precision {
        metrics = List.copyOf(metrics);
    }
}
