package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.SpecException;

/**
 * RandomAccess of the HPC Challenge benchmark (giga-updates per second): {@code T[ran & (n - 1)] ^= ran} over a table of n 64-bit words,
 * where ran runs through the sequence of x<sup>63</sup> + x<sup>2</sup> + x + 1 over GF(2). A pass is 4 n updates; as in HPCC's single-process
 * code, {@code look-ahead} generators, each at the start of its share of the pass, take turns. The numbers do not depend on the seed; the
 * first generator starts from 1. Each update is one MODIFY of 8 B, independent of all others. After a pass the same one begins again.
 */
public final class Gups extends Generator {
    private static final int WORD = 8;

    private final long mask;

    /** Updates of one generator in a pass. */
    private final long turns;

    /** The numbers with which the generators begin, and those they are at. */
    private final long[] starts;

    private final long[] ran;

    private long turn;
    private int generator;

    private Gups(Spec spec) {
        super(spec.footprint.bytes(), new ByteSize(WORD), spec.gap);
        long words = spec.footprint.bytes() / WORD;
        mask = words - 1;
        turns = 4 * words / spec.lookAhead;
        starts = new long[spec.lookAhead];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = RandomAccessSequence.at(turns * i);
        }
        ran = starts.clone();
    }

    /**
     * {@code kind: gups}.
     *
     * @param footprint the bytes of the table, a power of two of at least 16 B
     * @param lookAhead how many updates are under way at once by the rules of the benchmark, a power of two up to 1024, default 128 as in
     *     HPCC; at most four times the words of the table
     * @param gap the instructions before each update, default 0
     */
    public record Spec(ByteSize footprint, Integer lookAhead, Count gap) implements ProgramSpec {
        public Spec {
            footprint = CommonKeys.footprint(footprint, new ByteSize(WORD));
            gap = CommonKeys.gap(gap);
            if (footprint.bytes() < 2 * WORD || Long.bitCount(footprint.bytes()) != 1) {
                throw new SpecException(
                        "footprint",
                        footprint
                                + " is no table of RandomAccess, which has a power of two of words; write for example '"
                                + new ByteSize(Math.max(2 * WORD, Long.highestOneBit(footprint.bytes()))) + "'");
            }
            long updates = footprint.bytes() / WORD * 4;
            lookAhead = lookAhead == null ? (int) Math.min(128, updates) : lookAhead;
            SpecException.requireRange("look-ahead", lookAhead, 1, Math.min(1024, updates));
            if (Integer.bitCount(lookAhead) != 1) {
                throw new SpecException("look-ahead", lookAhead + " is no power of two");
            }
        }

        @Override
        public Program create(RandomStream random) {
            return new Gups(this);
        }
    }

    @Override
    public void skipTo(long n) {
        generator = (int) (n % ran.length);
        turn = n / ran.length % turns;
        for (int i = 0; i < ran.length; i++) {
            ran[i] = RandomAccessSequence.at(turns * i + turn + (i < generator ? 1 : 0));
        }
    }

    @Override
    public void next(Reference into) {
        long value = RandomAccessSequence.after(ran[generator]);
        ran[generator] = value;
        emit(into, Reference.Kind.MODIFY, CommonKeys.BASE + (value & mask) * WORD);
        generator++;
        if (generator == ran.length) {
            endTurn();
        }
    }

    private void endTurn() {
        generator = 0;
        turn++;
        if (turn == turns) {
            turn = 0;
            System.arraycopy(starts, 0, ran, 0, ran.length);
        }
    }
}
