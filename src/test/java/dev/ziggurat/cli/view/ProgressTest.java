package dev.ziggurat.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cli.view.Progress.Style;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.plan.Comparison;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.machine.yaml.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final StringWriter err = new StringWriter();
    private final Progress progress = new Progress(new PrintWriter(err), Style.LINES, now::get);
    private final Plan plan = plan();
    private final Run run = plan.runs().get(0);
    private final Pulse pulse = new Pulse();

    private static Plan plan() {
        SweepSpec spec = new SweepSpec(
                "long",
                "",
                Source.argument("m"),
                List.of(Source.argument("w")),
                Space.POINT,
                SweepSpec.Sampling.ONCE,
                Comparison.NONE,
                List.of("cores.ipc"),
                null);
        return Plan.of(spec, List.of(), new FakeLaboratory(), "1");
    }

    @Test
    void longRunTellsHowFarItIsAndHowLongItTakes() {
        progress.started(plan, 0, plan.runs().size(), 1);
        progress.began(run, pulse);
        progress.tick();
        assertThat(err.toString().lines()).hasSize(1);

        pulse.beat(1000, 10); // of 1000
        now.set(100 * SECOND);
        progress.tick();
        progress.close();

        assertThat(err.toString()).contains("0/1 runs, 0.0 M references/s, 2 h 45 min left");
    }

    /** Standard output and error are one screen: the bar is wiped out, the line comes on its own, the bar is drawn again. */
    @Test
    void linesOfAResultComeAboveTheBarAndAreNotTorn() {
        PrintWriter screen = new PrintWriter(err);
        Progress bar = new Progress(screen, Style.BAR, now::get);
        bar.print(screen, "before the start\n");
        bar.started(plan, 0, plan.runs().size(), 1);
        bar.began(run, pulse);
        bar.tick();
        bar.print(screen, " 1  0 a line\n");
        bar.close();
        bar.print(screen, "after the end\n");

        assertThat(err.toString())
                .startsWith("before the start\n")
                .containsPattern("\r\\[-+\\] 0/1 runs[^\n]*\u001b\\[K\r\u001b\\[K 1  0 a line\n\r\\[-+\\] 0/1 runs")
                .endsWith("\u001b[K\nafter the end\n");
    }

    @Test
    void theBarStandsOnTheEmptyLineOfAFrameAndBelowTheLastOne() {
        PrintWriter out = new PrintWriter(err);
        Progress bar = new Progress(out, Style.BAR, now::get);
        LiveScreen screen = new LiveScreen(out);
        bar.started(plan, 0, plan.runs().size(), 1);
        bar.began(run, pulse);
        bar.draw(screen, "a\n\nb\n");
        bar.close();
        String closed = err.toString();
        bar.draw(screen, "late\n");

        assertThat(err.toString())
                .isEqualTo(closed)
                .containsPattern(
                        "\u001b\\[2;1H\r\\[-+\\] 0/1 runs[^\n]*\u001b\\[K\u001b\\[\\?7h\u001b\\[\\?1049l\r\u001b\\[Ka\n\nb\n\r\\[-+\\] 0/1")
                .endsWith("\u001b[K" + System.lineSeparator());
    }

    @Test
    void runOfManyDaysIsToldInDays() {
        progress.started(plan, 0, plan.runs().size(), 1);
        progress.began(run, pulse);
        pulse.beat(1000, 1);
        now.set(1000 * SECOND);
        progress.tick();
        progress.close();

        assertThat(err.toString()).contains("11 days left");
    }

    @Test
    void runThatHasNotBegunItsReferencesTellsItsSimulatedTime() {
        progress.started(plan, 0, plan.runs().size(), 1);
        progress.began(run, pulse);
        pulse.beat(7_000_000_000L, 0);
        now.set(40 * SECOND);
        progress.tick();
        progress.close();

        assertThat(err.toString()).contains("0/1 runs, no reference yet after 7 ms of simulated time, 40 s so far");
    }
}
