package dev.ziggurat.cpu;

import dev.ziggurat.memory.Reference;
import java.util.Arrays;

/**
 * The instructions of a {@link HitRun} from their dispatch until they retire: a ring by number, in program order, with the instants of both.
 *
 * <pre>
 * dispatched  when it entered the window; of one taken over from the pipeline, when it began or some instant before the run
 * retires     when it leaves the window
 * kind        GAP (no memory), HIT (a load), FORWARDED (a load), STORE
 * </pre>
 */
final class PlainInstructions {
    static final int GAP = 0;
    static final int HIT = 1;
    static final int FORWARDED = 2;
    static final int STORE = 3;
    static final int KINDS = 4;

    private final RunTime time;
    private final int width;
    private final int windowSize;
    private final int loadQueue;
    private final long period;

    private final int mask;
    private final long[] dispatched;
    private final long[] retires;
    private final int[] kind;
    private final long[] virtual;
    private final long[] pc;
    private final int[] size;
    private final int[] gap;
    private final boolean[] collector;

    /** How many of each kind were ever added. */
    private final long[] added = new long[KINDS];

    /** The instructions that came before the references added; those that retired before the run as well. */
    private long gaps;

    // Of loads, by number among the loads: when they retire.
    private final int loadMask;
    private final long[] loadRetires;

    /** The number of the next instruction. */
    private long next;

    PlainInstructions(RunTime time, OutOfOrder.Spec spec, long period, int longestGap) {
        this.time = time;
        width = spec.width();
        windowSize = spec.window();
        loadQueue = spec.loadQueue();
        this.period = period;
        int ring = Integer.highestOneBit(windowSize + width + longestGap) << 1;
        mask = ring - 1;
        dispatched = new long[ring];
        retires = new long[ring];
        kind = new int[ring];
        virtual = new long[ring];
        pc = new long[ring];
        size = new int[ring];
        gap = new int[ring];
        collector = new boolean[ring];
        loadMask = (Integer.highestOneBit(loadQueue) << 1) - 1;
        loadRetires = new long[loadMask + 1];
    }

    /** Forgets the last run: what the pipeline has done lies before a cycle. */
    void begin(long cycle) {
        Arrays.fill(dispatched, cycle - period);
        Arrays.fill(retires, cycle - period);
        Arrays.fill(loadRetires, cycle - period);
        Arrays.fill(added, 0);
        gaps = 0;
        next = 0;
    }

    /** Returns the first cycle in which the next instruction finds room in the window and in its cycle; not before {@code from}. */
    long roomFrom(long from) {
        long after = dispatched[(int) (next - width) & mask] + period;
        return Math.max(Math.max(from, after), retires[(int) (next - windowSize) & mask]);
    }

    /** Returns when the next load finds an entry of the load queue. */
    long loadRoomAt() {
        return loadRetires[(int) (loads() - loadQueue) & loadMask];
    }

    private long loads() {
        return added[HIT] + added[FORWARDED];
    }

    /** Adds instructions before a reference, at an instant at which there is room for the first of them; returns when the last is dispatched. */
    long addGap(int count, long from) {
        time.mark();
        long at = from;
        for (int i = 0; i < count; i++) {
            at = roomFrom(at);
            add(GAP, at, at);
        }
        return at;
    }

    /** Adds an instruction that was in the window before the run. */
    void addOldGap(long cycle) {
        add(GAP, cycle - period, cycle);
    }

    /** Takes the last instructions out again, which are no references. */
    void removeGap(int count) {
        next -= count;
        time.reset();
    }

    /**
     * Adds a reference, after its gap.
     *
     * @param what its kind
     * @param at when it is dispatched
     * @param done when it can retire, on a clock edge
     * @return when it retires
     */
    long add(Reference reference, int what, long at, long done) {
        int place = (int) next & mask;
        virtual[place] = reference.address;
        pc[place] = reference.pc;
        size[place] = reference.size;
        gap[place] = reference.gap;
        collector[place] = reference.collector;
        gaps += reference.gap;
        long retirement = add(what, at, done);
        if (what != STORE) {
            loadRetires[(int) loads() & loadMask] = retirement;
        }
        added[what]++;
        return retirement;
    }

    private long add(int what, long at, long done) {
        int place = (int) next & mask;
        long before = Math.max(retires[(int) (next - 1) & mask], retires[(int) (next - width) & mask] + period);
        long retirement = Math.max(Math.max(before, at + period), done);
        kind[place] = what;
        dispatched[place] = at;
        retires[place] = retirement;
        next++;
        time.retires(retirement, what, at);
        return retirement;
    }

    /** Returns how many of a kind were added. */
    long added(int what) {
        return added[what];
    }

    /** Returns how many references were added. */
    long references() {
        return loads() + added[STORE];
    }

    /** Returns how many instructions came before the references that were added. */
    long gaps() {
        return gaps;
    }

    /** Returns the number of the oldest instruction that has not retired at an instant. */
    long oldest(long instant) {
        long number = next;
        while (number > 0 && retires[(int) (number - 1) & mask] > instant) {
            number--;
        }
        return number;
    }

    /** Returns the number of the next instruction. */
    long next() {
        return next;
    }

    /** Returns the kind of an instruction. */
    int kind(long number) {
        return kind[(int) number & mask];
    }

    /** Returns when an instruction was dispatched, in picoseconds. */
    long dispatched(long number) {
        return dispatched[(int) number & mask];
    }

    /** Writes out the load or store that an instruction is. */
    void copy(long number, Reference into) {
        int place = (int) number & mask;
        into.set(kind[place] == STORE ? Reference.Kind.STORE : Reference.Kind.LOAD, virtual[place], size[place]);
        into.pc = pc[place];
        into.gap = gap[place];
        into.collector = collector[place];
    }

    /** Returns how many of the last instructions were dispatched in a cycle. */
    int dispatchedIn(long cycle) {
        int count = 0;
        while (count < width && next - count > 0 && dispatched[(int) (next - 1 - count) & mask] == cycle) {
            count++;
        }
        return count;
    }
}
