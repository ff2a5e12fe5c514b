package dev.ziggurat.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.stats.Window.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunSummaryTest {
    private static String summary(Row... rows) {
        StringWriter out = new StringWriter();
        new RunSummary(new Outcome(Outcome.Status.OK, "", 7, List.of(), List.of(rows)))
                .print(new PrintWriter(out, true));
        return out.toString();
    }

    @Test
    void anOperatingSystemIsShownWithItsProcessesAndHowTheyEnded() {
        String shown = summary(
                new Row("process.worker", "references", "references", "30000"),
                new Row("process.worker", "end", "", "references"),
                new Row("process.worker", "minor_faults", "faults", "12"),
                new Row("process.worker", "major_faults", "faults", "345"),
                new Row("process.hog", "references", "references", "7"),
                new Row("process.hog", "end", "", "out of memory"),
                new Row("process.hog", "minor_faults", "faults", "8"),
                new Row("process.hog", "major_faults", "faults", "0"),
                new Row("os", "faults", "faults", "365"),
                new Row("os", "minor_faults", "faults", "20"),
                new Row("os", "major_faults", "faults", "345"));

        assertThat(shown).contains("""
                os
                  minor_faults   20  faults
                  major_faults  345  faults

                process   references  minor faults  major faults  ended by
                  worker       30000            12           345  references
                  hog              7             8             0  out of memory
                """);
    }

    @Test
    void aMachineWithoutOneShowsNeither() {
        assertThat(summary(
                        new Row("process.worker", "references", "references", "30000"),
                        new Row("process.worker", "end", "", "references")))
                .doesNotContain("process", "os\n");
    }
}
