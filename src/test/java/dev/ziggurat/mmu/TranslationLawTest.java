package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.RandomReplacement;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.mmu.FakeMemory.Answer;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random accesses of three address spaces while pages are mapped, unmapped, protected and their bits cleared, each change followed by its
 * invalidation, against a map of pages: every translation is what the map says at the instant at which it is known, every mark list closes,
 * every law of the statistics holds, and two runs are the same.
 */
final class TranslationLawTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 1_500;
    private static final int SPACES = 3;
    private static final int[] SHIFTS = {12, 12, 12, 12, 21, 30};
    private static final List<ReplacementSpec> POLICIES =
            List.of(new Lru.Spec(), new Fifo.Spec(), new RandomReplacement.Spec());

    @Test
    void everyTranslationIsWhatTheMapSays() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                String outcome = new Run(seed).run();
                if (seed % 10 == 0) {
                    assertThat(new Run(seed).run()).isEqualTo(outcome);
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** A page of the naive map. */
    private record Page(long virtual, long frame, int shift, int rights) {
        boolean holds(long address) {
            return address >>> shift == virtual >>> shift;
        }
    }

    private static final class Run extends Event implements Requester, Translated {
        private final SplittableRandom random;
        private final Simulation simulation;
        private final WordStore words = new WordStore();
        private final Frames frames = new Frames(1L << 40);
        private final PageTable[] tables = new PageTable[SPACES];
        private final List<List<Page>> maps = new ArrayList<>();
        private final Mmu mmu;
        private final Map<MemoryRequest, Integer> pending = new HashMap<>();
        private final StringBuilder outcome = new StringBuilder();
        private int current;
        private int left = STEPS;
        private int slots;

        Run(long seed) {
            random = new SplittableRandom(seed);
            simulation = new Simulation(seed);
            FakeMemory memory = new FakeMemory(simulation);
            memory.answer = Answer.values()[random.nextInt(3)];
            memory.latency = 1L + random.nextInt(300);
            memory.updateLatency = random.nextInt(300);
            int ways = 1 + random.nextInt(4);
            TestTlbs shape = new TestTlbs()
                    .first(ways * (1 + random.nextInt(4)), ways)
                    .firstLatency(random.nextInt(3) / 2)
                    .second(random.nextInt(4) * 12, 1 + random.nextInt(3))
                    .walkers(1 + random.nextInt(3))
                    .walkCaches(random.nextInt(3), random.nextInt(3), random.nextInt(3))
                    .replacement(POLICIES.get(random.nextInt(3)));
            if (random.nextBoolean()) {
                shape.firstPages(12);
            }
            if (random.nextInt(3) == 0) {
                shape.noTags();
            }
            mmu = new PagedMmu(
                    new MmuSite(simulation, "core0", new Clock(1), words, AbsentPages.FAULT, memory, "memory"),
                    shape.spec());
            for (int i = 0; i < SPACES; i++) {
                tables[i] = new PageTable(PageTableFormat.X86_64, words, frames);
                maps.add(new ArrayList<>());
            }
            mmu.switchTo(space(0));
        }

        private AddressSpace space(int number) {
            return new AddressSpace(tables[number].root(), number + 7);
        }

        String run() {
            simulation.engine().schedule(this, 0);
            simulation.engine().run();
            assertThat(pending).isEmpty();
            Statistics statistics = new Statistics();
            mmu.describe(statistics);
            statistics.checkLaws();
            return outcome.toString();
        }

        @Override
        protected void fire() {
            switch (random.nextInt(12)) {
                case 0, 1 -> map();
                case 2 -> unmap();
                case 3 -> protect();
                case 4 -> clear();
                case 5 -> switchSpace();
                default -> ask();
            }
            if (--left > 0) {
                simulation.engine().schedule(this, simulation.engine().now() + random.nextInt(150));
            }
        }

        private long address() {
            long high = random.nextInt(3) == 0 ? 0xffff_8000_0000_0000L : 0;
            return high
                    | ((long) random.nextInt(2) << 39)
                    | ((long) random.nextInt(2) << 30)
                    | ((long) random.nextInt(2) << 21)
                    | ((long) random.nextInt(6) << 12)
                    | random.nextInt(4096);
        }

        private void map() {
            int number = random.nextInt(SPACES);
            int shift = SHIFTS[random.nextInt(SHIFTS.length)];
            long virtual = address() & -(1L << shift);
            long end = virtual + (1L << shift) - 1;
            for (Page page : maps.get(number)) {
                if (page.holds(virtual) || (page.virtual >= virtual && page.virtual <= end)) {
                    return;
                }
            }
            Page page = new Page(
                    virtual,
                    random.nextLong(1L << 20) << shift & (1L << 50) - 1,
                    shift,
                    random.nextInt(4) == 0 ? random.nextInt(8) : Rights.ALL);
            int before = frames.free();
            tables[number].map(virtual, page.frame, shift, page.rights);
            if (frames.free() > before) {
                // Empty tables made room for the page: what leads to them must be forgotten before they are used again.
                mmu.invalidate(space(number).tag(), virtual, shift);
            }
            maps.get(number).add(page);
        }

        private void unmap() {
            int number = random.nextInt(SPACES);
            Page page = any(number);
            if (page != null) {
                tables[number].unmap(page.virtual);
                maps.get(number).remove(page);
                mmu.invalidate(space(number).tag(), page.virtual, page.shift);
            }
        }

        private @Nullable Page any(int number) {
            List<Page> pages = maps.get(number);
            return pages.isEmpty() ? null : pages.get(random.nextInt(pages.size()));
        }

        private void protect() {
            int number = random.nextInt(SPACES);
            Page page = any(number);
            if (page != null) {
                int rights = random.nextInt(8);
                tables[number].protect(page.virtual, rights);
                maps.get(number).remove(page);
                maps.get(number).add(new Page(page.virtual, page.frame, page.shift, rights));
                if (random.nextInt(10) == 0) {
                    mmu.flush();
                } else {
                    mmu.invalidate(space(number).tag(), page.virtual, page.shift);
                }
            }
        }

        private void clear() {
            int number = random.nextInt(SPACES);
            Page page = any(number);
            if (page != null) {
                tables[number].clear(page.virtual, PageTableEntry.ACCESSED | PageTableEntry.DIRTY);
                mmu.invalidate(space(number).tag(), page.virtual, page.shift);
            }
        }

        private void switchSpace() {
            current = random.nextInt(SPACES);
            mmu.switchTo(space(current));
        }

        private void ask() {
            MemoryRequest request = new MemoryRequest(this, slots++);
            request.type = switch (random.nextInt(4)) {
                case 0 -> AccessType.STORE;
                case 1 -> AccessType.FETCH;
                default -> AccessType.LOAD;
            };
            Page near = random.nextBoolean() ? any(current) : null;
            request.virtualAddress = near == null ? address() : near.virtual + random.nextInt(1 << near.shift);
            request.time = simulation.engine().now();
            request.marks.begin(request.time);
            long physical = mmu.hit(request.type, request.virtualAddress, request.time);
            if (physical >= 0) {
                request.physicalAddress = physical;
                check(request, current);
                return;
            }
            assertThat(physical).isEqualTo(Mmu.MISS);
            long end = mmu.translate(request, this);
            if (end == Mmu.PENDING) {
                pending.put(request, current);
            } else {
                request.marks.close(end);
                check(request, current);
            }
        }

        @Override
        public void translated(MemoryRequest request, long time) {
            Integer of = pending.remove(request);
            assertThat(of).as("told once, and only if it was pending").isNotNull();
            assertThat(time).isGreaterThanOrEqualTo(simulation.engine().now());
            request.marks.close(time);
            check(request, of);
            if (random.nextInt(4) == 0) {
                ask();
            }
        }

        private void check(MemoryRequest request, int of) {
            outcome.append(request.marks).append(request.fault).append(request.physicalAddress);
            long virtual = request.virtualAddress;
            Supplier<String> what =
                    () -> request.type + " " + Long.toHexString(virtual) + " of " + of + " " + maps.get(of);
            Page page = maps.get(of).stream()
                    .filter(each -> each.holds(virtual))
                    .findFirst()
                    .orElse(null);
            int fault = page == null
                    ? Fault.NOT_PRESENT
                    : (Needs.rights(request.type) & ~page.rights) == 0 ? Fault.NONE : Fault.PROTECTION;
            assertThat(request.fault).as(what).isEqualTo(fault);
            if (page != null && fault == Fault.NONE) {
                assertThat(request.physicalAddress)
                        .as(what)
                        .isEqualTo(page.frame + (virtual - page.virtual))
                        .isEqualTo(tables[of].physical(virtual));
                assertThat(PageTableEntry.accessed(tables[of].word(virtual)))
                        .as(what)
                        .isTrue();
                if (request.type == AccessType.STORE) {
                    assertThat(PageTableEntry.dirty(tables[of].word(virtual)))
                            .as(what)
                            .isTrue();
                }
            }
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            throw new AssertionError("nothing was sent");
        }
    }
}
