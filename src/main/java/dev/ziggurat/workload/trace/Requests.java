package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * Requests to a memory with the cycles in which they arrive, one a line: {@code <arrival_cycle> <0xaddress> <R|W>}, the cycle decimal and
 * never below the one before. Empty lines and those that begin with {@code #} are skipped.
 */
public final class Requests implements TraceReader {
    static final ByteSize ACCESS = new ByteSize(64);

    private static final String EXPECTED =
            "request; expected for example '200 0x30e27240 R' (arrival cycle decimal, address hexadecimal, R or W)";

    private final LineSource lines;
    private final int size;
    private long arrival;

    private Requests(TraceInput input, int size) {
        lines = new LineSource(input);
        this.size = size;
    }

    /**
     * {@code format: requests}.
     *
     * @param access the bytes of a request, default 64 B
     */
    public record Spec(ByteSize access) implements TraceFormat {
        public Spec {
            access = access == null ? ACCESS : access;
            if (access.bytes() < 1 || access.bytes() > 4096) {
                throw new SpecException("access", access + " is out of range; a request has 1 B to 4 KiB");
            }
        }

        @Override
        public TraceReader open(TraceInput input) {
            return new Requests(input, (int) access.bytes());
        }

        @Override
        public boolean recognises(byte[] head, int length) {
            return FirstLine.matches(head, length, "\\s*\\d{1,18}\\s+0[xX][0-9a-fA-F]{1,16}\\s+[RW]\\s*");
        }

        @Override
        public boolean timed() {
            return true;
        }
    }

    @Override
    public boolean read(Reference into) {
        if (!lines.moreRecords(EXPECTED)) {
            return false;
        }
        long cycle = lines.decimal(EXPECTED);
        lines.blanks(EXPECTED);
        lines.take('0', EXPECTED);
        if ((lines.bytes[lines.at] | 0x20) != 'x') {
            throw lines.refuse(EXPECTED);
        }
        lines.at++;
        long address = lines.hexadecimal(EXPECTED);
        lines.blanks(EXPECTED);
        Reference.Kind kind = lines.readOrWrite(EXPECTED);
        lines.end(EXPECTED);
        into.set(kind, address, size);
        into.at = later(cycle);
        Extent.check(this, address, size);
        return true;
    }

    private long later(long cycle) {
        if (cycle < arrival) {
            throw lines.because("arrives in cycle " + cycle + ", before the request above it (" + arrival + ")");
        }
        arrival = cycle;
        return cycle;
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
