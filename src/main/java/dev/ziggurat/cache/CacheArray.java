package dev.ziggurat.cache;

import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.cache.replacement.Pins;
import dev.ziggurat.cache.replacement.ReplacementPolicy;
import dev.ziggurat.memory.Recall;

/** The lines of one cache: where they are, which are dirty, whose fill is still to come, and who makes room. */
final class CacheArray implements Pins {
    /** Every way of a set waits for its fill: there is no victim now. */
    static final int NO_WAY = -2;

    private static final long NO_LINE = -1;

    private final int ways;
    private final TagStore tags;
    private final ReplacementPolicy policy;
    private final MshrFile mshrs;

    // A line that was looked for in vain, and what was found: the access that follows at once need not look again.
    private long noted = NO_LINE;
    private int notedWay;

    // What the policy is asked about: the set, the instant.
    private int asked;
    private long askedAt;

    CacheArray(CacheShape shape, ReplacementPolicy policy, MshrFile mshrs) {
        ways = shape.ways();
        tags = new TagStore(shape.sets(), ways);
        this.policy = policy;
        this.mshrs = mshrs;
    }

    int setOf(long line) {
        return tags.setOf(line);
    }

    /** Returns the way of a line in its set, or {@link TagStore#ABSENT}. */
    int find(int set, long line) {
        return line == noted ? notedWay : tags.find(set, line);
    }

    /** Remembers where a line was found, or that it was not. */
    void note(long line, int way) {
        noted = line;
        notedWay = way;
    }

    /** Whether the fill of a way may still be to come. */
    boolean maybePending(int set, int way) {
        return tags.pending(set, way);
    }

    /** Returns the MSHR whose fill of a way is still to come at an instant, or {@link MshrFile#NONE}. */
    int pendingEntry(int set, int way, long time) {
        if (!tags.pending(set, way)) {
            return MshrFile.NONE;
        }
        int entry = mshrs.filling(set, way);
        if (entry != MshrFile.NONE && mshrs.busy(entry, time)) {
            return entry;
        }
        if (entry != MshrFile.NONE) {
            mshrs.fillsNothing(entry);
        }
        tags.filled(set, way);
        return MshrFile.NONE;
    }

    void touch(int set, int way) {
        policy.touched(set, way);
    }

    void write(int set, int way) {
        tags.soil(set, way);
    }

    boolean dirty(int set, int way) {
        return tags.dirty(set, way);
    }

    long line(int set, int way) {
        return tags.line(set, way);
    }

    /** Returns the way of a set that a line would be put into at an instant: an empty one, else the policy's victim, else {@link #NO_WAY}. */
    int choose(int set, long time) {
        int way = tags.emptyWay(set);
        if (way != TagStore.ABSENT) {
            return way;
        }
        asked = set;
        askedAt = time;
        return allPinned() ? NO_WAY : policy.victim(set, this);
    }

    /** Puts a clean line into a way; {@code fill} is the MSHR that fetches it, or {@link MshrFile#NONE}. */
    void install(int set, int way, long line, int fill) {
        noted = NO_LINE;
        tags.install(set, way, line);
        if (fill != MshrFile.NONE) {
            mshrs.fills(fill, set, way);
            tags.await(set, way);
        }
        policy.filled(set, way);
    }

    /** An MSHR is about to be used again: what it filled last is there. */
    void settle(int entry) {
        int way = mshrs.way(entry);
        if (way != MshrFile.NONE) {
            tags.filled(mshrs.set(entry), way);
        }
    }

    /**
     * Takes a line back. A fill still to come serves those who wait for it and leaves nothing; what the stores among them write counts as
     * come with the recall.
     *
     * @return whether it was dirty, or a store waits for its fill
     */
    boolean recall(long line, Recall how, long time) {
        int set = tags.setOf(line);
        int way = tags.find(set, line);
        if (way == TagStore.ABSENT) {
            return false;
        }
        boolean dirty = tags.dirty(set, way);
        tags.clean(set, way);
        int entry = pendingEntry(set, way, time);
        if (entry != MshrFile.NONE) {
            mshrs.fillsNothing(entry);
        }
        if (how == Recall.INVALIDATE || entry != MshrFile.NONE) {
            noted = NO_LINE;
            tags.remove(set, way);
            policy.emptied(set, way);
        }
        return dirty;
    }

    @Override
    public boolean pinned(int way) {
        return pendingEntry(asked, way, askedAt) != MshrFile.NONE;
    }

    private boolean allPinned() {
        for (int way = 0; way < ways; way++) {
            if (!pinned(way)) {
                return false;
            }
        }
        return true;
    }
}
