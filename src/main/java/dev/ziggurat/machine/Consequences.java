package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.InOrder;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.machine.LoadTimes.Way;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.units.ByteSize;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** What the sums of {@link LoadTimes} mean for programs, a sentence each: {@code ziggurat explain}. */
public final class Consequences {
    private static final long PICOSECONDS_PER_SECOND = 1_000_000_000_000L;

    private final Derived derived;
    private final LoadTimes times;
    private final List<Way> data;
    private final List<String> sentences = new ArrayList<>();

    private Consequences(Derived derived) {
        this.derived = derived;
        times = new LoadTimes(derived);
        data = times.data();
    }

    /** Returns the sentences that can be said of a machine. */
    public static List<String> of(Derived derived) {
        Consequences consequences = new Consequences(derived);
        consequences.distance();
        consequences.hiding(derived.machine().cores());
        consequences.bandwidth();
        consequences.reach();
        consequences.swapping();
        return consequences.sentences;
    }

    private Way nearest() {
        return data.get(0);
    }

    private Way farthest() {
        return data.get(data.size() - 1);
    }

    private void distance() {
        if (data.size() > 1 && nearest().total() > 0) {
            if (times.bursts() > 1) {
                sentences.add("A line of the last cache is " + times.bursts()
                        + " bursts of memory; a load waits for all, the times" + " above are the first's.");
            }
            sentences.add("A load answered by '" + farthest().answer() + "' takes as long as "
                    + rounded(farthest().total(), nearest().total()) + " that "
                    + nearest().answer()
                    + " answers, one after the other.");
        }
    }

    /** A window that fills while a load is waited for leaves the core with nothing to do (Hennessy and Patterson, section 3.10). */
    private void hiding(CoreSpec cores) {
        if (cores instanceof InOrder.Spec) {
            sentences.add(
                    "The core does nothing else while it waits for a load: the cycles above are lost one by one.");
        }
        if (!(cores instanceof OutOfOrder.Spec wide)) {
            return;
        }
        long cycles = wide.window() / wide.width();
        long covered = cycles * derived.period();
        String fills = "At " + wide.width() + " instructions a cycle the window of " + wide.window() + " fills in "
                + cycles + " cycles: ";
        int first = 0;
        while (first < data.size() && data.get(first).total() <= covered) {
            first++;
        }
        if (first == data.size()) {
            sentences.add(fills + "behind independent instructions every load above can be hidden.");
        } else if (first == 0) {
            sentences.add(fills + "no load above can be hidden behind independent instructions.");
        } else {
            sentences.add(fills + "behind independent instructions a load answered by '"
                    + data.get(first - 1).answer() + "' can be hidden, of one answered by '"
                    + data.get(first).answer() + "' that much at most.");
        }
    }

    /** Little's law: what is under way = rate x time. A miss is under way from the end of its look-up in the first level on. */
    private void bandwidth() {
        CoreSpec cores = derived.machine().cores();
        String first = derived.topology().first(Serves.DATA);
        if (first == null || !(cores instanceof OutOfOrder.Spec || cores instanceof InOrder.Spec)) {
            return;
        }
        int misses = derived.loadsUnderWay();
        CacheSpec spec = derived.level(first).spec();
        Way soonest = times.memory().get(0);
        long time = soonest.total() - derived.level(first).latency();
        if (time <= 0) {
            return;
        }
        BigDecimal most = BigDecimal.valueOf(misses * spec.line().bytes())
                .multiply(BigDecimal.valueOf(PICOSECONDS_PER_SECOND))
                .divide(BigDecimal.valueOf(time), MathContext.DECIMAL64);
        long peak = derived.machine().memory().spec().peakBandwidth();
        String beside = peak == 0 ? "" : "; memory could give " + Amounts.gigabytes(BigDecimal.valueOf(peak));
        sentences.add("By its loads one core has at most " + misses + (misses == 1 ? " line" : " lines") + " of "
                + spec.line() + " under way from memory, each for " + Amounts.nanoseconds(time) + " at least: "
                + Amounts.gigabytes(most) + " at most" + beside + ".");
    }

    private void reach() {
        TlbsSpec tlbs = derived.machine().translation().tlbs();
        List<String> path = derived.topology().dataPath();
        if (times.translation().isEmpty() || tlbs == null || path.isEmpty()) {
            return;
        }
        TlbSpec last = tlbs.l2() == null ? tlbs.l1d() : tlbs.l2();
        ByteSize page = last.pages().stream().min(ByteSize::compareTo).orElseThrow();
        ByteSize reach = last.reach(page);
        String cache = path.get(path.size() - 1);
        ByteSize size = derived.level(cache).spec().size();
        sentences.add(
                "In pages of " + page + " the TLBs reach " + reach
                        + (reach.compareTo(size) < 0
                                ? ", less than the " + size + " of " + cache
                                        + ": a program that fits into the cache may need walks all the same."
                                : ", as much as " + cache
                                        + " holds or more: a program that fits into the cache needs no walks once it is warm."));
    }

    private void swapping() {
        List<Way> faults = times.faults();
        if (faults.size() > 1 && farthest().total() > 0) {
            Way swap = faults.get(1);
            sentences.add("A page from swap takes as long as "
                    + rounded(swap.total(), farthest().total()) + " loads answered by '"
                    + farthest().answer() + "'.");
        }
    }

    private static long rounded(long time, long unit) {
        return (time + unit / 2) / unit;
    }
}
