package dev.ziggurat.experiment;

import static dev.ziggurat.experiment.run.FakeLaboratory.axis;
import static dev.ziggurat.experiment.run.FakeLaboratory.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.results.Disk;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.FakeLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Run;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose disk is full, now and then or for a while. */
final class FullDiskTest {
    @TempDir
    Path folder;

    private final FakeLaboratory laboratory = new FakeLaboratory();
    private final SweepSpec spec = sweep("s", 2, axis("a.size", "1 KiB", "2 KiB", "4 KiB"), axis("b", "x", "a,\"b\""));

    @Test
    void sweepStoppedAtAnyWriteEndsWithTheSameBytesAndSimulatesNoKeptRunAgain() throws Exception {
        Trip.run(folder.resolve("whole"), laboratory.plan(spec), 1);
        Map<String, String> expected = Trip.bytes(folder.resolve("whole"));
        for (long seed = 1; seed <= 20; seed++) {
            Path cut = folder.resolve("cut" + seed);
            FailingDisk disk = new FailingDisk(new Random(seed));
            laboratory.simulated.set(0);
            int lost = 0;
            boolean ended = false;
            for (int attempt = 0; attempt < 200 && !ended; attempt++) {
                int before = Trip.kept(cut);
                int simulated = laboratory.simulated.get();
                ended = attempt(cut, new Disk(disk));
                lost += laboratory.simulated.get() - simulated - (Trip.kept(cut) - before);
            }
            assertThat(ended).as("seed %s", seed).isTrue();
            assertThat(Trip.bytes(cut)).as("seed %s", seed).isEqualTo(expected);
            assertThat(laboratory.simulated.get() - lost).as("seed %s", seed).isEqualTo(24);
        }
    }

    /** The last run finds the disk full; a moment later there is room again. */
    @Test
    void outcomeForWhichRoomIsMadeInTheEndIsKeptAndCounts() throws Exception {
        Plan plan = laboratory.plan(spec);
        Trip.run(folder.resolve("whole"), plan, 1);
        List<Run> told = new ArrayList<>();

        Campaign.Result result =
                Trip.run(folder.resolve("tight"), plan, Terms.workers(1), new Disk(new FullOnce(24)), telling(told));

        assertThat(result.finished()).isEqualTo(24);
        assertThat(told).hasSize(24).doesNotHaveDuplicates();
        assertThat(Trip.bytes(folder.resolve("tight"))).isEqualTo(Trip.bytes(folder.resolve("whole")));
        assertThat(folder.resolve("tight/manifest.json")).content().contains("\"runs\" : 24,");
    }

    /** Whether a further seed is needed shows only when the outcome is kept, and then nobody simulates any more: that is no end. */
    @Test
    void sweepThatWantsAPrecisionHasNotEndedWhenTheDiskWasFullForAMoment() throws Exception {
        laboratory.change = PrecisionTest::spread;
        Plan plan = laboratory.plan(PrecisionTest.precise(sweep("s", 3, axis("x", "1", "2", "3"))));
        Trip.run(folder.resolve("whole"), plan, 1);
        int all = Trip.kept(folder.resolve("whole"));
        int cut = 0;
        for (int full = 1; full <= all; full += 3) {
            Path tight = folder.resolve("tight" + full);
            try {
                Trip.run(tight, plan, Terms.workers(1), new Disk(new FullOnce(full)));
            } catch (ExperimentException e) {
                assertThat(e).hasMessageContaining("cannot write to " + tight).hasMessageContaining("No space left");
                cut++;
                Trip.run(tight, plan, 1);
            }
            assertThat(Trip.bytes(tight)).as("full at write %s", full).isEqualTo(Trip.bytes(folder.resolve("whole")));
        }
        assertThat(cut).isPositive();
    }

    private static SweepListener telling(List<Run> told) {
        return new SweepListener() {
            @Override
            public void started(Plan plan, int kept, int pending, int workers) {}

            @Override
            public void finished(Run run, Outcome outcome) {
                told.add(run);
            }
        };
    }

    private boolean attempt(Path to, Disk disk) throws InterruptedException {
        try {
            Trip.run(to, laboratory.plan(spec), Terms.workers(2), disk);
            return true;
        } catch (ExperimentException e) {
            assertThat(e).hasMessageContaining("cannot write to");
            return false;
        }
    }

    /** A disk that is full now and then: at the opening of a file, in its middle or at its end. */
    private static final class FailingDisk implements Disk.Opener {
        private final Random random;

        private FailingDisk(Random random) {
            this.random = random;
        }

        @Override
        public synchronized OutputStream open(Path file) throws IOException {
            int fate = random.nextInt(20);
            if (fate == 0) {
                throw new IOException("No space left on device");
            }
            long room = fate < 4 ? random.nextInt(200) : Long.MAX_VALUE;
            return new FilterOutputStream(new FileOutputStream(file.toFile())) {
                private long left = room;

                @Override
                public void write(int one) throws IOException {
                    if (--left < 0) {
                        throw new IOException("No space left on device");
                    }
                    super.write(one);
                }
            };
        }
    }

    /** A disk that is full once, when a certain run is to be kept. */
    private static final class FullOnce implements Disk.Opener {
        private int left;

        private FullOnce(int run) {
            left = run;
        }

        @Override
        public OutputStream open(Path file) throws IOException {
            boolean point = file.getParent().endsWith("points");
            if (point && --left == 0) {
                throw new IOException("No space left on device");
            }
            return new FileOutputStream(file.toFile());
        }
    }
}
