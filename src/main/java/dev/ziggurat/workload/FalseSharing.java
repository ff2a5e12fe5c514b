package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * Counters of threads, each of which is modified by its own thread alone. No thread ever needs what another has written; but where counters lie in one
 * line, each modification takes the line away from the others.
 */
public final class FalseSharing extends Generator {
    private static final ByteSize WORD = new ByteSize(8);
    private static final int MOST_SPACING = 1 << 20;

    private final long address;
    private final boolean atomic;
    private final long references;

    /** How many references and fences have been yielded. */
    private long position;

    private FalseSharing(Spec spec, Crew crew) {
        super(crew.members() * spec.spacing.bytes(), WORD, spec.gap);
        address = CommonKeys.BASE + crew.member() * spec.spacing.bytes();
        atomic = spec.atomic;
        references = spec.rounds == null ? Long.MAX_VALUE : spec.rounds;
    }

    /**
     * {@code kind: false-sharing}.
     *
     * @param spacing the bytes from one thread's counter to the next one's, default 8 B
     * @param rounds how often each thread modifies its counter, then it ends; default without end
     * @param atomic whether nothing goes on until the modification is done and seen by all, as with x86's lock prefix; default no
     * @param gap the instructions before each modification, default 0
     */
    public record Spec(ByteSize spacing, @Nullable Long rounds, Boolean atomic, Count gap) implements ProgramSpec {
        public Spec {
            spacing = spacing == null ? WORD : spacing;
            if (spacing.bytes() < WORD.bytes() || spacing.bytes() > MOST_SPACING) {
                throw new SpecException("spacing", spacing + " is out of range; counters are 8 B to 1 MiB apart");
            }
            if (rounds != null) {
                SpecException.requireRange("rounds", rounds, 1, ProcessSpec.MOST_REFERENCES);
            }
            atomic = atomic != null && atomic;
            gap = CommonKeys.gap(gap);
        }

        @Override
        public Program create(RandomStream random) {
            return new FalseSharing(this, new Crew(0, 1, new WordStore()));
        }

        @Override
        public Program create(RandomStream random, Crew crew) {
            return new FalseSharing(this, crew);
        }

        @Override
        public boolean finite() {
            return rounds != null;
        }
    }

    @Override
    boolean ends() {
        return references != Long.MAX_VALUE;
    }

    @Override
    public void skipTo(long n) {
        position = n;
    }

    @Override
    public void next(Reference into) {
        long done = atomic ? position / 2 : position;
        boolean fence = atomic && position % 2 == 1;
        if (fence) {
            into.operation(Reference.Kind.FENCE);
        } else if (done == references) {
            into.exit();
            return;
        } else {
            emit(into, Reference.Kind.MODIFY, address);
            into.dependsOn = done == 0 ? 0 : 1;
        }
        position++;
    }
}
