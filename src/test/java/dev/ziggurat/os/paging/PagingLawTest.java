package dev.ziggurat.os.paging;

import static dev.ziggurat.os.paging.Rig.AREA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.AccessedFlush;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.frames.BuddyFrames;
import dev.ziggurat.os.frames.RandomFrames;
import dev.ziggurat.os.frames.SequentialFrames;
import dev.ziggurat.os.paging.Rig.Shape;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.replacement.PageClock;
import dev.ziggurat.os.replacement.PageFifo;
import dev.ziggurat.os.replacement.PageLru;
import dev.ziggurat.os.replacement.PageRandom;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random programs of three processes: each reference finds what its process wrote there last, and in the end nothing is lost. */
final class PagingLawTest {
    private static final int RUNS = 100;
    private static final int PAGE = 4096;
    private static final List<String> COUNTS = List.of(
            "faults_zero",
            "faults_swap",
            "faults_lock",
            "faults_spurious",
            "faults_violation",
            "evictions",
            "dirty_evictions",
            "swap_ins",
            "swap_outs",
            "out_of_memory");
    private static final List<PageReplacementSpec> POLICIES =
            List.of(new PageFifo.Spec(), new PageLru.Spec(), new PageClock.Spec(), new PageRandom.Spec());

    @Test
    void everyReferenceFindsWhatItsProcessWroteLast() {
        Map<String, Long> met = new TreeMap<>();
        for (long seed = 0; seed < RUNS; seed++) {
            try {
                run(new SplittableRandom(seed), met);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(met)
                .as("what the runs met with")
                .allSatisfy((what, count) -> assertThat(count).as(what).isPositive());
    }

    private static void run(SplittableRandom random, Map<String, Long> met) {
        int frames = 6 + random.nextInt(12);
        int slots = random.nextInt(8) == 0 ? random.nextInt(10) : 100;
        int cores = 1 + random.nextInt(3);
        Rig rig = new Rig(new Shape()
                .cores(cores)
                .frames(frames)
                .slots(slots)
                .kernelPages(random.nextInt(10) == 0 ? 12 + random.nextInt(6) : 200)
                .replacement(POLICIES.get(random.nextInt(POLICIES.size())))
                .allocator(
                        switch (random.nextInt(3)) {
                            case 0 -> new RandomFrames.Spec();
                            case 1 -> new BuddyFrames.Spec(null);
                            default -> new SequentialFrames.Spec();
                        })
                .flush(random.nextBoolean() ? AccessedFlush.FREE : AccessedFlush.IPI)
                .quantum(20_000 + random.nextInt(100_000))
                .tlbEntries(1 << random.nextInt(4)));
        rig.keepSteps = false;
        rig.contents.keepCame = false;
        for (String name : List.of("p", "q", "r")) {
            int pages = 1 + random.nextInt(12);
            Process process = rig.process(name, List.of(new Area("data", AREA, (long) pages * PAGE)), 12);
            int threads = 1 + random.nextInt(3);
            for (int i = 0; i < threads; i++) {
                rig.thread(process, program(rig, process, pages, i, random), random.nextInt(cores));
            }
        }
        for (int i = 0; i < 20; i++) {
            rig.at(random.nextInt(2_000_000), rig.statistics::checkLaws);
        }
        rig.run();

        assertThat(rig.processes).allMatch(Process::ended);
        for (String what : COUNTS) {
            met.merge(what, rig.os(what), Long::sum);
        }
        MemoryNumbers numbers = rig.memory.numbers();
        assertThat(numbers.of(MemInfo.ANON_PAGES)).isZero();
        assertThat(numbers.of(MemInfo.MEM_FREE)).isEqualTo(numbers.of(MemInfo.MEM_TOTAL));
        assertThat(numbers.of(MemInfo.SWAP_FREE)).isEqualTo(4L * slots);
    }

    /** References to the shared area, and now and then a small area of its own that comes and goes; some end badly. */
    private static Steps program(Rig rig, Process process, int pages, int thread, SplittableRandom random) {
        Steps steps = new Steps();
        long own = AREA + (1L << 30) * (1 + thread);
        int references = random.nextInt(200);
        for (int i = 0; i < references; i++) {
            switch (random.nextInt(40)) {
                case 0 -> mapped(rig, process, own, steps, random);
                case 1 -> steps.sleepUntil(random.nextInt(2_000_000));
                case 2 -> {
                    if (random.nextInt(40) == 0) {
                        steps.load(random.nextLong());
                    }
                }
                default -> access(steps, AREA, pages, random);
            }
        }
        return steps;
    }

    private static void mapped(Rig rig, Process process, long own, Steps steps, SplittableRandom random) {
        int pages = 1 + random.nextInt(3);
        long bytes = (long) pages * PAGE;
        steps.call("mmap", own, bytes, SystemCall.READ | SystemCall.WRITE);
        for (int i = 0; i < 6; i++) {
            access(steps, own, pages, random);
        }
        steps.call("mprotect", own, PAGE, SystemCall.READ);
        steps.load(own);
        steps.call("munmap", own, bytes);
        steps.then(() -> {
            for (int page = 0; page < pages; page++) {
                rig.forget(process, own + (long) page * PAGE);
            }
        });
    }

    private static void access(Steps steps, long area, int pages, SplittableRandom random) {
        Kind kind = switch (random.nextInt(5)) {
            case 0, 1 -> Kind.STORE;
            case 2 -> Kind.MODIFY;
            default -> Kind.LOAD;
        };
        int page = random.nextInt(pages);
        boolean crosses = page + 1 < pages && random.nextInt(10) == 0;
        steps.access(kind, area + (long) page * PAGE + (crosses ? PAGE - 4 : 8L * random.nextInt(512)), 8);
    }
}
