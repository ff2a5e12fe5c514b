package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.units.ByteSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What {@code ziggurat check} tells of a machine: the values that follow from the keys. */
public final class Explanation {
    private static final int ADDRESS_BITS = 64;

    private final Derived derived;
    private final List<Fact> facts = new ArrayList<>();

    /**
     * One derived value.
     *
     * @param component the part of the machine ({@code llc})
     * @param quantity what it is
     * @param value the value with its unit
     */
    public record Fact(String component, String quantity, String value) {}

    private Explanation(Derived derived) {
        this.derived = derived;
    }

    /** Returns what follows from a machine, from the cores down to memory. */
    public static List<Fact> of(Derived derived) {
        Explanation explanation = new Explanation(derived);
        explanation.cores();
        derived.levels().values().forEach(explanation::cache);
        explanation.memory(derived.machine().memory().spec());
        return List.copyOf(explanation.facts);
    }

    private void tell(String component, String quantity, String value) {
        facts.add(new Fact(component, quantity, value));
    }

    private void cores() {
        tell("cores", "count", String.valueOf(derived.machine().cores().count()));
        tell("cores", "period", derived.period() + " ps");
        tell("cores", "effective frequency", Amounts.frequency(derived.period()));
    }

    private void cache(Derived.Level level) {
        CacheSpec spec = level.spec();
        int cores = spec.shared() ? 1 : derived.machine().cores().count();
        String each = cores == 1
                ? ""
                : " x " + cores + " = " + new ByteSize(spec.size().bytes() * cores);
        tell(level.name(), "capacity", spec.size() + each);
        tell(level.name(), "sets", spec.sets() + " of " + spec.ways() + " x " + spec.line());
        tell(level.name(), "address bits", bits(spec));
        tell(level.name(), "latency", Amounts.both(level.latency(), derived.period()));
        if (level.link() > 0) {
            tell(level.name(), "link latency", Amounts.both(level.link(), derived.period()));
        }
        tell(level.name(), "load-to-use", Amounts.both(level.loadToUse(), derived.period()));
    }

    /** Splits an address into line offset, set and tag; a number of sets that is no power of two has no bits of its own. */
    private static String bits(CacheSpec spec) {
        int offset = Long.numberOfTrailingZeros(spec.line().bytes());
        if (Integer.bitCount(spec.sets()) != 1) {
            return "offset " + offset + ", set = line number modulo " + spec.sets();
        }
        int set = Integer.numberOfTrailingZeros(spec.sets());
        return "offset " + offset + ", set " + set + ", tag " + (ADDRESS_BITS - offset - set);
    }

    private void memory(MemorySpec memory) {
        tell("memory", "capacity", new ByteSize(memory.capacity()).toString());
        if (Long.bitCount(memory.capacity()) == 1) {
            tell("memory", "address bits", String.valueOf(Long.numberOfTrailingZeros(memory.capacity())));
        }
        if (memory.peakBandwidth() > 0) {
            tell("memory", "peak bandwidth", Amounts.gigabytes(BigDecimal.valueOf(memory.peakBandwidth())));
        }
        long above = derived.loadToMemory();
        tell("memory", "caches and links before it", Amounts.both(above, derived.period()));
        memory.idleLatencies().forEach((when, latency) -> {
            tell("memory", "idle latency, " + when, Amounts.both(latency, derived.period()));
            tell("memory", "load-to-use, " + when, Amounts.both(Math.addExact(above, latency), derived.period()));
        });
    }
}
