package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a trace holds. Lines and pages are those of the loads, stores and modifies; a reference touches each one that one of its bytes lies in.
 *
 * @param format the format of the trace
 * @param fetches instruction fetches
 * @param loads loads
 * @param stores stores
 * @param modifies modifies
 * @param straddling references of all kinds that touch more than one 64-byte line
 * @param largest the most bytes of a reference of any kind
 * @param lowest the lowest address of any kind
 * @param highest the highest address of any kind (unsigned)
 * @param lines different lines of 64 B
 * @param pages different pages of 4 KiB
 * @param linesExact whether {@code lines} is exact, not the least it can be (from 2<sup>22</sup> on)
 * @param pagesExact whether {@code pages} is exact
 * @param lastArrival the cycle of the last arrival, 0 if the format has no times
 */
public record TraceInfo(
        TraceFormat format,
        long fetches,
        long loads,
        long stores,
        long modifies,
        long straddling,
        int largest,
        long lowest,
        long highest,
        long lines,
        long pages,
        boolean linesExact,
        boolean pagesExact,
        long lastArrival) {
    private static final int LINE_BITS = 6;
    private static final int PAGE_BITS = 12;

    /** Reads a trace to its end; {@code given} null: its format is told by how it begins. Throws {@link TraceException}. */
    public static TraceInfo of(Path file, @Nullable TraceFormat given) {
        TraceFormat format = given == null ? Sniffer.format(file) : given;
        Tally tally = new Tally();
        Reference reference = new Reference();
        try (TraceReader reader = format.open(TraceInput.open(file))) {
            while (reader.read(reference)) {
                tally.add(reference);
            }
        }
        if (tally.largest == 0) {
            throw new TraceException(file, "holds no references");
        }
        return tally.info(format);
    }

    /** Returns the loads, stores and modifies. */
    public long references() {
        return loads + stores + modifies;
    }

    private static final class Tally {
        private final long[] kinds = new long[Reference.Kind.values().length];
        private final AddressSet lines = new AddressSet();
        private final AddressSet pages = new AddressSet();
        private long straddling;
        private int largest;
        private long lowest = -1;
        private long highest;
        private long lastArrival;

        void add(Reference reference) {
            long first = reference.address;
            long last = first + (reference.size - 1);
            kinds[reference.kind.ordinal()]++;
            largest = Math.max(largest, reference.size);
            lowest = Long.compareUnsigned(first, lowest) < 0 ? first : lowest;
            highest = Long.compareUnsigned(last, highest) > 0 ? last : highest;
            straddling += first >>> LINE_BITS == last >>> LINE_BITS ? 0 : 1;
            lastArrival = reference.at;
            if (reference.kind != Reference.Kind.FETCH) {
                touch(lines, first >>> LINE_BITS, last >>> LINE_BITS);
                touch(pages, first >>> PAGE_BITS, last >>> PAGE_BITS);
            }
        }

        private static void touch(AddressSet set, long first, long last) {
            for (long i = first; i <= last; i++) {
                set.add(i);
            }
        }

        TraceInfo info(TraceFormat format) {
            return new TraceInfo(
                    format,
                    kinds[Reference.Kind.FETCH.ordinal()],
                    kinds[Reference.Kind.LOAD.ordinal()],
                    kinds[Reference.Kind.STORE.ordinal()],
                    kinds[Reference.Kind.MODIFY.ordinal()],
                    straddling,
                    largest,
                    lowest,
                    highest,
                    lines.size(),
                    pages.size(),
                    lines.exact(),
                    pages.exact(),
                    lastArrival);
        }
    }
}
