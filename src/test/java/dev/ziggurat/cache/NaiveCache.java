package dev.ziggurat.cache;

import dev.ziggurat.cache.Bench.Seen;
import dev.ziggurat.memory.AccessType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A cache as its manual says, to which each access comes when nothing is under way any more. Lines of 64 B, LRU or FIFO. */
final class NaiveCache {
    static final int LINE = 64;

    /** What is used longest ago, or was filled longest ago, stands first. */
    private static final class Way {
        final long line;
        boolean dirty;

        Way(long line) {
            this.line = line;
        }
    }

    final List<Seen> below = new ArrayList<>();
    final long[] accesses = new long[Kind.KINDS];
    final long[] misses = new long[Kind.KINDS];
    long writeBacks;

    private final List<List<Way>> sets = new ArrayList<>();
    private final int ways;
    private final boolean fifo;
    private final boolean writesBack;
    private final boolean allocates;
    private final long latency;

    NaiveCache(int sets, int ways, boolean fifo, boolean writesBack, boolean allocates, long latency) {
        for (int set = 0; set < sets; set++) {
            this.sets.add(new ArrayList<>());
        }
        this.ways = ways;
        this.fifo = fifo;
        this.writesBack = writesBack;
        this.allocates = allocates;
        this.latency = latency;
    }

    private List<Way> set(long line) {
        return sets.get((int) (line % sets.size()));
    }

    private Way find(long line) {
        return set(line).stream().filter(way -> way.line == line).findFirst().orElse(null);
    }

    /** Whether an access would be served here and nowhere else. */
    boolean plain(AccessType type, long address) {
        return find(address / LINE) != null && (writesBack || !type.writes());
    }

    boolean holds(long address) {
        return find(address / LINE) != null;
    }

    /** Returns when an access is served; the memory below takes 1000 ps. */
    long access(AccessType type, long address, int size, long time) {
        long line = address / LINE;
        long at = time + latency;
        Way way = find(line);
        boolean through = type.writes() && !writesBack;
        accesses[Kind.of(type)]++;
        if (way != null) {
            if (!fifo) {
                set(line).remove(way);
                set(line).add(way);
            }
            way.dirty |= type.writes() && writesBack;
            passOn(through, type, address, size, at);
            return at;
        }
        misses[Kind.of(type)]++;
        if (type.writes() && !allocates) {
            passOn(true, type, address, size, at);
            return at;
        }
        boolean whole = type.writes() && size == LINE;
        if (!whole) {
            below.add(new Seen(type.writes() ? AccessType.OWN : type, line * LINE, LINE, at));
        }
        passOn(through, type, address, size, at);
        install(line, type.writes() && writesBack, at);
        return whole || (type.writes() && type != AccessType.STORE) ? at : at + 1000;
    }

    private void install(long line, boolean dirty, long at) {
        if (set(line).size() == ways) {
            Way victim = set(line).remove(0);
            if (victim.dirty) {
                below.add(new Seen(AccessType.WRITE_BACK, victim.line * LINE, LINE, at));
                writeBacks++;
            }
        }
        Way way = new Way(line);
        way.dirty = dirty;
        set(line).add(way);
    }

    private void passOn(boolean through, AccessType type, long address, int size, long at) {
        if (through) {
            AccessType down = type == AccessType.WRITE_BACK ? type : AccessType.WRITE_THROUGH;
            below.add(new Seen(down, address, size, at));
        }
    }

    long bytes(boolean down) {
        return below.stream()
                .filter(each -> each.type().bringsDataDown() == down)
                .mapToLong(Seen::size)
                .sum();
    }

    long sum(long[] counts) {
        return Arrays.stream(counts).limit(Kind.WRITE + 1).sum();
    }
}
