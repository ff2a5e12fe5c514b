package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Segments that come and go: until there are so many the program makes one after another; from then on it deletes one, each as likely, before it
 * makes the next. So the number stays, the sizes change, and memory falls into pieces (the simulations of Knuth, The Art of Computer Programming,
 * volume 1, section 2.5, are of this kind). Of each new segment it writes a few lines. A segment for which there is no memory is given up; if there
 * is none even for the only one, the program ends.
 */
public final class SegmentChurn implements Program {
    private static final List<String> OPERATIONS = List.of("create-segment", "delete-segment");
    private static final int CREATE = 0;
    private static final int DELETE = 1;
    private static final long READ_AND_WRITE = 3;
    private static final int LINE = 64;

    private final long smallest;
    private final long sizes;
    private final int touches;
    private final Draws draws;

    /** The segments that there are, in no order. */
    private final long[] live;

    private int count;
    private long position;

    // The segment made last: its address and size, and how many of its lines are still to be written.
    private long address;
    private long size;
    private int left;
    private boolean creating;

    private SegmentChurn(Spec spec, RandomStream random) {
        smallest = spec.smallest.bytes();
        sizes = spec.largest.bytes() - smallest + 1;
        touches = spec.touches;
        draws = new Draws(random);
        live = new long[spec.live];
    }

    /**
     * {@code kind: segment-churn}.
     *
     * @param live how many segments there are once it has begun, 1 to 254, default 64
     * @param smallest the least bytes of a segment, default 1 KiB
     * @param largest the most bytes of a segment, default 64 KiB; each size between is as likely
     * @param touches how many lines of a new segment are written, from its beginning on, default 4
     */
    public record Spec(Integer live, ByteSize smallest, ByteSize largest, Integer touches) implements ProgramSpec {
        private static final int LIVE = 64;
        private static final int MOST_LIVE = 254;
        private static final long LARGEST = 1L << 32;
        private static final int TOUCHES = 4;
        private static final int MOST_TOUCHES = 1 << 20;

        public Spec(
                @Nullable Integer live,
                @Nullable ByteSize smallest,
                @Nullable ByteSize largest,
                @Nullable Integer touches) {
            this.live = live == null ? LIVE : live;
            this.smallest = smallest == null ? new ByteSize(1 << 10) : smallest;
            this.largest = largest == null ? new ByteSize(1 << 16) : largest;
            this.touches = touches == null ? TOUCHES : touches;
            SpecException.requireRange("live", this.live, 1, MOST_LIVE);
            SpecException.requireRange("touches", this.touches, 1, MOST_TOUCHES);
            if (this.smallest.bytes() < Long.BYTES || this.smallest.bytes() > this.largest.bytes()) {
                throw new SpecException(
                        "smallest", "a segment has at least 8 B, and the smallest no more than the largest");
            }
            SpecException.requireRange("largest", this.largest.bytes(), Long.BYTES, LARGEST);
        }

        @Override
        public Program create(RandomStream random) {
            return new SegmentChurn(this, random);
        }

        @Override
        public Set<String> calls() {
            return Set.copyOf(OPERATIONS);
        }
    }

    @Override
    public List<Area> areas() {
        return List.of();
    }

    @Override
    public void skipTo(long n) {
        if (n != 0) {
            throw new IllegalStateException("a program whose addresses are answers cannot be positioned");
        }
    }

    @Override
    public void next(Reference into) {
        if (left > 0) {
            left--;
            into.set(Reference.Kind.STORE, address + (long) left * LINE, Long.BYTES);
        } else if (count == live.length) {
            delete(into);
        } else {
            create(into);
        }
    }

    private void create(Reference into) {
        if (creating && address < 0 && count == 0) {
            into.exit();
            return;
        }
        if (creating && address < 0) {
            creating = false;
            delete(into);
            return;
        }
        size = smallest + Draws.below(sizes, draws.at(position++));
        call(into, CREATE, size, READ_AND_WRITE);
    }

    private void delete(Reference into) {
        int which = (int) Draws.below(count, draws.at(position++));
        long gone = live[which];
        live[which] = live[--count];
        call(into, DELETE, gone, 0);
    }

    private void call(Reference into, int operation, long first, long second) {
        into.operation(Reference.Kind.SYSTEM_CALL);
        into.number = operation;
        into.argument0 = first;
        into.argument1 = second;
        into.argument2 = 0;
        creating = operation == CREATE;
    }

    @Override
    public void returned(long value) {
        if (!creating) {
            return;
        }
        address = value;
        if (value >= 0) {
            live[count++] = value;
            left = (int) Math.min(touches, (size - Long.BYTES) / LINE + 1);
        }
    }

    @Override
    public String operation(int number) {
        return OPERATIONS.get(number);
    }

    @Override
    public boolean waits(long at) {
        return false;
    }
}
