package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cpu.ListedProgram.Line;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Process;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Which references an out-of-order core takes on the short way; that no number tells is the affair of {@link PlainHitLawTest}. All lie in four
 * lines of a cache that holds them.
 */
final class HitRunTest {
    private static final int REFERENCES = 3000;

    /** Counts what is taken from inside a run. */
    private static final class Watched implements Program {
        private static final StackWalker STACK = StackWalker.getInstance();
        private final Program program;
        int inRuns;

        Watched(Program program) {
            this.program = program;
        }

        @Override
        public void next(Reference into) {
            program.next(into);
            boolean inRun = STACK.walk(
                    frames -> frames.anyMatch(frame -> frame.getClassName().equals("dev.ziggurat.cpu.HitRun")));
            inRuns += inRun ? 1 : 0;
        }

        @Override
        public List<Area> areas() {
            return program.areas();
        }

        @Override
        public void skipTo(long n) {
            program.skipTo(n);
        }

        @Override
        public void returned(long value) {
            program.returned(value);
        }

        @Override
        public boolean waits(long address) {
            return program.waits(address);
        }

        @Override
        public Pacing pacing() {
            return program.pacing();
        }
    }

    /** Returns the share of the references, in percent, that is taken in runs. */
    private static int percentInRuns(List<Line> lines, boolean translates, long share) {
        List<Watched> programs = new ArrayList<>();
        CachedRun run = run(lines, translates, share, programs);
        return (int) (100L * programs.get(0).inRuns / run.process.references());
    }

    private static CachedRun run(List<Line> lines, boolean translates, long share, List<Watched> programs) {
        return new CachedRun(setting(lines, translates, share), level -> level, program -> {
            programs.add(new Watched(program));
            return programs.get(0);
        });
    }

    private static CachedRun.Setting setting(List<Line> lines, boolean translates, long share) {
        CacheSpec cache = new CacheSpec(
                List.of(CacheSpec.Serves.DATA),
                "memory",
                false,
                new ByteSize(1024),
                4,
                new ByteSize(64),
                Latency.ofPicoseconds(3000),
                null,
                null,
                4,
                4,
                null,
                null,
                null,
                null,
                null,
                null);
        OutOfOrder.Spec core = new OutOfOrder.Spec(1, Frequency.parse("1 GHz"), 4, 60, 30, 20);
        return new CachedRun.Setting(core, lines, cache, 0, translates, 0, share, 0);
    }

    private static List<Line> lines(int stores, int longestGap) {
        SplittableRandom random = new SplittableRandom(1);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < REFERENCES; i++) {
            Kind kind = random.nextInt(100) < stores ? Kind.STORE : Kind.LOAD;
            // Loads of bytes that are stored to would be forwarded.
            long address = 8L * random.nextInt(16) + (kind == Kind.STORE ? 128 : 0);
            lines.add(new Line(kind, address, 8, 0, random.nextInt(longestGap + 1), 0));
        }
        return lines;
    }

    @Test
    void nearlyAllHitsAreTakenInRuns() {
        for (int stores : new int[] {0, 10, 50, 90, 100}) {
            for (int longestGap : new int[] {0, 1, 9, 64}) {
                assertThat(percentInRuns(lines(stores, longestGap), false, Process.TO_THE_END))
                        .as(stores + " % stores, gaps up to " + longestGap)
                        .isGreaterThan(longestGap > 9 ? 5 : 70);
            }
        }
    }

    @Test
    void soTheyAreWhereAddressesAreTranslated() {
        assertThat(percentInRuns(lines(0, 0), true, Process.TO_THE_END)).isGreaterThan(90);
        assertThat(percentInRuns(lines(40, 3), true, Process.TO_THE_END)).isGreaterThan(90);
    }

    @Test
    void lastReferenceOfAShareIsNotTakenInARun() {
        List<Line> lines = lines(30, 0);

        assertThat(percentInRuns(lines, false, 1000)).isBetween(80, 99);
        assertThat(percentInRuns(lines, false, 60)).isZero();
    }

    @Test
    void referencesThatNeedOthersOrHaveLongGapsAreNotTakenInRuns() {
        List<Line> needing = new ArrayList<>();
        List<Line> late = new ArrayList<>();
        for (int i = 0; i < REFERENCES; i++) {
            needing.add(new Line(Kind.LOAD, 8L * (i % 16), 8, 1, 0, 0));
            late.add(new Line(Kind.LOAD, 8L * (i % 16), 8, 0, 65, 0));
        }

        assertThat(percentInRuns(needing, false, Process.TO_THE_END)).isLessThan(3);
        assertThat(percentInRuns(late, false, Process.TO_THE_END)).isLessThan(3);
    }

    @Test
    void referenceOnWhichNoRunCanBeginIsDoneOnce() {
        for (int loads = 60; loads < 90; loads++) {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                for (int load = 0; load < loads; load++) {
                    lines.add(new Line(Kind.LOAD, 8L * (load % 16), 8, 0, 0, 0));
                }
                lines.add(new Line(Kind.MODIFY, 256, 8, 1, 0, 0));
            }
            CachedRun run = run(lines, false, Process.TO_THE_END, new ArrayList<>());
            CachedRun through = new CachedRun(setting(lines, false, Process.TO_THE_END), CachedRun::behindAPassage);

            assertThat(run.rows).as(loads + " loads").isEqualTo(through.rows);
            assertThat(run.process.modifies).as(loads + " loads").isEqualTo(20);
            assertThat(run.process.loads).as(loads + " loads").isEqualTo(20L * loads);
        }
    }
}
