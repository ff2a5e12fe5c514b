package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;

/**
 * The two text formats of Dinero, told apart line by line. Classic (Dinero III): {@code LABEL ADDRESS}, label 0 read, 1 write, 2 instruction
 * fetch, the rest of the line ignored, without a size: the address is rounded down to 4 bytes and 4 bytes are touched, as Dinero IV does it.
 * Extended (Dinero IV): {@code LABEL ADDRESS SIZE}, label {@code r}, {@code w} or {@code i}. All numbers are hexadecimal, 0x allowed.
 */
public final class Din implements TraceReader {
    private static final String EXPECTED =
            "din line; expected for example '0 1ffeff0' (label 0, 1 or 2) or 'r 1ffeff0 8'"
                    + " (label r, w or i; address and size hexadecimal)";
    private static final int CLASSIC_SIZE = 4;

    private final LineSource lines;
    private long pc;

    private Din(TraceInput input) {
        lines = new LineSource(input);
    }

    /** {@code format: din}. */
    public record Spec() implements TraceFormat {
        private static final String NUMBER = "(0[xX])?[0-9a-fA-F]{1,16}";

        @Override
        public TraceReader open(TraceInput input) {
            return new Din(input);
        }

        @Override
        public boolean recognises(byte[] head, int length) {
            return FirstLine.matches(
                            head,
                            length,
                            "\\s*([0-4]\\s+" + NUMBER + "(\\s.*)?|[rwi]\\s+" + NUMBER + "\\s+" + NUMBER + "\\s*)")
                    && !new Requests.Spec(Requests.ACCESS).recognises(head, length);
        }
    }

    @Override
    public boolean read(Reference into) {
        while (lines.more()) {
            if (lines.bytes[lines.at] <= ' ') {
                if (lines.blank()) {
                    lines.rest();
                    continue;
                }
                lines.blanks(EXPECTED);
            }
            byte label = lines.bytes[lines.at++];
            if (label >= '0' && label <= '9') {
                classic(into, label);
            } else {
                extended(into, label);
            }
            if (into.kind == Reference.Kind.FETCH) {
                pc = into.address;
            }
            into.pc = pc;
            return true;
        }
        return false;
    }

    private void classic(Reference into, byte label) {
        Reference.Kind kind = switch (label) {
            case '0' -> Reference.Kind.LOAD;
            case '1' -> Reference.Kind.STORE;
            case '2' -> Reference.Kind.FETCH;
            case '3', '4' ->
                throw lines.because("label " + (char) label
                        + " (a reference of unknown type, or a flush) is not supported; remove the line");
            default -> throw lines.refuse(EXPECTED);
        };
        long address = number() & -CLASSIC_SIZE;
        if (lines.bytes[lines.at] > ' ') {
            throw lines.refuse(EXPECTED);
        }
        lines.rest();
        into.set(kind, address, CLASSIC_SIZE);
    }

    private void extended(Reference into, byte label) {
        Reference.Kind kind = switch (label) {
            case 'r' -> Reference.Kind.LOAD;
            case 'w' -> Reference.Kind.STORE;
            case 'i' -> Reference.Kind.FETCH;
            case 'm', 'c', 'v' ->
                throw lines.because("label " + (char) label
                        + " (a miscellaneous reference, copy-back or invalidation) is not supported; remove the line");
            default -> throw lines.refuse(EXPECTED);
        };
        long address = number();
        long size = number();
        lines.end(EXPECTED);
        Extent.check(this, address, size);
        into.set(kind, address, (int) size);
    }

    private long number() {
        lines.blanks(EXPECTED);
        byte[] bytes = lines.bytes;
        if (bytes[lines.at] == '0' && (bytes[lines.at + 1] | 0x20) == 'x') {
            lines.at += 2;
        }
        return lines.hexadecimal(EXPECTED);
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
