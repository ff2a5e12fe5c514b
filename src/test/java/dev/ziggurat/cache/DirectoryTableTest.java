package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.Upper;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Against a map of sets: no line that a cache holds is ever forgotten, and what nobody holds makes room. */
final class DirectoryTableTest {
    private static final int CACHES = 70;

    /** A cache that holds so many lines as it was given and has not dropped. */
    private static final class Holder implements Upper {
        private final Set<Long> lines = new HashSet<>();

        @Override
        public long recall(long line, Recall how, long time) {
            throw new IllegalStateException("the table takes nothing back");
        }

        @Override
        public boolean holds(long line) {
            return lines.contains(line / 64);
        }
    }

    /** Of each line: who holds it, and whether it was said that it may be written, or may not. */
    private static final class Naive {
        final Map<Long, Set<Integer>> sharers = new HashMap<>();
        final Map<Long, Boolean> owned = new HashMap<>();
    }

    @Test
    void sharersAreThoseOfANaiveMapWhileLinesComeAndGo() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            DirectoryTable table = new DirectoryTable(6);
            Holder[] holders = new Holder[CACHES];
            for (int i = 0; i < CACHES; i++) {
                holders[i] = new Holder();
                table.add(holders[i]);
            }
            Naive naive = new Naive();
            int lines = 100 + random.nextInt(6_000);
            for (int i = 0; i < 8_000; i++) {
                step(table, holders, naive, random.nextInt(lines) * 977L, random);
                own(table, naive, random.nextInt(lines) * 977L, random.nextBoolean());
            }
            naive.sharers.forEach((line, sharers) ->
                    assertThat(sharers(table, line)).as("line " + line).containsAll(sharers));
            naive.owned.forEach((line, owned) ->
                    assertThat(table.owned(table.find(line))).as("line " + line).isEqualTo(owned));
        }
    }

    private static void step(DirectoryTable table, Holder[] holders, Naive naive, long line, SplittableRandom random) {
        int cache = random.nextInt(CACHES);
        Set<Integer> sharers = naive.sharers.computeIfAbsent(line, each -> new TreeSet<>());
        int at = random.nextBoolean() ? table.findOrAdd(line) : table.find(line);
        if (random.nextInt(3) > 0) {
            at = table.findOrAdd(line);
            holders[cache].lines.add(line);
            table.share(at, cache);
            sharers.add(cache);
        } else if (at != DirectoryTable.ABSENT) {
            sharers.forEach(each -> holders[each].lines.remove(line));
            sharers.clear();
            naive.owned.remove(line);
            if (random.nextBoolean()) {
                for (int each = 0; each < CACHES; each++) {
                    assertThat(table.holds(at, each)).isFalse();
                }
                table.removeIfUnused(at);
                assertThat(table.find(line)).isEqualTo(DirectoryTable.ABSENT);
            }
        }
    }

    /** Says whether a line that somebody holds may be written. */
    private static void own(DirectoryTable table, Naive naive, long line, boolean alone) {
        if (!naive.sharers.getOrDefault(line, Set.of()).isEmpty()) {
            table.owned(table.find(line), alone);
            naive.owned.put(line, alone);
        }
    }

    private static Set<Integer> sharers(DirectoryTable table, long line) {
        Set<Integer> found = new TreeSet<>();
        int at = table.find(line);
        for (int each = at == DirectoryTable.ABSENT ? -1 : table.nextSharer(at, 0);
                each != DirectoryTable.ABSENT;
                each = table.nextSharer(at, each + 1)) {
            found.add(each);
        }
        return found;
    }

    /** The bits of 64 caches are one word: behind it stand those of the next entry, if there is one; lines one after another lie apart. */
    @Test
    void behindTheLastOfSixtyFourCachesThereIsNone() {
        DirectoryTable table = new DirectoryTable(6);
        for (int i = 0; i < Long.SIZE; i++) {
            table.add(new Holder());
        }
        long[] lines = new SplittableRandom(1).longs(200, 0, 1L << 40).toArray();
        for (long line : lines) {
            table.share(table.findOrAdd(line), Long.SIZE - 1);
        }

        for (long line : lines) {
            assertThat(sharers(table, line)).containsExactly(Long.SIZE - 1);
        }
    }

    @Test
    void linesThatNobodyHoldsAreForgottenWhenRoomIsNeeded() {
        DirectoryTable table = new DirectoryTable(6);
        Holder holder = new Holder();
        table.add(holder);
        table.share(table.findOrAdd(5), 0);
        holder.lines.add(5L);
        for (long line = 100; line < 100_000; line++) {
            table.share(table.findOrAdd(line), 0);
        }

        assertThat(table.find(5)).isNotEqualTo(DirectoryTable.ABSENT);
        assertThat(table.find(100)).isEqualTo(DirectoryTable.ABSENT);
        assertThat(table.capacity()).as("it has not grown").isEqualTo(1024);
    }

    @Test
    void tableGrowsWithWhatIsHeld() {
        DirectoryTable table = new DirectoryTable(6);
        Holder holder = new Holder();
        table.add(holder);
        for (long line = 0; line < 3_000; line++) {
            holder.lines.add(line);
            table.share(table.findOrAdd(line), 0);
        }

        assertThat(table.capacity()).isEqualTo(8_192);
        for (long line = 0; line < 3_000; line++) {
            assertThat(table.shares(table.find(line), 0)).isTrue();
        }
    }

    @Test
    void lineThatIsBeingServedKeepsItsEntry() {
        Directory directory =
                new Directory(new Simulation(1), new Directory.Site("directory", 64, 0), request -> request.time);
        DirectoryTable table = new DirectoryTable(6);
        table.add(new Holder());
        Map<Long, DirectoryLine> served = new HashMap<>();
        for (long line = 0; line < 3_000; line++) {
            int at = table.findOrAdd(line);
            table.share(at, 0);
            if (line % 3 == 0) {
                served.put(line, new DirectoryLine(directory));
                table.serving(at, served.get(line));
            }
        }

        served.forEach((line, serving) ->
                assertThat(table.serving(table.find(line))).as("line " + line).isSameAs(serving));
        served.keySet().forEach(line -> {
            table.serving(table.find(line), null);
            table.unshare(table.find(line), 0);
            table.removeIfUnused(table.find(line));
            assertThat(table.find(line)).isEqualTo(DirectoryTable.ABSENT);
        });
    }

    @Test
    void everyKindOfRequestIsCountedOnce() {
        DirectoryCounts counts = new DirectoryCounts();
        Statistics statistics = new Statistics();
        counts.describe(statistics.section("directory"));
        for (AccessType type : AccessType.values()) {
            counts.count(type);
        }
        statistics.checkLaws();
        Snapshot values = statistics.snapshot(0);

        assertThat(List.of("requests", "reads", "upgrades", "writes", "writebacks", "dma_accesses").stream()
                        .map(metric -> values.counter(new Term("directory", metric))))
                .containsExactly(13L, 5L, 1L, 3L, 2L, 2L);
    }
}
