package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * A string of pages, as page replacement is studied with: {@code <page> <R|W>} a line, the page a decimal number. Each is one load or store of
 * 8 bytes at the page's begin. Empty lines and those that begin with {@code #} are skipped.
 */
public final class Pages implements TraceReader {
    static final ByteSize SIZE = new ByteSize(4096);

    private static final String EXPECTED = "reference to a page; expected for example '17 R' (page decimal, R or W)";
    private static final int ACCESS = 8;

    private final LineSource lines;
    private final int shift;

    private Pages(TraceInput input, ByteSize size) {
        lines = new LineSource(input);
        shift = Long.numberOfTrailingZeros(size.bytes());
    }

    /**
     * {@code format: pages}.
     *
     * @param pageSize what a page's number is multiplied by, a power of two from 8 B to 1 GiB, default 4 KiB
     */
    public record Spec(ByteSize pageSize) implements TraceFormat {
        private static final long LARGEST = 1 << 30;

        public Spec {
            pageSize = pageSize == null ? SIZE : pageSize;
            if (pageSize.bytes() < ACCESS || pageSize.bytes() > LARGEST || Long.bitCount(pageSize.bytes()) != 1) {
                throw new SpecException("page-size", pageSize + " is no power of two from 8 B to 1 GiB");
            }
        }

        @Override
        public TraceReader open(TraceInput input) {
            return new Pages(input, pageSize);
        }

        @Override
        public boolean recognises(byte[] head, int length) {
            return FirstLine.matches(head, length, "\\s*\\d{1,18}\\s+[RW]\\s*");
        }
    }

    @Override
    public boolean read(Reference into) {
        if (!lines.moreRecords(EXPECTED)) {
            return false;
        }
        long page = lines.decimal(EXPECTED);
        lines.blanks(EXPECTED);
        Reference.Kind kind = lines.readOrWrite(EXPECTED);
        lines.end(EXPECTED);
        if (page > Long.MAX_VALUE >> shift) {
            throw lines.because("page " + page + " of " + (1L << shift) + " B lies beyond 2^63");
        }
        into.set(kind, page << shift, ACCESS);
        return true;
    }

    @Override
    public TraceException refuse(String message) {
        return lines.because(message);
    }

    @Override
    public void close() {
        lines.close();
    }
}
