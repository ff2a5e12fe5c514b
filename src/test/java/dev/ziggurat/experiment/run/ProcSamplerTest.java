package dev.ziggurat.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.results.Timeline;
import dev.ziggurat.os.proc.KernelFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When observers of a kernel's files look, and what a time line makes of it. */
final class ProcSamplerTest {
    private final FakeFiles files = new FakeFiles();

    private record Looks(long interval, List<Long> times) implements ProcObserver {
        @Override
        public void look(long time, KernelFiles files) {
            times.add(time);
        }

        @Override
        public void end(long time, KernelFiles files) {
            times.add(-time);
        }
    }

    @Test
    void looksAtEachIntervalUntilTheEndAndNotBeyond() {
        Looks looks = new Looks(10, new ArrayList<>());
        ProcSampler sampler = new ProcSampler(looks, files);

        assertThat(sampler.sample(0)).isEqualTo(10);
        assertThat(sampler.sample(10)).isEqualTo(20);
        sampler.end(17);
        assertThat(sampler.sample(20)).isEqualTo(Long.MAX_VALUE);
        assertThat(looks.times).containsExactly(0L, 10L, -17L);
    }

    @Test
    void anIntervalBeyondAllTimeEndsTheLooks() {
        assertThat(new ProcSampler(new Looks(Long.MAX_VALUE, new ArrayList<>()), files).sample(5))
                .isEqualTo(Long.MAX_VALUE);
    }

    /** What happened at the instant at which the run and an interval end is known only when the run has ended: two more pages. */
    @Test
    void theLastRowHoldsWhatHappensAtTheEnd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Timeline timeline = new Timeline(out, 3, 2 * FakeFiles.MS);
        timeline.look(0, files);
        files.now = 2 * FakeFiles.MS;
        timeline.look(2 * FakeFiles.MS, files);
        files.now = 4 * FakeFiles.MS;
        timeline.end(2 * FakeFiles.MS, files);
        timeline.finish();

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("3,2000000.000,1,2,16,984,0,0,0,4,0,16,");
    }

    @Test
    void aRunThatStallsKeepsTheRowsUpToThere() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Timeline timeline = new Timeline(out, 0, 1000);
        timeline.look(0, files);
        timeline.look(1000, files);
        timeline.look(2000, files);
        timeline.finish();

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
    }
}
