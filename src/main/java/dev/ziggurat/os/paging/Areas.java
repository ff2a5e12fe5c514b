package dev.ziggurat.os.paging;

import dev.ziggurat.mmu.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The virtual addresses that a process may use, and how: areas that do not overlap, whose ends are multiples of the page size. */
final class Areas {
    /** No rights, for there is no area. */
    static final int NONE = -1;

    /** Nothing is free. */
    static final long NOWHERE = -1;

    /** The end of the user half of a 48-bit address space. */
    static final long USER_END = 1L << 47;

    /** The last page of the user half stays free, as in Linux (TASK_SIZE_MAX). */
    private static final long HIGHEST = USER_END - (1 << 12);

    private static final int STACK_RIGHTS = Rights.USER | Rights.WRITE;

    /** By start. */
    private final TreeMap<Long, Stretch> stretches = new TreeMap<>();

    private final long pageSize;
    private final List<StackArea> stacks = new ArrayList<>();

    /** Where the lowest stack's gap ends, and the next stack would begin; above it nothing else is placed. */
    private long ceiling;

    /** A hint at hand: the area found last. */
    private long lastStart;

    private long lastEnd;
    private int lastRights = NONE;

    /**
     * A stretch of addresses.
     *
     * @param rights bits of {@link Rights}
     * @param demanded whether its addresses may be used but were never asked for: a new area may lie there
     */
    private record Stretch(long end, int rights, boolean demanded) {}

    Areas(long pageSize) {
        this.pageSize = pageSize;
        ceiling = HIGHEST / pageSize * pageSize;
    }

    /** Adds what a program declares, rounded outwards to pages; it may overlap what is there, and then has all rights. */
    void declare(long start, long bytes) {
        long from = start / pageSize * pageSize;
        long to = roundedUp(start + bytes);
        if (start < 0 || to > USER_END || to <= from) {
            throw new IllegalArgumentException("an area at 0x" + Long.toHexString(start) + " of " + bytes
                    + " bytes lies not in the lower half of the addresses");
        }
        boolean demanded = from == 0 && to == USER_END;
        cut(from, to);
        put(from, new Stretch(to, Rights.ALL, demanded));
    }

    /** Whether a program has declared the whole user half, to be used on demand. */
    boolean demandsAll() {
        return stretches.values().stream().anyMatch(Stretch::demanded);
    }

    private void put(long start, Stretch stretch) {
        stretches.put(start, stretch);
        lastRights = NONE;
    }

    /** Returns the rights of an address, {@link #NONE} if it lies in no area. */
    int rights(long address) {
        if (lastRights != NONE && address >= lastStart && address < lastEnd) {
            return lastRights;
        }
        Map.Entry<Long, Stretch> at = stretches.floorEntry(address);
        if (at == null || address >= at.getValue().end) {
            return NONE;
        }
        lastStart = at.getKey();
        lastEnd = at.getValue().end;
        lastRights = at.getValue().rights;
        return lastRights;
    }

    /** Makes an area of whole pages where nothing is, or nothing was asked for; false if that is not so. */
    boolean place(long start, long bytes, int rights) {
        if (!free(start, start + bytes)) {
            return false;
        }
        cut(start, start + bytes);
        put(start, new Stretch(start + bytes, rights, false));
        return true;
    }

    /** Returns the highest place for a number of bytes of whole pages, {@link #NOWHERE} if there is none. */
    long highestFree(long bytes) {
        long end = ceiling;
        for (Map.Entry<Long, Stretch> each : stretches.descendingMap().entrySet()) {
            if (!each.getValue().demanded) {
                if (end - each.getValue().end >= bytes) {
                    return end - bytes;
                }
                end = Math.min(end, each.getKey());
            }
        }
        return end - bytes > 0 ? end - bytes : NOWHERE;
    }

    private boolean free(long start, long end) {
        if (end > ceiling && !stacks.isEmpty()) {
            return false;
        }
        return empty(start, end);
    }

