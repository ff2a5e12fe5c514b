package dev.ziggurat.cache;

import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.cache.replacement.Pins;
import dev.ziggurat.cache.replacement.ReplacementPolicy;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Grant;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Recall;

/** The lines of one cache: where they are, which are dirty, whose fill is still to come, and who makes room. */
final class CacheArray implements Pins {
    /** Every way of a set waits for its fill: there is no victim now. */
    static final int NO_WAY = -2;

    /** Instead of a line. */
    static final long NO_LINE = -1;

    private final int sets;
    private final int ways;
    private final TagStore tags;
    private final ReplacementPolicy policy;
    private final MshrFile mshrs;

    // A line that was looked for in vain, and what was found: the access that follows at once need not look again.
    private long noted = NO_LINE;
    private int notedWay;

    /**
     * A bit a way: whether its line must not be written before others have given it up; none where no directory stands below. It is not in
     * the tags, for most machines have no use for it and translations never.
     */
    private long[] shared = {};

    // What the policy is asked about: the set, the instant.
    private int asked;
    private long askedAt;

    CacheArray(CacheShape shape, ReplacementPolicy policy, MshrFile mshrs) {
        sets = shape.sets();
        ways = shape.ways();
        tags = new TagStore(shape.sets(), ways);
        this.policy = policy;
        this.mshrs = mshrs;
    }

    /** Remembers from now on which lines may be written. */
    void keepRights() {
        shared = new long[(sets * ways + Long.SIZE - 1) / Long.SIZE];
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

    /** Whether a directory stands below, and others must be asked before a line is written. */
    boolean keepsRights() {
        return shared.length > 0;
    }

    /** Whether a line may be written without asking anybody. */
    boolean mayWrite(int set, int way) {
        int place = set * ways + way;
        return shared.length == 0 || ((shared[place / Long.SIZE] >>> place) & 1) == 0;
    }

    private void share(int set, int way, boolean withOthers) {
        if (shared.length > 0) {
            int place = set * ways + way;
            long bit = 1L << place;
            long others = shared[place / Long.SIZE] & ~bit;
            shared[place / Long.SIZE] = withOthers ? others | bit : others;
        }
    }

    /** Writes into the line that an MSHR brings, unless that was recalled on its way. */
    void writeFill(int entry) {
        int way = mshrs.way(entry);
        if (way != MshrFile.NONE) {
            tags.soil(mshrs.set(entry), way);
        }
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
        share(set, way, false);
        if (fill != MshrFile.NONE) {
            await(set, way, fill);
        }
        policy.filled(set, way);
    }

    /** The line of a way, or the right to write it, comes with an MSHR's request. */
    void await(int set, int way, int fill) {
        mshrs.fills(fill, set, way);
        tags.await(set, way);
        granted(fill);
    }

    /** An MSHR's request has come back, with or without the right to write the line that it fills. */
    void granted(int entry) {
        int way = mshrs.way(entry);
        if (way != MshrFile.NONE) {
            share(mshrs.set(entry), way, !mshrs.fetch(entry).grant.writable());
        }
    }

    /** An MSHR is about to be used again: what it filled last is there. */
    void settle(int entry) {
        int way = mshrs.way(entry);
        if (way != MshrFile.NONE) {
            tags.filled(mshrs.set(entry), way);
        }
    }

    /**
     * Takes a line back. A fill still to come serves those who wait for it and leaves nothing, and what the stores among them write counts as
     * come with the recall; one that was not granted yet is left alone.
     *
     * @return whether it was dirty
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
        if (entry != MshrFile.NONE && mshrs.fetch(entry).grant == Grant.ASKED) {
            lose(mshrs.fetch(entry), how);
            return dirty;
        }
        if (entry != MshrFile.NONE) {
            mshrs.fillsNothing(entry);
        }
        share(set, way, true);
        if (how == Recall.INVALIDATE || entry != MshrFile.NONE) {
            noted = NO_LINE;
            tags.remove(set, way);
            policy.emptied(set, way);
        }
        return dirty;
    }

    /** A line is lost while its right is asked for: now the data is wanted too. */
    private static void lose(MemoryRequest fetch, Recall how) {
        if (how == Recall.INVALIDATE && fetch.type == AccessType.UPGRADE) {
            fetch.type = AccessType.OWN;
        }
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
