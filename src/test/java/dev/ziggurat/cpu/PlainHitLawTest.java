package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cpu.ListedProgram.Line;
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
 * A core serves its first-level hits without requests, and runs of them without cycles, or it sends every reference as a request, because
 * something stands between it and its cache: no number tells which, nor whose the misses are.
 */
final class PlainHitLawTest {
    private static final int SEEDS = 80;
    private static final Frequency CLOCK = Frequency.parse("1 GHz");

    @Test
    void inOrderCoreWithoutRequestsForHitsChangesNoNumber() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            check(seed, random, new InOrder.Spec(1, CLOCK, random.nextInt(6)));
        }
    }

    @Test
    void outOfOrderCoreWithoutRequestsForHitsChangesNoNumber() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            check(
                    seed,
                    random,
                    new OutOfOrder.Spec(
                            1,
                            CLOCK,
                            1 + random.nextInt(5),
                            1 + random.nextInt(random.nextBoolean() ? 40 : 160),
                            1 + random.nextInt(random.nextBoolean() ? 20 : 160),
                            1 + random.nextInt(random.nextBoolean() ? 10 : 90)));
        }
    }

    private static void check(long seed, SplittableRandom random, CoreSpec spec) {
        List<Line> program = program(random);
        CachedRun.Setting setting = new CachedRun.Setting(
                spec,
                program,
                cache(random),
                (long) random.nextInt(4) * random.nextInt(90) * (random.nextInt(4) == 0 ? 20_000L : 700L),
                random.nextInt(4) == 0,
                random.nextInt(3) * 400L,
                random.nextBoolean() ? Process.TO_THE_END : 1 + random.nextInt(1500),
                random.nextBoolean() ? 0 : 300_000 + random.nextInt(400_000));
        CachedRun direct = new CachedRun(setting, cache -> cache, OddWords::new);
        CachedRun through = new CachedRun(setting, CachedRun::behindAPassage, OddWords::new);
        String what = "seed " + seed + ", " + setting;
        assertThat(direct.seen).as(what).isEqualTo(through.seen);
        assertThat(direct.rows).as(what).isEqualTo(through.rows);
        assertThat(direct.below.came).as(what).isEqualTo(through.below.came);
        assertThat(direct.shares.lastEnd()).as(what).isEqualTo(through.shares.lastEnd());
        assertThat(direct.process.end()).as(what).isEqualTo(through.process.end());
    }

    /** Stretches of loads and stores that mostly hit, and some of anything; with fetches no reference has a gap. */
    private static List<Line> program(SplittableRandom random) {
        List<Line> lines = new ArrayList<>();
        boolean fetches = random.nextInt(5) == 0;
        for (int stretch = 0; stretch < 4; stretch++) {
            boolean plain = random.nextInt(4) > 0;
            int footprint = 64 << random.nextInt(6);
            int pages = 1 + random.nextInt(2);
            int stores = random.nextInt(4);
            int same = random.nextBoolean() ? 1 << random.nextInt(4) : 0;
            int gap = fetches ? 0 : random.nextInt(12) - 4;
            for (int i = 50 + random.nextInt(900); i > 0; i--) {
                if (fetches) {
                    lines.add(new Line(Kind.FETCH, 4L * random.nextInt(64), 4, 0, 0, 0));
                }
                Kind kind = random.nextInt(4) < stores ? Kind.STORE : Kind.LOAD;
                int size = same > 0 ? same : 1 << random.nextInt(4);
                int back = 0;
                if (!plain && random.nextInt(6) == 0) {
                    kind = random.nextBoolean() ? Kind.MODIFY : kind;
                    size = 1 + random.nextInt(64);
                    back = random.nextInt(6);
                }
                int before = gap <= 0 ? 0 : random.nextInt(gap);
                long address = size * (long) random.nextInt(footprint / size) + 4096L * random.nextInt(pages);
                lines.add(new Line(kind, address, size, back, before, 0));
            }
        }
        return lines;
    }

    private static CacheSpec cache(SplittableRandom random) {
        int ways = 1 << random.nextInt(3);
        return new CacheSpec(
                List.of(CacheSpec.Serves.DATA, CacheSpec.Serves.FETCH),
                "memory",
                false,
                new ByteSize((64L * ways) << random.nextInt(4)),
                ways,
                new ByteSize(64),
                Latency.ofPicoseconds(random.nextInt(5) * 600L),
                null,
                null,
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                null,
                random.nextInt(8) == 0 ? CacheSpec.Write.WRITE_THROUGH : CacheSpec.Write.WRITE_BACK,
                null,
                null,
                null,
                null);
    }
}
