package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A cache against a naive one, an access at a time: what it answers, sends below and counts, whichever of the three ways an access of a core
 * takes (a request, {@link Cache#hits}, {@link Cache#find} and {@link Cache#use}).
 */
final class CacheLawTest {
    private static final AccessType[] TYPES = {
        AccessType.LOAD,
        AccessType.LOAD,
        AccessType.STORE,
        AccessType.STORE,
        AccessType.FETCH,
        AccessType.OWN,
        AccessType.WALK,
        AccessType.WRITE_BACK,
        AccessType.WRITE_THROUGH
    };

    @Test
    void cacheDoesWhatTheNaiveOneDoes() {
        for (long seed = 0; seed < 300; seed++) {
            new Pair(seed).run();
        }
    }

    /** The same shape twice. */
    private static final class Pair {
        private final SplittableRandom random;
        private final Bench bench = new Bench();
        private final Cache cache;
        private final NaiveCache naive;
        private final int lines;
        private final long seed;
        private final int kind;

        /** The lines whose fill the cache knows to be there, for a request has met it. */
        private final Set<Long> settled = new HashSet<>();

        Pair(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            int sets = 1 + random.nextInt(5);
            int ways = 1 + random.nextInt(9);
            lines = 2 * sets * ways + 1;
            kind = random.nextInt(8);
            boolean fifo = (kind & 1) != 0;
            TestCaches shape = new TestCaches().sets(sets).ways(ways).first();
            shape = fifo ? shape.replacement(new Fifo.Spec()) : shape.replacement(new Lru.Spec());
            shape = (kind & 2) != 0 ? shape.writeThrough() : shape;
            shape = (kind & 4) != 0 ? shape.noAllocate() : shape;
            cache = shape.make(bench.simulation, "l1");
            cache.connect(bench.below);
            naive = new NaiveCache(sets, ways, fifo, (kind & 2) == 0, (kind & 4) == 0, 10);
        }

        void run() {
            for (int i = 0; i < 400; i++) {
                step(i * 10_000L);
                assertThat(bench.below.seen).as(what(i)).isEqualTo(naive.below);
            }
            checkCounts(Booking.HARDWARE, 0);
            checkCounts(Booking.DINERO, 1);
        }

        private String what(int step) {
            return "seed " + seed + " (kind " + kind + ") step " + step;
        }

        private void step(long time) {
            AccessType type = TYPES[random.nextInt(TYPES.length)];
            boolean whole = type == AccessType.WRITE_BACK && random.nextInt(4) > 0;
            long address = random.nextInt(lines) * 64L + (whole ? 0 : random.nextInt(8) * 8L);
            int size = whole ? 64 : 8;
            long line = address / 64;
            boolean plain = naive.plain(type, address);
            boolean surely = plain && settled.contains(line);
            int way = random.nextInt(3);
            if (way == 0) {
                boolean hit = cache.plainHits().hits(type, address);
                check(hit, plain, surely, time);
                if (hit) {
                    naive.access(type, address, size, time);
                    return;
                }
            } else if (way == 1) {
                long place = cache.plainHits().find(type, address);
                check(place != PlainHits.NOWHERE, plain, surely, time);
                if (place != PlainHits.NOWHERE) {
                    cache.plainHits().use(type, place);
                    cache.plainHits().count(type, 1);
                    naive.access(type, address, size, time);
                    return;
                }
            }
            boolean held = naive.holds(address);
            long served = bench.end(bench.send(cache, type, address, size, time));
            assertThat(served).as("seed " + seed).isEqualTo(naive.access(type, address, size, time));
            if (held) {
                settled.add(line);
            } else {
                settled.remove(line);
            }
        }

        private void check(boolean hit, boolean plain, boolean surely, long time) {
            assertThat(hit)
                    .as("seed " + seed + " at " + time)
                    .isIn(surely ? List.of(true) : plain ? List.of(true, false) : List.of(false));
        }

        private void checkCounts(Booking booking, int withWriteBacks) {
            Statistics statistics = new Statistics();
            cache.describe(statistics, "l1", booking, List.of());
            statistics.checkLaws();
            Snapshot counts = statistics.snapshot(0);
            long writes = naive.accesses[Kind.WRITE_BACK] * withWriteBacks;
            long writeMisses = naive.misses[Kind.WRITE_BACK] * withWriteBacks;
            long misses = naive.sum(naive.misses) + writeMisses;
            Object[][] expected = {
                {"fetch_accesses", naive.accesses[Kind.FETCH]},
                {"fetch_misses", naive.misses[Kind.FETCH]},
                {"read_accesses", naive.accesses[Kind.READ]},
                {"read_misses", naive.misses[Kind.READ]},
                {"write_accesses", naive.accesses[Kind.WRITE] + writes},
                {"write_misses", naive.misses[Kind.WRITE] + writeMisses},
                {"misses", misses},
                {"hits", naive.sum(naive.accesses) + writes - misses},
                {"merged", 0L},
                {"writebacks", naive.writeBacks},
                {"writebacks_in", naive.accesses[Kind.WRITE_BACK]},
                {"walk_accesses", naive.accesses[Kind.WALK]},
                {"walk_misses", naive.misses[Kind.WALK]},
                {"bytes_from_below", naive.bytes(false)},
                {"bytes_to_below", naive.bytes(true)}
            };
            for (Object[] each : expected) {
                assertThat(counts.counter(new Term("l1", (String) each[0])))
                        .as("seed " + seed + ", " + booking + " " + each[0])
                        .isEqualTo(each[1]);
            }
        }
    }
}
