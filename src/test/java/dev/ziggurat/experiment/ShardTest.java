package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.PlanTest;
import dev.ziggurat.experiment.plan.Shard;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Run;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShardTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100})
    void everyPointBelongsToOnePartAndPartsAreEqualButForOne(int parts) {
        int points = 64;
        int[] owners = new int[points];
        int[] sizes = new int[parts];
        for (int part = 1; part <= parts; part++) {
            boolean[] ours = new Shard(part, parts).points(points);
            for (int point = 0; point < points; point++) {
                owners[point] += ours[point] ? 1 : 0;
                sizes[part - 1] += ours[point] ? 1 : 0;
            }
        }

        assertThat(owners).containsOnly(1);
        assertThat(IntStream.of(sizes).max().orElseThrow()
                        - IntStream.of(sizes).min().orElseThrow())
                .isLessThanOrEqualTo(1);
    }

    /** With an axis of two values, every other point is the larger machine. */
    @Test
    void neighboursGoToDifferentPartsInNoRhythm() {
        boolean[] ours = new Shard(1, 2).points(1000);

        long even = IntStream.range(0, 500).filter(i -> ours[2 * i]).count();
        assertThat(even).isBetween(210L, 290L);
    }

    @Test
    void allSeedsOfAPointAndItsSingleProcessesStayTogether() {
        FakeLaboratory laboratory = new FakeLaboratory();
        laboratory.processes = List.of("a", "b");
        Plan plan = laboratory.plan(PlanTest.withAlone(sweep("s", 3, axis("x", "1", "2", "3", "4"))));
        Predicate<Run> ours = new Shard(1, 2).of(plan);

        List<Integer> points =
                plan.runs().stream().filter(ours).map(Run::point).distinct().toList();
        assertThat(points).hasSize(4);
        assertThat(plan.runs().stream().filter(run -> points.contains(run.point())))
                .hasSize(4 * 3 * 3)
                .allMatch(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "0/4", "5/4", "1/0", "a/b", "1/-4", "1234567/2"})
    void whatIsNoPartIsRefused(String text) {
        assertThatThrownBy(() -> Shard.parse(text))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("is no part of a sweep; write");
    }

    @Test
    void aPartIsReadAsItIsWritten() {
        assertThat(Shard.parse(" 2/4 ")).isEqualTo(new Shard(2, 4)).hasToString("2/4");
    }
}
