package dev.ziggurat.experiment.plan;

import dev.ziggurat.analysis.Replication;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problems;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key {@code replicate} of a sweep file.
 *
 * @param within half of the interval that each metric may have, as a share of its mean
 * @param metrics by which it is decided, at least one
 * @param atMost how many seeds a point has at most
 * @param confidence of the interval, default 95 %
 */
record ReplicateSpec(
        Share within,
        List<String> metrics,
        Integer atMost,
        @Nullable Share confidence) {
    /** The key that it stands under. */
    static final String KEY = "replicate";

    private static final String SEEDS = "seeds";
    private static final int MOST_SEEDS = 10_000;

    ReplicateSpec {
        SpecException.requirePresent("within", within, "2 %");
        SpecException.requirePresent("metrics", metrics, "[cores.ipc]");
        SpecException.requirePresent("at-most", atMost, "40");
        confidence = confidence == null ? Share.parse("95 %") : confidence;
    }

    /**
     * Looks for everything that is wrong with it.
     *
     * @param seeds how many each point has at least
     * @param file the whole sweep file
     * @param problems where everything goes that is wrong
     */
    void check(int seeds, Node.Mapping file, Problems problems) {
        Node.Mapping own = (Node.Mapping) Objects.requireNonNull(file.value(KEY));
        for (Runnable rule :
                List.<Runnable>of(this::checkWithin, this::checkMetrics, this::checkMost, this::checkConfidence)) {
            try {
                rule.run();
            } catch (SpecException e) {
                refuse(own, KEY + "." + e.key(), own.value(e.key()), e.getMessage(), problems);
            }
        }
        if (atMost >= Replication.LEAST && (seeds < Replication.LEAST || seeds > atMost)) {
            String rule = "with 'replicate', 'seeds' says how many each point has at least, from " + Replication.LEAST
                    + " to its 'at-most', " + atMost + "; write for example 'seeds: 5' and 'at-most: 40'";
            refuse(own, SEEDS, file.value(SEEDS), rule, problems);
        }
    }

    private static void refuse(
            Node.Mapping own, String path, @Nullable Node value, @Nullable String rule, Problems problems) {
        Node at = value == null ? own : value;
        problems.add(at.origin(), path, value == null ? "" : value.text(), String.valueOf(rule));
    }

    private void checkWithin() {
        if (within.billionths() == 0) {
            throw new SpecException("within", "no interval is without width; write for example '2 %'");
        }
    }

    private void checkMetrics() {
        if (metrics.isEmpty()) {
            throw new SpecException("metrics", "at least one metric decides; write for example '[cores.ipc]'");
        }
    }

    private void checkMost() {
        SpecException.requireRange("at-most", atMost, Replication.LEAST, MOST_SEEDS);
    }

    private void checkConfidence() {
        long part = Objects.requireNonNull(confidence).billionths();
        if (part == 0 || part == Share.WHOLE) {
            throw new SpecException("confidence", "lies between 0 % and 100 %, for example '95 %'");
        }
    }

    /** Returns what it asks of a sweep whose points have at least so many seeds. */
    Precision precision(int seeds, Origin origin) {
        Share part = Objects.requireNonNull(confidence);
        return new Precision(new Replication(seeds, atMost, part(within), part(part)), metrics, origin);
    }

    private static double part(Share share) {
        return (double) share.billionths() / Share.WHOLE;
    }
}
