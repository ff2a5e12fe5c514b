package dev.ziggurat.os.replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.os.replacement.PageReplacementSpec.Kernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies against what their names say, with frames that are freed and frames that are pinned. */
final class PageReplacementLawsTest {
    private static final long SEEDS = 200;

    static List<PageReplacementSpec> specs() {
        return List.of(
                new PageFifo.Spec(),
                new PageLru.Spec(),
                new PageClock.Spec(),
                new PageRandom.Spec(),
                new PageOptimal.Spec());
    }

    private static PageReplacement create(PageReplacementSpec spec, AccessedBits bits, Future future) {
        return spec.create(new Kernel(1 << 20, RandomStream.of(7, "os.replacement"), bits, future));
    }

    /** Frames in a row, the next victim first. */
    private interface Rule {
        void referenced(List<Long> row, Long frame);
    }

    @Test
    void fifoTakesThePageLoadedLongestAgo() {
        checkRow(new PageFifo.Spec(), (row, frame) -> {});
    }

    @Test
    void lruTakesThePageUsedLongestAgo() {
        checkRow(new PageLru.Spec(), (row, frame) -> {
            if (row.remove(frame)) {
                row.add(frame);
            }
        });
    }

    /** References to frames that have been chosen meanwhile, and frees of them, are among the steps. */
    private static void checkRow(PageReplacementSpec spec, Rule rule) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PageReplacement policy = create(spec, frame -> false, () -> Future.END);
            List<Long> row = new ArrayList<>();
            for (int step = 0; step < 400; step++) {
                Long frame = random.nextLong(30);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        policy.freed(frame);
                        row.remove(frame);
                    }
                    case 1 -> {
                        Pins pins = pins(random);
                        Long first = row.stream()
                                .filter(each -> !pins.pinned(each))
                                .findFirst()
                                .orElse(PageReplacement.NONE);
                        assertThat(policy.victim(pins))
                                .as("seed %d step %d", seed, step)
                                .isEqualTo(first);
                        row.remove(first);
                    }
                    case 2 -> {
                        policy.referenced(frame, PageReplacement.Use.READ);
                        rule.referenced(row, frame);
                    }
                    default -> {
                        if (!row.contains(frame)) {
                            policy.loaded(frame, frame);
                            row.add(frame);
                        }
                    }
                }
            }
        }
    }

    /** The clock as an array of bits and a hand that steps over every frame. */
    @Test
    void clockTakesTheFirstWhoseBitIsClear() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int frames = 1 + random.nextInt(200);
            boolean[] bits = new boolean[frames];
            boolean[] naiveBits = new boolean[frames];
            boolean[] resident = new boolean[frames];
            PageReplacement policy = create(new PageClock.Spec(), frame -> take(bits, frame), () -> Future.END);
            int hand = 0;
            for (int step = 0; step < 400; step++) {
                int frame = random.nextInt(frames);
                if (random.nextInt(3) > 0) {
                    boolean loads = !resident[frame];
                    resident[frame] = true;
                    bits[frame] = loads || random.nextBoolean();
                    naiveBits[frame] = bits[frame];
                    if (loads) {
                        policy.loaded(frame, frame);
                    }
                    continue;
                }
                Pins pins = pins(random);
                int victim = -1;
                for (int looks = 0; looks < 2 * frames && victim < 0; looks++) {
                    boolean chosen = resident[hand] && !pins.pinned(hand) && !take(naiveBits, hand);
                    victim = chosen ? hand : -1;
                    hand = (hand + 1) % frames;
                }
                assertThat(policy.victim(pins))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(victim);
                assertThat(bits).as("seed %d step %d", seed, step).isEqualTo(naiveBits);
                if (victim >= 0) {
                    resident[victim] = false;
                }
            }
        }
    }

    private static boolean take(boolean[] bits, long frame) {
        boolean was = bits[(int) frame];
        bits[(int) frame] = false;
        return was;
    }

    /** None, some, or all frames; as a function, so that asking twice gives the same answer. */
    private static Pins pins(SplittableRandom random) {
        int share = random.nextInt(5);
        long salt = random.nextLong();
        return frame -> (((frame + 1) * salt) >>> 62) < share;
    }

    /** With random pins: against a search of the whole future for each resident page. */
    @Test
    void optimalTakesThePageUsedFarthestAhead() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceString string = ReferenceString.random(random, 300, 1 + random.nextInt(40));
            int frames = 1 + random.nextInt(20);
            PageReplacement policy = create(new PageOptimal.Spec(), frame -> false, string.future());
            Map<Long, Long> table = new HashMap<>();
            for (int i = 0; i < string.length(); i++) {
                long page = string.page(i);
                if (!table.containsKey(page)) {
                    long frame = table.size();
                    if (table.size() == frames) {
                        Pins pins = pins(random);
                        long expected = farthest(table, string, i, pins);
                        frame = policy.victim(pins);
                        assertThat(frame).as("seed %d reference %d", seed, i).isEqualTo(expected);
                        if (frame == PageReplacement.NONE) {
                            frame = policy.victim(each -> false);
                        }
                        table.values().remove(frame);
                    }
                    table.put(page, frame);
                    policy.loaded(frame, page);
                }
                policy.referenced(table.get(page), PageReplacement.Use.READ);
            }
        }
    }

    private static long farthest(Map<Long, Long> table, ReferenceString string, int from, Pins pins) {
        long victim = PageReplacement.NONE;
        long page = -1;
        int farthest = -1;
        for (Map.Entry<Long, Long> resident : table.entrySet()) {
            int use = from;
            while (use < string.length() && string.page(use) != resident.getKey()) {
                use++;
            }
            boolean farther = use > farthest || (use == farthest && resident.getKey() < page);
            if (farther && !pins.pinned(resident.getValue())) {
                farthest = use;
                page = resident.getKey();
                victim = resident.getValue();
            }
        }
        return victim;
    }

    @Test
    void nobodyFaultsLessThanTheOptimum() {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReferenceString string = ReferenceString.random(random, 500, 1 + random.nextInt(50));
            int frames = 1 + random.nextInt(30);
            long least = PagedMemory.run(new PageOptimal.Spec(), frames, string).faults;
            for (PageReplacementSpec spec : specs()) {
                assertThat(PagedMemory.run(spec, frames, string).faults)
                        .as("seed %d, %s with %d frames", seed, spec, frames)
                        .isGreaterThanOrEqualTo(least);
            }
        }
    }

    /** Stack algorithms: what fewer frames hold, more frames hold too. */
    @Test
    void lruAndOptimalNeverFaultMoreWithMoreFrames() {
        for (long seed = 0; seed < 20; seed++) {
            ReferenceString string = ReferenceString.random(new SplittableRandom(seed), 600, 40);
            for (PageReplacementSpec spec : List.of(new PageLru.Spec(), new PageOptimal.Spec())) {
                long before = Long.MAX_VALUE;
                for (int frames = 1; frames <= 40; frames++) {
                    long faults = PagedMemory.run(spec, frames, string).faults;
                    assertThat(faults).as("seed %d, %s", seed, spec).isLessThanOrEqualTo(before);
                    before = faults;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void eachFrameIsChosenOnceAndThenNone(PageReplacementSpec spec) {
        PageReplacement policy = create(spec, frame -> false, () -> Future.END);
        long[] loaded = {0, 1, 5, 700, 1_000_000, 64, 63};
        for (long frame : loaded) {
            policy.loaded(frame, 3 * frame);
        }
        policy.freed(5);
        Set<Long> chosen = new HashSet<>();

        assertThat(policy.victim(frame -> true)).isEqualTo(PageReplacement.NONE);
        for (int i = 0; i < loaded.length - 2; i++) {
            long victim = policy.victim(frame -> frame == 64);
            assertThat(chosen.add(victim)).isTrue();
        }
        assertThat(chosen).containsExactlyInAnyOrder(0L, 1L, 700L, 1_000_000L, 63L);
        assertThat(policy.victim(frame -> frame == 64)).isEqualTo(PageReplacement.NONE);
        assertThat(policy.victim(frame -> false)).isEqualTo(64);
        assertThat(policy.victim(frame -> false)).isEqualTo(PageReplacement.NONE);
    }

    @Test
    void randomChoosesEachAboutAsOften() {
        PageReplacement policy = create(new PageRandom.Spec(), frame -> false, () -> Future.END);
        int[] chosen = new int[100];
        for (long frame = 0; frame < chosen.length; frame++) {
            policy.loaded(frame, frame);
        }
        for (int i = 0; i < 100_000; i++) {
            long victim = policy.victim(frame -> false);
            chosen[(int) victim]++;
            policy.loaded(victim, victim);
        }

        assertThat(Arrays.stream(chosen).boxed()).allMatch(count -> count > 850 && count < 1150);
    }

    /** In a loop over one page more than there are frames, a decision needs to see no further than once round. */
    @Test
    void optimalReadsNoFurtherThanADecisionNeeds() {
        long[] read = {0};
        PagedMemory memory = new PagedMemory(new PageOptimal.Spec(), 10, () -> read[0]++ % 11);
        for (long i = 0; i < 5_000; i++) {
            memory.use(i % 11, false);

            assertThat(read[0] - i).isLessThanOrEqualTo(12);
        }
    }

    @Test
    void optimalTellsWhenTheFutureWasAnother() {
        PagedMemory memory = new PagedMemory(new PageOptimal.Spec(), 2, () -> 5);
        memory.use(5, false);

        assertThatThrownBy(() -> memory.use(6, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reference 2 goes to page 0x6");
    }
}
