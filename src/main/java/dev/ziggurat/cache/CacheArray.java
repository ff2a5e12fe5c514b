package dev.ziggurat.cache;

import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.cache.replacement.Pins;
import dev.ziggurat.cache.replacement.ReplacementPolicy;
import dev.ziggurat.memory.Recall;

/** The lines of one cache: where they are, which are dirty, whose fill is still to come, and who makes room. */
final class CacheArray implements Pins {
    static final int ABSENT = TagStore.ABSENT;

    /** Every way of a set waits for its fill: there is no victim now. */
    static final int NO_WAY = -2;

    private final int ways;
    private final TagStore tags;
    private final ReplacementPolicy policy;
    private final MshrFile mshrs;

    // What the policy is asked about: the set's first position, the instant.
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

    /** Returns the position of a line in its set, or {@link #ABSENT}. */
    int find(int set, long line) {
        return tags.find(set, line);
    }

    /** Whether the fill of a position may still be to come. */
    boolean maybePending(int position) {
        return tags.fill(position) != TagStore.NONE;
    }

    /** Returns the MSHR whose fill of a position is still to come at an instant, or {@link MshrFile#NONE}. */
    int pendingEntry(int position, long time) {
        int entry = tags.fill(position);
        // In this order: the MSHR is at hand, the tag often is not.
        if (entry == TagStore.NONE || (mshrs.busy(entry, time) && mshrs.fills(entry, tags.line(position)))) {
            return entry;
        }
        tags.filled(position);
        return MshrFile.NONE;
    }

    void touch(int set, int position) {
        policy.touched(set, position - set * ways);
    }

    void write(int position) {
        tags.soil(position);
    }

    boolean dirty(int position) {
        return tags.dirty(position);
    }

    long line(int position) {
        return tags.line(position);
    }

    /** Returns the position that a line would be put into at an instant: an empty one, else the policy's victim, else {@link #NO_WAY}. */
    int choose(long line, long time) {
        int set = tags.setOf(line);
        int way = tags.emptyWay(set);
        if (way < 0) {
            asked = set * ways;
            askedAt = time;
            if (allPinned()) {
                return NO_WAY;
            }
            way = policy.victim(set, this);
        }
        return set * ways + way;
    }

    /** Puts a clean line into a way; {@code fill} is the MSHR that fetches it, or {@link MshrFile#NONE}. */
    void install(int position, long line, int fill) {
        tags.install(position, line, fill);
        int set = position / ways;
        policy.filled(set, position - set * ways);
    }

    /** Takes a line back; returns whether it was dirty. A fill still to come serves those who wait for it and leaves nothing. */
    boolean recall(long line, Recall how, long time) {
        int set = tags.setOf(line);
        int position = tags.find(set, line);
        if (position == ABSENT) {
            return false;
        }
        boolean dirty = tags.dirty(position);
        tags.clean(position);
        int entry = pendingEntry(position, time);
        if (entry != MshrFile.NONE) {
            mshrs.recall(entry);
        }
        if (how == Recall.INVALIDATE || entry != MshrFile.NONE) {
            tags.remove(position);
            policy.emptied(set, position - set * ways);
        }
        return dirty;
    }

    @Override
    public boolean pinned(int way) {
        return pendingEntry(asked + way, askedAt) != MshrFile.NONE;
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
