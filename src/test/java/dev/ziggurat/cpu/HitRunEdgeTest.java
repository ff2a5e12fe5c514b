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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where a run of hits begins and ends: the same numbers as of the core that sends every reference as a request, however long its hits take and
 * though somebody looks exactly on its clock's edges.
 */
final class HitRunEdgeTest {
    private static final int SEEDS = 40;
    private static final int SETS = 4;

    private static OutOfOrder.Spec core(int width, int window, int loads, int stores) {
        return new OutOfOrder.Spec(1, Frequency.parse("1 GHz"), width, window, loads, stores);
    }

    /** Four sets of four lines of 64 B; if it takes an odd number of cycles, the last of them not to its end. */
    private static CacheSpec cache(int cycles) {
        return new CacheSpec(
                List.of(CacheSpec.Serves.DATA),
                "memory",
                false,
                new ByteSize(SETS * 4 * 64),
                4,
                new ByteSize(64),
                Latency.ofPicoseconds(cycles * 1000L - 400L * (cycles % 2)),
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
    }

    private static void check(String what, CoreSpec core, int cycles, List<Line> lines, long lookEvery) {
        CachedRun.Setting setting =
                new CachedRun.Setting(core, lines, cache(cycles), 40_000, false, 0, Process.TO_THE_END, lookEvery);
        CachedRun direct = new CachedRun(setting, level -> level);
        CachedRun through = new CachedRun(setting, CachedRun::behindAPassage);
        assertThat(direct.seen).as(what).isEqualTo(through.seen);
        assertThat(direct.rows).as(what).isEqualTo(through.rows);
        assertThat(direct.below.came).as(what).isEqualTo(through.below.came);
    }

    private static Line line(Kind kind, long address) {
        return new Line(kind, address, 8, 0, 0, 0);
    }

    /** Returns the address of a line in the first set. */
    private static long inFirstSet(int line) {
        return 64L * SETS * line;
    }

    private static List<Line> loads(int count, int from, int lines) {
        List<Line> program = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            program.add(line(Kind.LOAD, inFirstSet(from + i % lines)));
        }
        return program;
    }

    @Test
    void storeAndLoadUseTheirLinesInTheOrderOfTime() {
        List<Line> lines = loads(1000, 0, 4);
        lines.add(line(Kind.STORE, inFirstSet(0)));
        lines.addAll(loads(20, 1, 1));
        lines.addAll(loads(500, 2, 2));
        // A fifth line takes the place of that stored to, as a load has used each of the others since.
        lines.add(line(Kind.LOAD, inFirstSet(4)));
        lines.addAll(loads(20, 1, 3));
        lines.add(line(Kind.LOAD, inFirstSet(0)));

        check("stored to and not used since", core(4, 60, 30, 20), 3, lines, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOAD", "STORE"})
    void lookOnAnEdgeSeesWhatWasDoneBefore(Kind kind) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            lines.add(line(kind, 64L * (i % 8)));
        }
        for (int width = 1; width < 4; width++) {
            check(kind + ", width " + width, core(width, 60, 30, 20), 3, lines, 1_000_000);
        }
    }

    /** After a long run comes what ends it, and then as many hits as make a core try the next. */
    private static List<Line> interrupted(Line... by) {
        List<Line> lines = loads(500, 0, 2);
        lines.addAll(List.of(by));
        lines.addAll(loads(300, 0, 2));
        return lines;
    }

