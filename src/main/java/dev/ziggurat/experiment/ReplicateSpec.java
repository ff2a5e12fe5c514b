package dev.ziggurat.experiment;

import dev.ziggurat.analysis.Replication;
import dev.ziggurat.machine.yaml.Origin;
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
    private static final int MOST_SEEDS = 10_000;

    ReplicateSpec {
        SpecException.requirePresent("within", within, "2 %");
        SpecException.requirePresent("metrics", metrics, "[cores.ipc]");
        SpecException.requirePresent("at-most", atMost, "40");
        confidence = confidence == null ? Share.parse("95 %") : confidence;
        SpecException.requireRange("at-most", atMost, Replication.LEAST, MOST_SEEDS);
        if (metrics.isEmpty()) {
            throw new SpecException("metrics", "at least one metric decides; write for example '[cores.ipc]'");
        }
        if (within.billionths() == 0) {
            throw new SpecException("within", "no interval is without width; write for example '2 %'");
        }
        if (confidence.billionths() == 0 || confidence.billionths() == Share.WHOLE) {
            throw new SpecException("confidence", "lies between 0 % and 100 %, for example '95 %'");
        }
    }

    /** Refuses a sweep whose points cannot have at least so many seeds. */
    void check(int seeds) {
        if (seeds < Replication.LEAST || seeds > atMost) {
            throw new SpecException(
                    "seeds",
                    "with 'replicate', 'seeds' says how many each point has at least, from " + Replication.LEAST
                            + " to its 'at-most', " + atMost + "; write for example 'seeds: 5' and 'at-most: 40'");
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
