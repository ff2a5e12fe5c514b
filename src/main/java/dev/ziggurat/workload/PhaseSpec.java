package dev.ziggurat.workload;

import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * One of the programs that a thread runs one after another.
 *
 * @param program what it does
 * @param references how many references it lasts, at least 1; may be left out of a program that ends by itself and of the last phase,
 *     and must be of one that others wait for
 */
public record PhaseSpec(ProgramSpec program, @Nullable Long references) {
    public PhaseSpec {
        SpecException.requirePresent("program", program, "{kind: uniform, footprint: 1 MiB}");
        if (references != null) {
            SpecException.requireRange("references", references, 1, ProcessSpec.MOST_REFERENCES);
            if (program.uncut()) {
                throw new SpecException(
                        "references",
                        references + " references could end this phase while other threads wait for its program, and"
                                + " they would wait for ever; leave 'references' out, the program ends by itself (by its"
                                + " 'turns')");
            }
        }
    }

    /** Whether it never ends, so that nothing comes after it. */
    boolean endless() {
        return references == null && !program.finite();
    }
}
