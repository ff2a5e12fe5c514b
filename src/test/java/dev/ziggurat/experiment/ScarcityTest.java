package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.Campaign.Result;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.PlanTest;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Disk;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Outcome.Status;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that need more memory or more time than there is, and processes that are simulated alone. */
final class ScarcityTest {
    @TempDir
    Path folder;

    private final FakeLaboratory laboratory = new FakeLaboratory();
    private final SweepSpec spec = sweep("s", 2, axis("a.size", "1 KiB", "2 KiB", "4 KiB"), axis("b", "x", "a,\"b\""));

    @Test
    void runForWhichTheMemoryDoesNotSufficeIsTriedAgainAloneAfterAllOthers() throws Exception {
        List<Integer> alone = new ArrayList<>();
        laboratory.change = each -> {
            if (each.rows().get(0).value().equals(firstIpc())) {
                throw new OutOfMemoryError("planted");
            }
            return each;
        };
        Isolation isolation = run -> {
            alone.add(laboratory.simulated.get());
            return new FakeLaboratory()
                    .plan(spec)
                    .runs()
                    .get(run.id())
                    .setup()
                    .simulate(run.limits(), new Watch(new Pulse()));
        };

        Result result = run(folder, new Terms(2, run -> true, null, null, isolation));

        assertThat(alone).containsExactly(24);
        assertThat(result.failed()).isEmpty();
        assertThat(result.finished()).isEqualTo(24);
        laboratory.change = each -> each;
        run(folder.resolve("fresh"), Terms.workers(1));
        assertThat(Trip.bytes(folder)).isEqualTo(Trip.bytes(folder.resolve("fresh")));
    }

    @Test
    void runForWhichTheMemoryNeverSufficesHasFailedAndTheOthersHaveNot() throws Exception {
        laboratory.change = each -> {
            if (each.rows().get(0).value().equals(firstIpc())) {
                throw new OutOfMemoryError("planted");
            }
            return each;
        };
        assertThat(run(folder, Terms.workers(2)).failed().values())
                .extracting(Outcome::message)
                .containsExactly("the Java heap is too small for this run; start with ZIGGURAT_JAVA_OPTS=-Xmx8g or"
                        + " fewer --jobs");
        Isolation nowhere = run -> {
            throw new IOException("no such program");
        };

        Result again = run(folder, new Terms(2, run -> true, null, null, nowhere));

        assertThat(again.failed().values())
                .extracting(Outcome::message)
                .allMatch(text -> text.endsWith("no process of its own could be started: no such program"));
        assertThat(again.kept()).isEqualTo(23);
    }

    @Test
    void runThatTakesTooLongIsGivenUpAndTriedAgainTheNextTime() throws Exception {
        laboratory.beats = run -> run.seed() == 2;

        Result result = run(folder, new Terms(1, run -> true, null, Duration.ofMillis(1), null));

        assertThat(result.failed()).hasSize(12);
        assertThat(result.failed().values()).extracting(Outcome::status).containsOnly(Status.TIME_OUT);
        assertThat(result.failed().values())
                .extracting(Outcome::message)
                .containsOnly("stopped after 0.001 s (--time-out), at 1 references");
        assertThat(Files.readAllLines(folder.resolve("results.csv")).get(2)).contains(",2,time-out,1 KiB,x,");
        assertThat(run(folder, new Terms(1, run -> true, null, Duration.ofMinutes(9), null))
                        .failed())
                .isEmpty();
        assertThat(laboratory.simulated).hasValue(36);
    }

    @Test
    void aProcessThatIsTheSameInManyMixesIsSimulatedOnceAndHasARowInEach() throws Exception {
        laboratory.processes = List.of("a", "b");
        Plan plan = laboratory.plan(PlanTest.withAlone(sweep("s", 1)));

        Trip.run(folder, plan, 1);

        assertThat(laboratory.simulated).hasValue(2 + 2);
        List<String> lines = Files.readAllLines(folder.resolve("results.csv"));
        assertThat(lines.get(0)).contains(",status,alone,cores.ipc");
        assertThat(lines).hasSize(1 + 6);
        assertThat(lines.get(2)).startsWith("1,0,desktop,chase,").contains(",ok,a,");
        assertThat(lines.get(5)).startsWith("4,1,desktop,zipf,").contains(",ok,a,");
        assertThat(lines.get(5).replaceAll(".*,ok", "")).isEqualTo(lines.get(2).replaceAll(".*,ok", ""));
        assertThat(Files.readString(folder.resolve("resolved.yaml"))).contains("\nalone: true\n");
    }

    /** What the first run of the plan measures. */
    private String firstIpc() {
        Run first = new FakeLaboratory().plan(spec).runs().get(0);
        return first.setup()
                .simulate(first.limits(), new Watch(new Pulse()))
                .rows()
                .get(0)
                .value();
    }

    private Result run(Path to, Terms terms) throws InterruptedException {
        return Trip.run(to, laboratory.plan(spec), terms, new Disk());
    }
}
