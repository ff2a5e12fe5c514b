package dev.ziggurat.experiment.spark;

import dev.ziggurat.experiment.Cluster.Answer;
import dev.ziggurat.experiment.Cluster.Errand;
import dev.ziggurat.experiment.cluster.Blueprint;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** What an executor does with errands. */
final class Task implements Function<List<Errand>, Task.Reply> {
    private static final long serialVersionUID = 1;

    private final Broadcast<Blueprint> blueprint;

    /**
     * What comes back.
     *
     * @param answer to the errands
     * @param refusal why the host can carry none out; else empty
     */
    record Reply(Answer answer, String refusal) implements Serializable {}

    Task(Broadcast<Blueprint> blueprint) {
        this.blueprint = blueprint;
    }

    @Override
    public Reply call(List<Errand> errands) {
        try {
            return new Reply(HostPlans.of(blueprint.value()).carryOut(errands), "");
        } catch (HostPlans.Refusal e) {
            return new Reply(Answer.lost("refused"), String.valueOf(e.getMessage()));
        }
    }
}
