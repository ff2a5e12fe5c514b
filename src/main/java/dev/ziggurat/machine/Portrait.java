package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.InOrder;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.dram.DramSpec;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.machine.Explanation.Fact;
import dev.ziggurat.mmu.TlbSpec;
import dev.ziggurat.mmu.TlbsSpec;
import dev.ziggurat.mmu.TranslationSpec;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.units.ByteSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A machine in words, a line for each of its parts: {@code ziggurat explain}. */
public final class Portrait {
    private final Derived derived;
    private final MachineSpec machine;
    private final List<Fact> lines = new ArrayList<>();

    private Portrait(Derived derived) {
        this.derived = derived;
        machine = derived.machine();
    }

    /** Returns the parts from the cores down, each with what it is; the quantity of such a fact is empty. */
    public static List<Fact> of(Derived derived) {
        Portrait portrait = new Portrait(derived);
        portrait.cores(derived.machine().cores());
        derived.levels().values().forEach(level -> portrait.cache(level.name(), level.spec()));
        portrait.memory(derived.machine().memory().spec());
        portrait.translation(derived.machine().translation());
        portrait.kernel(derived.machine().kernel());
        return portrait.lines;
    }

    private void tell(String component, String words) {
        lines.add(new Fact(component, "", words));
    }

    private void cores(CoreSpec cores) {
        String count = cores.count() == 1 ? "one" : String.valueOf(cores.count());
        String clock =
                " at " + Amounts.frequency(derived.period()) + ", a cycle is " + Amounts.nanoseconds(derived.period());
        if (cores instanceof OutOfOrder.Spec wide) {
            tell(
                    "cores",
                    count + ", out of order," + clock + "; " + wide.width() + " instructions a cycle, a window of "
                            + wide.window() + ", " + wide.loadQueue() + " loads and " + wide.storeQueue()
                            + " stores at once");
        } else if (cores instanceof InOrder.Spec narrow) {
            String stores = narrow.storeQueue() == 0
                    ? "stores are waited for too"
                    : "stores go through a buffer of " + narrow.storeQueue();
            tell("cores", count + ", in order," + clock + "; each load is waited for, " + stores);
        } else {
            tell("cores", "none: references are sent when the workload says, by a clock" + clock);
        }
    }

    private void cache(String name, CacheSpec cache) {
        List<Serves> serves = cache.serves();
        String what = serves == null
                ? ""
                : serves.stream().map(Portrait::stream).collect(Collectors.joining(" and ", " of ", ""));
        boolean own = !cache.shared() && machine.cores().count() > 1;
        String whose =
                own ? ", each core its own" : cache.shared() && machine.cores().count() > 1 ? ", for all" : "";
        tell(
                name,
                cache.size() + what + whose + ", " + cache.ways() + " ways of " + cache.line()
                        + " lines; up to " + cache.mshrs() + (cache.mshrs() == 1 ? " miss" : " misses") + " at once to "
                        + cache.below());
    }

    private static String stream(Serves stream) {
        return stream == Serves.FETCH ? "instructions" : "data";
    }

    private void memory(MemorySpec memory) {
        String size = new ByteSize(memory.capacity()).toString();
        if (memory instanceof DramSpec dram) {
            String channels = dram.channels() == 1 ? "one channel" : dram.channels() + " channels";
            int rows = dram.device().organisation().linesPerRow()
                    * dram.device().organisation().line();
            tell(
                    "memory",
                    size + " of DRAM in " + channels + ", rows of " + new ByteSize(rows) + ", at most "
                            + Amounts.gigabytes(BigDecimal.valueOf(memory.peakBandwidth())));
        } else {
            tell("memory", size + " that take the same time always");
        }
    }

    private void translation(TranslationSpec translation) {
        TlbsSpec tlbs = translation.tlbs();
        if (!machine.translates()) {
            tell("translation", "none: addresses are used as the programs give them");
        } else if (machine.contiguous() || tlbs == null) {
            tell("translation", "by segments");
        } else {
            String linear = translation.format().segmented() ? "by segments, then " : "";
            TlbSpec second = tlbs.l2();
            tell(
                    "translation",
                    linear + "by pages; TLBs of " + tlbs.l1d().entries()
                            + (second == null ? "" : " and " + second.entries())
                            + " entries for data, walks of up to "
                            + translation.table().levels()
                            + " loads enter at " + translation.walksEnter());
        }
    }

    private void kernel(@Nullable KernelSpec os) {
        if (os == null) {
            tell("os", "none: no page is ever absent");
            return;
        }
        KernelSpec.Swap swap = os.swap();
        String full = swap == null
                ? "nothing leaves them"
                : "what does not fit goes to " + swap.size() + " on " + swap.device();
        tell("os", new ByteSize(os.memory().bytes()) + " for programs; " + full);
    }
}
