package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Reference;

/**
 * The text of Valgrind's lackey ({@code --trace-mem=yes}): {@code I  addr,size}, {@code  L addr,size}, {@code  S addr,size},
 * {@code  M addr,size}, address hexadecimal without 0x, size decimal. Data lines follow the instruction that made them. Valgrind's own lines,
 * which begin with {@code ==}, and empty lines are skipped.
 */
public final class Lackey implements TraceReader {
    private static final String EXPECTED =
            "lackey line; expected for example 'I  0010c313,2' or ' L 1ffeff0,8' (address hexadecimal, size decimal)";

    private final LineSource lines;
    private long pc;

    private Lackey(TraceInput input) {
        lines = new LineSource(input);
    }

    /** {@code format: lackey}. */
    public record Spec() implements TraceFormat {
        @Override
        public TraceReader open(TraceInput input) {
            return new Lackey(input);
        }

        @Override
        public boolean recognises(byte[] head, int length) {
            return FirstLine.matches(head, length, "(I  | [LSM] )[0-9a-fA-F]{1,16},\\d+\\s*");
        }
    }

    @Override
    public boolean read(Reference into) {
        while (lines.more()) {
            byte first = lines.bytes[lines.at];
            if (first == 'I') {
                lines.at++;
                lines.take(' ', EXPECTED);
                lines.take(' ', EXPECTED);
                operands(into, Reference.Kind.FETCH);
                pc = into.address;
                into.pc = pc;
                return true;
            }
            if (first == ' ' && !lines.blank()) {
                Reference.Kind kind = kind(lines.bytes[lines.at + 1]);
                lines.at += 2;
                lines.take(' ', EXPECTED);
                operands(into, kind);
                into.pc = pc;
                return true;
            }
            skip(first);
        }
        return false;
    }

    private Reference.Kind kind(byte letter) {
        return switch (letter) {
            case 'L' -> Reference.Kind.LOAD;
            case 'S' -> Reference.Kind.STORE;
            case 'M' -> Reference.Kind.MODIFY;
            default -> throw lines.refuse(EXPECTED);
        };
    }

    private void operands(Reference into, Reference.Kind kind) {
        long address = lines.hexadecimal(EXPECTED);
        lines.take(',', EXPECTED);
        long size = lines.decimal(EXPECTED);
        lines.end(EXPECTED);
        Extent.check(this, address, size);
        into.set(kind, address, (int) size);
    }

    private void skip(byte first) {
        if (!(first == '=' && lines.bytes[lines.at + 1] == '=') && !lines.blank()) {
            throw lines.refuse(EXPECTED);
        }
        lines.rest();
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