    private static Line[] behindStores(int stores, Line... last) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < stores; i++) {
            lines.add(line(Kind.STORE, inFirstSet(i % 2) + 8));
        }
        lines.addAll(List.of(last));
        return lines.toArray(Line[]::new);
    }

    @Test
    void noRunBeginsWhileTheLineOfARetiredStoreIsAway() {
        Line away = line(Kind.STORE, inFirstSet(2));
        for (int stores = 0; stores < 50; stores++) {
            Line[] lines = behindStores(stores, away);
            check(stores + " stores before", core(4, 160, 100, 60), 2, interrupted(lines), 0);
        }
    }

    @Test
    void noRunBeginsBehindALoadWithoutItsData() {
        Line away = line(Kind.LOAD, inFirstSet(2));
        Line dependent = new Line(Kind.LOAD, inFirstSet(1), 8, 1, 0, 0);
        check("away", core(4, 200, 200, 20), 2, interrupted(away), 0);
        check("one that needs it", core(4, 200, 200, 20), 2, interrupted(away, dependent), 0);
    }

    /** The load waits for the store, which is sent behind many others. */
    @Test
    void noRunBeginsBehindALoadOfMoreBytesThanAreStored() {
        Line store = line(Kind.STORE, inFirstSet(0) + 32);
        Line load = new Line(Kind.LOAD, inFirstSet(0) + 32, 16, 0, 0, 0);
        for (int stores = 0; stores < 58; stores++) {
            for (int cycles : new int[] {2, 20}) {
                Line[] lines = behindStores(stores, store, load);
                check(stores + " stores before", core(4, 200, 150, 60), cycles, interrupted(lines), 0);
            }
        }
    }

    @Test
    void loadIsForwardedByTheYoungestOfTheStores() {
        Line whole = new Line(Kind.STORE, 32, 16, 0, 0, 0);
        Line half = new Line(Kind.STORE, 32, 8, 0, 0, 0);
        Line load = new Line(Kind.LOAD, 32, 16, 0, 0, 0);
        List<Line> lines = loads(400, 0, 2);
        lines.add(whole);
        lines.addAll(loads(60, 0, 2));
        lines.addAll(List.of(half, load));
        lines.addAll(loads(300, 0, 2));
        lines.add(load);
        check("half", core(4, 60, 40, 20), 3, lines, 0);
    }

    /** What the last run left in the rings lies in the time of this one. */
    @Test
    void runBeginsAnewThoughTheLastIsHardlyOver() {
        for (int stores = 0; stores < 10; stores += 3) {
            for (long every = 600; every < 700; every += 9) {
                SplittableRandom random = new SplittableRandom(every);
                List<Line> lines = new ArrayList<>();
                for (int i = 0; i < 5000; i++) {
                    Kind kind = random.nextInt(10) < stores ? Kind.STORE : Kind.LOAD;
                    lines.add(line(kind, 64L * random.nextInt(8) + 8L * random.nextInt(8)));
                }
                String what = stores + " stores in ten, looks every " + every;
                check(what, core(4, 160, 100, 90), 100, lines, 1000 * every);
                check(what, core(4, 240, 200, 200), 100, lines, 1000 * every);
            }
        }
    }

    /** The same with loads and stores in lines of their own, of which neither fills its queue: what the last run left in those lies in this one's time. */
    @Test
    void runBeginsAnewWhileTheQueuesHaveRoom() {
        for (int stores = 1; stores < 6; stores += 2) {
            for (long every = 600; every < 700; every += 9) {
                SplittableRandom random = new SplittableRandom(every);
                List<Line> lines = new ArrayList<>();
                for (int i = 0; i < 5000; i++) {
                    boolean store = random.nextInt(10) < stores;
                    long address = 64L * random.nextInt(8) + 8L * random.nextInt(8);
                    lines.add(line(store ? Kind.STORE : Kind.LOAD, address + (store ? 512 : 0)));
                }
                String what = stores + " stores in ten, looks every " + every;
                check(what, core(4, 240, 230, 260), 100, lines, 1000 * every);
            }
        }
    }

    /**
     * Stores are dispatched every second cycle, for their gaps' sake, and so their entries come free again. That spaces the stores and loads that
     * follow by turns: 200 times something retires ahead of dispatch, and nothing in the cycle after.
     */
    @Test
    void manyBubblesMayLieAheadOfDispatch() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add(new Line(Kind.STORE, 512 + 8L * (i % 16), 8, 0, 7, 0));
        }
        for (int i = 0; i < 1500; i++) {
            lines.add(line(Kind.STORE, 512 + 8L * (i % 16)));
            lines.add(line(Kind.LOAD, 8L * (i % 16)));
        }
        check("by turns", core(4, 440, 300, 200), 410, lines, 0);
    }

    /** Nothing is tried shortly before a look, and so many hits have come in a row when a core goes to sleep that wakes up after it. */
    @Test
    void sleepComesToItsEndBeforeARunBegins() {
        Line needing = new Line(Kind.LOAD, inFirstSet(1), 8, 1, 0, 0);
        for (int first = 1000; first < 1030; first++) {
            List<Line> lines = new ArrayList<>();
            for (int look = 1; look < 4; look++) {
                lines.addAll(loads(first, 0, 2));
                lines.add(needing);
                lines.addAll(loads(200, 0, 2));
                lines.add(new Line(Kind.SLEEP, 0, 0, 0, 0, 1_000_000L * look + 50_000));
            }
            check(first + " loads first", core(4, 60, 30, 20), 20, lines, 1_000_000);
        }
    }

    @Test
    void hitsMayTakeLong() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            OutOfOrder.Spec core = core(
                    1 + random.nextInt(5),
                    1 + random.nextInt(random.nextBoolean() ? 40 : 240),
                    1 + random.nextInt(random.nextBoolean() ? 20 : 160),
                    1 + random.nextInt(random.nextBoolean() ? 6 : 90));
            int cycles = random.nextInt(random.nextBoolean() ? 8 : 120);
            long lookEvery = 1000L * (270 + random.nextInt(random.nextBoolean() ? 100 : 3000));
            check("seed " + seed + ", " + core + ", hits of " + cycles, core, cycles, drawn(random), lookEvery);
        }
    }

    /** Stretches of hits of one mixture each, in which few miss, need another or load more than was stored. */
    private static List<Line> drawn(SplittableRandom random) {
        List<Line> lines = new ArrayList<>();
        for (int stretch = 0; stretch < 5; stretch++) {
            int stores = random.nextInt(11);
            int gap = Math.max(1, random.nextInt(8) - 3);
            int among = random.nextInt(4) == 0 ? 20 : 4 + random.nextInt(9);
            int odd = random.nextBoolean() ? 400 : 5000;
            for (int i = 0; i < 900; i++) {
                Kind kind = random.nextInt(10) < stores ? Kind.STORE : Kind.LOAD;
                int size = random.nextInt(odd) == 0 ? 16 : 8;
                int back = random.nextInt(odd) == 0 ? 1 + random.nextInt(3) : 0;
                long address = 64L * random.nextInt(among) + 8L * random.nextInt(7);
                lines.add(new Line(kind, address, size, back, random.nextInt(gap), 0));
            }
        }
        return lines;
    }
}
