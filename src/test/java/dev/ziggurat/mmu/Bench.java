package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A test bench: tables of two address spaces in simulated memory, a level that takes the walks, and an Mmu between. A cycle is 1 ps; unless told
 * otherwise the first-level TLBs have 4 entries and no latency, the second 16 and 7 ps, the walk caches 1 ps, and a load of a walk takes 100 ps.
 */
final class Bench implements Requester, Translated {
    static final int RW = Rights.USER | Rights.WRITE;

    final Simulation simulation = new Simulation(1);
    final WordStore words = new WordStore();
    final Frames frames = new Frames(1L << 40);
    final PageTable table = new PageTable(PageTableFormat.X86_64, words, frames);
    final PageTable other = new PageTable(PageTableFormat.X86_64, words, frames);
    final AddressSpace space = new AddressSpace(table.root(), 1);
    final AddressSpace otherSpace = new AddressSpace(other.root(), 2);
    final SegmentTable segments = new SegmentTable(words, 1L << 30);
    final FakeMemory memory = new FakeMemory(simulation);
    final List<Ask> told = new ArrayList<>();
    final Mmu mmu;
    private final List<Ask> asks = new ArrayList<>();

    /** One translation asked for: {@link #end} is -1 until it is known. */
    static final class Ask {
        final MemoryRequest request;
        long end = -1;
        boolean squashed;

        Ask(MemoryRequest request) {
            this.request = request;
        }

        long physical() {
            assertThat(request.fault).isEqualTo(Fault.NONE);
            return request.physicalAddress;
        }
    }

    Bench(TestTlbs shape) {
        this(shape, null);
    }

    /** With another level than {@link #memory}; {@code null} for that one. */
    Bench(TestTlbs shape, @Nullable Function<Bench, MemoryLevel> level) {
        MemoryLevel enters = level == null ? memory : level.apply(this);
        String name = level == null ? "memory" : "l1d";
        mmu = new PagedMmu(
                new MmuSite(simulation, "core0", new Clock(1), words, AbsentPages.FAULT, enters, name), shape.spec());
        mmu.switchTo(space);
    }

    /** With another kind of translation, in a space whose segments are {@link #segments}. */
    Bench(BiFunction<MmuSite, TranslationSpec, Mmu> kind, TranslationSpec spec) {
        mmu = kind.apply(
                new MmuSite(simulation, "core0", new Clock(1), words, AbsentPages.FAULT, memory, "memory"), spec);
        mmu.switchTo(new AddressSpace(table.root(), 1, segments.address()));
    }

    /** Asks for a translation at an instant, as a core that runs ahead of all events would. */
    Ask ask(AccessType type, long virtual, long time) {
        MemoryRequest request = new MemoryRequest(this, asks.size());
        request.type = type;
        request.virtualAddress = virtual;
        request.size = 8;
        request.time = time;
        request.marks.begin(time);
        Ask ask = new Ask(request);
        asks.add(ask);
        long end = mmu.translate(request, this);
        if (end != Mmu.PENDING) {
            known(ask, end);
        }
        return ask;
    }

    Ask load(long virtual, long time) {
        return ask(AccessType.LOAD, virtual, time);
    }

    Ask store(long virtual, long time) {
        return ask(AccessType.STORE, virtual, time);
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        throw new AssertionError("nothing was sent");
    }

    @Override
    public void translated(MemoryRequest request, long time) {
        Ask ask = asks.get(request.slot);
        assertThat(ask.end).as("told twice").isEqualTo(-1);
        assertThat(time).isGreaterThanOrEqualTo(simulation.engine().now());
        known(ask, time);
        told.add(ask);
    }

    @Override
    public boolean wants(MemoryRequest request) {
        return !asks.get(request.slot).squashed;
    }

    private static void known(Ask ask, long end) {
        ask.end = end;
        ask.request.marks.close(end);
    }

    /** Returns the marks of a translation in words: {@code l2 tlb 7, walk 408}. */
    String marks(Ask ask) {
        MarkList marks = ask.request.marks;
        StringBuilder text = new StringBuilder();
        long begin = marks.start();
        for (int i = 0; i < marks.size(); i++) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(simulation.causes().name(marks.cause(i)))
                    .append(' ')
                    .append(marks.until(i) - begin);
            begin = marks.until(i);
        }
        return text.toString();
    }

    /** Has something done at an instant. */
    void at(long time, Runnable action) {
        simulation
                .engine()
                .schedule(
                        new Event() {
                            @Override
                            protected void fire() {
                                action.run();
                            }
                        },
                        time);
    }

    void run() {
        simulation.engine().run();
    }

    /** Translates by a load and waits for it. */
    Ask walk(long virtual) {
        Ask ask = load(virtual, simulation.engine().now());
        run();
        return ask;
    }

    /** Returns a counter: {@code walker walks}. */
    long count(String metric) {
        Statistics statistics = new Statistics();
        mmu.describe(statistics);
        statistics.checkLaws();
        String[] words = metric.split(" ", -1);
        return statistics.snapshot(0).counter(new Term("core0." + words[0], words[1]));
    }

    /** What a level saw, in words: {@code WALK 10000003008 at 107}. */
    static String seen(AccessType type, long address, long time) {
        return String.format(Locale.ROOT, "%s %x at %d", type, address, time);
    }
}
