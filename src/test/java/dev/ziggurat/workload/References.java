package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import java.util.ArrayList;
import java.util.List;

/** What the tests of programs say often. */
public final class References {
    static final long BASE = 0x1000_0000L;

    private References() {}

    /** A reference as a test compares it. */
    public record Seen(Reference.Kind kind, long address, int size, long pc, int gap, int dependsOn) {
        public static Seen of(Reference reference) {
            if (!reference.kind.memory()) {
                return new Seen(reference.kind, 0, 0, 0, reference.gap, reference.dependsOn);
            }
            return new Seen(
                    reference.kind,
                    reference.address,
                    reference.size,
                    reference.pc,
                    reference.gap,
                    reference.dependsOn);
        }
    }

    public static RandomStream random(long seed) {
        return RandomStream.of(seed, "test");
    }

    /** Returns the next references, up to an EXIT, which is the last. */
    public static List<Seen> take(Program program, int most) {
        List<Seen> seen = new ArrayList<>();
        Reference reference = new Reference();
        for (int i = 0; i < most; i++) {
            program.next(reference);
            seen.add(Seen.of(reference));
            if (reference.kind == Reference.Kind.EXIT) {
                break;
            }
        }
        return seen;
    }

    public static ByteSize bytes(String text) {
        return ByteSize.parse(text);
    }

    public static Share share(String text) {
        return Share.parse(text);
    }

    public static Count instructions(long number) {
        return new Count(number, Count.Of.INSTRUCTIONS);
    }
}
