package dev.ziggurat.os.frames;

import dev.ziggurat.stats.Section;

/**
 * The slots of a swap area, one a page. They are given out cluster by cluster, as Linux does for an SSD (mm/swapfile.c,
 * {@code scan_swap_map_slots}; 256 slots a cluster): each core fills a cluster of its own from the bottom up, so that pages that go out together
 * lie together and can be written, and read ahead, together. A core whose cluster has no slot left above the last takes the lowest cluster
 * that is wholly free; if there is none, the lowest slot that is.
 *
 * <p>Not modelled: several areas with priorities, the discard of a freed cluster, the lists of slots a core keeps in reserve.
 */
public final class SwapSlots {
    /** No slot is free. */
    public static final long NONE = -1;

    /** SWAPFILE_CLUSTER of Linux. */
    public static final int LINUX_CLUSTER = 256;

    private final long slots;
    private final int length;
    private final SparseSet used;

    /** Clusters in which a slot is used or that a core fills. A last one may be shorter. */
    private final SparseSet touched;

    /** By core: where the next slot is looked for, and the end of the cluster; equal where it has none. */
    private final long[] next;

    private final long[] end;
    private long out;

    /**
     * Makes an area, all of its slots free.
     *
     * @param slots how many there are, at least 1
     * @param cluster how many are a cluster, at least 1
     * @param cores how many cores fill clusters, at least 1
     */
    public SwapSlots(long slots, int cluster, int cores) {
        if (slots < 1 || cluster < 1 || cores < 1) {
            throw new IllegalArgumentException(
                    slots + " swap slots by " + cluster + " for " + cores + " cores: each is at least 1");
        }
        this.slots = slots;
        length = cluster;
        used = new SparseSet(slots);
        touched = new SparseSet((slots + cluster - 1) / cluster);
        next = new long[cores];
        end = new long[cores];
    }

    /**
     * Takes a slot.
     *
     * @param core for which core, from 0
     * @return the slot, from 0, or {@link #NONE}
     */
    public long allocate(int core) {
        while (next[core] < end[core] && used.contains(next[core])) {
            next[core]++;
        }
        if (next[core] == end[core] && !enterCluster(core)) {
            return take(used.lowestMissing());
        }
        return take(next[core]++);
    }

    /**
     * Gives a slot back.
     *
     * @throws IllegalStateException if it is free
     */
    public void free(long slot) {
        if (slot < 0 || slot >= slots || !used.remove(slot)) {
            throw new IllegalStateException("swap slot " + slot + " is not in use");
        }
        out--;
        leave(slot / length);
    }

    /** Whether a slot holds a page. */
    public boolean inUse(long slot) {
        return used.contains(slot);
    }

    /** Returns the number of slots there are. */
    public long total() {
        return slots;
    }

    /** Returns the number of slots that are free. */
    public long free() {
        return used.missing();
    }

    /** Returns the number of slots that are in use. */
    public long used() {
        return out;
    }

    private boolean enterCluster(int core) {
        long left = end[core] == 0 ? NONE : (end[core] - 1) / length;
        next[core] = 0;
        end[core] = 0;
        if (left != NONE) {
            leave(left);
        }
        long cluster = touched.lowestMissing();
        if (cluster == SparseSet.NONE) {
            return false;
        }
        touched.add(cluster);
        next[core] = cluster * length;
        end[core] = Math.min(next[core] + length, slots);
        return true;
    }

    private long take(long slot) {
        if (slot != NONE) {
            used.add(slot);
            touched.add(slot / length);
            out++;
        }
        return slot;
    }

    /** A cluster in which nothing is used and that nobody fills is wholly free again. */
    private void leave(long cluster) {
        long first = cluster * length;
        long behind = Math.min(first + length, slots);
        long member = used.next(first);
        if (member != SparseSet.NONE && member < behind) {
            return;
        }
        for (long filled : end) {
            if (filled == behind) {
                return;
            }
        }
        touched.remove(cluster);
    }

    /** States that no slot is lost. */
    public void describe(Section section) {
        section.law("every swap slot is free or used", () -> free() + used(), this::total);
    }
}
