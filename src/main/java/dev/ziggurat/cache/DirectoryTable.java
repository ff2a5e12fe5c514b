package dev.ziggurat.cache;

import dev.ziggurat.memory.Upper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which caches may hold which line: an open hash table with an entry for each line that has sharers or is being served.
 *
 * <pre>
 * entry i: lines[i]           the line number, -1 if the entry is free
 *          sharers[i * words ..]  a bit a cache that may hold the line
 *          owned[i]           whether the only sharer may write it
 *          serving[i]         the request that the line is busy with
 * </pre>
 *
 * <p>Caches drop clean lines without a word, so a bit may be out of date; whoever acts on one asks the cache first. When the table is half full
 * all bits are asked for, and it grows only if that leaves it a quarter full: it is never larger than a few times what the caches hold.
 */
final class DirectoryTable {
    static final int ABSENT = -1;

    private static final long FREE = -1;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final int LEAST = 1024;

    private final int lineShift;
    private final List<Upper> caches = new ArrayList<>();
    private int words = 1;

    private int capacity = LEAST;
    private long[] lines = free(LEAST);
    private long[] sharers = new long[LEAST];
    private boolean[] owned = new boolean[LEAST];
    private @Nullable DirectoryLine[] serving = new @Nullable DirectoryLine[LEAST];
    private int used;

    DirectoryTable(int lineShift) {
        this.lineShift = lineShift;
    }

    private static long[] free(int entries) {
        long[] lines = new long[entries];
        Arrays.fill(lines, FREE);
        return lines;
    }

    /** Adds a cache, before the first line; returns its number. */
    int add(Upper cache) {
        caches.add(cache);
        words = (caches.size() + Long.SIZE - 1) / Long.SIZE;
        sharers = new long[capacity * words];
        return caches.size() - 1;
    }

    /** Returns how many entries there are, used or not. */
    int capacity() {
        return capacity;
    }

    int caches() {
        return caches.size();
    }

    Upper cache(int number) {
        return caches.get(number);
    }

    /** Returns the entry of a line, or {@link #ABSENT}. An entry's place is good until the next is added or removed. */
    int find(long line) {
        int at = place(line);
        while (lines[at] != FREE) {
            if (lines[at] == line) {
                return at;
            }
            at = after(at);
        }
        return ABSENT;
    }

    /** Returns the entry of a line, which is added if there is none. */
    int findOrAdd(long line) {
        int known = find(line);
        if (known != ABSENT) {
            return known;
        }
        if (2 * (used + 1) > capacity) {
            makeRoom();
        }
        used++;
        int at = firstFree(line);
        lines[at] = line;
        return at;
    }

    private int firstFree(long line) {
        int at = place(line);
        while (lines[at] != FREE) {
            at = after(at);
        }
        return at;
    }

    private int after(int at) {
        return (at + 1) & (capacity - 1);
    }

    private int place(long line) {
        return (int) ((line * GOLDEN) >>> (Long.SIZE - Integer.numberOfTrailingZeros(capacity)));
    }

    long line(int at) {
        return lines[at];
    }

    @Nullable
    DirectoryLine serving(int at) {
        return serving[at];
    }

    void serving(int at, @Nullable DirectoryLine line) {
        serving[at] = line;
    }

    boolean owned(int at) {
        return owned[at];
    }

    void owned(int at, boolean alone) {
        owned[at] = alone;
    }

    boolean shares(int at, int cache) {
        return ((sharers[at * words + cache / Long.SIZE] >>> cache) & 1) != 0;
    }

    void share(int at, int cache) {
        sharers[at * words + cache / Long.SIZE] |= 1L << cache;
    }

    void unshare(int at, int cache) {
        sharers[at * words + cache / Long.SIZE] &= ~(1L << cache);
    }

    /** Returns the first cache from one on that may hold an entry's line, or {@link #ABSENT}. */
    int nextSharer(int at, int from) {
        int word = from / Long.SIZE;
        long mask = word < words ? sharers[at * words + word] & (-1L << from) : 0;
        while (mask == 0 && ++word < words) {
            mask = sharers[at * words + word];
        }
        return mask == 0 ? ABSENT : word * Long.SIZE + Long.numberOfTrailingZeros(mask);
    }

    /** Whether a cache holds anything of an entry's line now; if not, it is no sharer any more. */
    boolean holds(int at, int cache) {
        boolean held = caches.get(cache).holds(lines[at] << lineShift);
        if (!held) {
            unshare(at, cache);
        }
        return held;
    }

    /** Removes an entry that nobody needs. */
    void removeIfUnused(int at) {
        if (serving[at] == null && nextSharer(at, 0) == ABSENT) {
            remove(at);
        }
    }

    /** Closes the gap: what was put behind it for want of room moves up. */
    private void remove(int at) {
        int gap = at;
        int next = after(gap);
        while (lines[next] != FREE) {
            int wanted = place(lines[next]);
            if (((next - wanted) & (capacity - 1)) >= ((next - gap) & (capacity - 1))) {
                move(next, gap);
                gap = next;
            }
            next = after(next);
        }
        clear(gap);
        used--;
    }

    private void move(int from, int to) {
        lines[to] = lines[from];
        System.arraycopy(sharers, from * words, sharers, to * words, words);
        owned[to] = owned[from];
        serving[to] = serving[from];
    }

    private void clear(int at) {
        lines[at] = FREE;
        Arrays.fill(sharers, at * words, (at + 1) * words, 0);
        owned[at] = false;
        serving[at] = null;
    }

    private void makeRoom() {
        int at = 0;
        while (at < capacity) {
            long line = lines[at];
            if (line != FREE) {
                askSharers(at);
                removeIfUnused(at);
            }
            // Where an entry went, another may have moved up.
            if (lines[at] == line) {
                at++;
            }
        }
        if (4 * used > capacity) {
            grow();
        }
    }

    private void askSharers(int at) {
        for (int cache = nextSharer(at, 0); cache != ABSENT; cache = nextSharer(at, cache + 1)) {
            holds(at, cache);
        }
    }

    private void grow() {
        long[] oldLines = lines;
        long[] oldSharers = sharers;
        boolean[] oldOwned = owned;
        @Nullable DirectoryLine[] oldServing = serving;
        capacity *= 2;
        lines = free(capacity);
        sharers = new long[capacity * words];
        owned = new boolean[capacity];
        serving = new @Nullable DirectoryLine[capacity];
        for (int from = 0; from < oldLines.length; from++) {
            if (oldLines[from] != FREE) {
                int to = firstFree(oldLines[from]);
                lines[to] = oldLines[from];
                System.arraycopy(oldSharers, from * words, sharers, to * words, words);
                owned[to] = oldOwned[from];
                serving[to] = oldServing[from];
            }
        }
    }
}