    private boolean empty(long start, long end) {
        Map.Entry<Long, Stretch> before = stretches.floorEntry(start);
        long from = before == null || before.getValue().end <= start ? start : before.getKey();
        return stretches.subMap(from, end).values().stream().allMatch(Stretch::demanded);
    }

    /**
     * Makes room for a stack, below those that there are.
     *
     * @param limit how far it may grow, in bytes
     * @param guard the bytes below it in which nothing is ever mapped
     */
    StackArea addStack(long limit, long guard) {
        long top = ceiling;
        long bottom = top - roundedUp(limit);
        long gap = bottom - roundedUp(guard);
        if (gap <= 0 || !empty(gap, top)) {
            throw new IllegalArgumentException("an area lies where a stack is to be, from 0x" + Long.toHexString(gap)
                    + " to 0x" + Long.toHexString(top));
        }
        cut(gap, top);
        StackArea stack = new StackArea(top, bottom, gap);
        stacks.add(stack);
        ceiling = gap;
        return stack;
    }

    /** Returns the stack in whose reach an address lies, the gap below included; null if there is none. */
    @Nullable
    StackArea stack(long address) {
        for (int i = 0; i < stacks.size() && address >= ceiling; i++) {
            StackArea each = stacks.get(i);
            if (address >= each.gap && address < each.top) {
                return each;
            }
        }
        return null;
    }

    /** Lets a stack grow down to an address below it, within its limit; false if there is none that may. */
    boolean grow(long address) {
        StackArea stack = stack(address);
        if (stack == null || address < stack.bottom || address >= stack.low) {
            return false;
        }
        long from = address / pageSize * pageSize;
        Stretch above = stretches.get(stack.low);
        long end = stack.low;
        if (above != null && above.rights == STACK_RIGHTS) {
            end = above.end;
            stretches.remove(stack.low);
        }
        put(from, new Stretch(end, STACK_RIGHTS, false));
        stack.low = from;
        return true;
    }

    /** Returns how many bytes the stacks have grown to. */
    long stackBytes() {
        long sum = 0;
        for (StackArea each : stacks) {
            sum += each.bytes();
        }
        return sum;
    }

    /** Whether an address lies in the reach of a stack. */
    boolean inStack(long address) {
        return address >= ceiling && stack(address) != null;
    }

    /** Takes addresses out, whole pages; what is left of areas stays. */
    void remove(long start, long end) {
        cut(start, end);
    }

    private void cut(long start, long end) {
        split(start);
        split(end);
        stretches.subMap(start, end).clear();
        lastRights = NONE;
    }

    /** Has no area go on across an address. */
    private void split(long at) {
        Map.Entry<Long, Stretch> before = stretches.lowerEntry(at);
        if (before != null && before.getValue().end > at) {
            Stretch whole = before.getValue();
            stretches.put(before.getKey(), new Stretch(at, whole.rights, whole.demanded));
            stretches.put(at, whole);
        }
    }

    /** Gives addresses other rights; false, and nothing has changed, if some lie in no area. */
    boolean protect(long start, long end, int rights) {
        long covered = start;
        while (covered < end) {
            Map.Entry<Long, Stretch> at = stretches.floorEntry(covered);
            if (at == null || at.getValue().end <= covered) {
                return false;
            }
            covered = at.getValue().end;
        }
        split(start);
        split(end);
        stretches.subMap(start, end).replaceAll((from, stretch) -> new Stretch(stretch.end, rights, stretch.demanded));
        lastRights = NONE;
        return true;
    }

    /** Returns the bytes of all areas, asked for or not. */
    long mapped() {
        long sum = 0;
        for (Map.Entry<Long, Stretch> each : stretches.entrySet()) {
            sum += each.getValue().end - each.getKey();
        }
        return sum;
    }

    /** Returns the bytes of the areas that were asked for. */
    long bytes() {
        long sum = 0;
        for (Map.Entry<Long, Stretch> each : stretches.entrySet()) {
            sum += each.getValue().demanded ? 0 : each.getValue().end - each.getKey();
        }
        return sum;
    }

    long roundedUp(long address) {
        return (address + pageSize - 1) / pageSize * pageSize;
    }
}
