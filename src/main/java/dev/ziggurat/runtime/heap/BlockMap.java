package dev.ziggurat.runtime.heap;

import java.util.Arrays;

/**
 * Which blocks are given out, by address: what was asked for, who asked. For statistics, and to find wrong frees; no allocator
 * places anything by it. Open addressing; a deletion moves later entries up, so that none is ever marked as gone.
 */
final class BlockMap {
    /** There is no such block. */
    static final int NONE = -1;

    private static final int FIRST_SIZE = 64;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    // One entry a place, a power of two of places, at most half of them taken: address (0 = empty) | asked | owner.
    private long[] addresses = new long[FIRST_SIZE];
    private long[] asked = new long[FIRST_SIZE];
    private int[] owners = new int[FIRST_SIZE];
    private int size;

    /** Adds a block; its address is not 0 and not there yet. */
    void add(long address, long bytes, int owner) {
        if (2 * (size + 1) > addresses.length) {
            grow();
        }
        int place = placeOf(address);
        if (addresses[place] == address) {
            throw new IllegalStateException("block 0x" + Long.toHexString(address) + " is given out twice");
        }
        addresses[place] = address;
        asked[place] = bytes;
        owners[place] = owner;
        size++;
    }

    /** Returns the place of a block, {@link #NONE} if there is none; good until the next change. */
    int find(long address) {
        int place = placeOf(address);
        return addresses[place] == address && address != 0 ? place : NONE;
    }

    long asked(int place) {
        return asked[place];
    }

    int owner(int place) {
        return owners[place];
    }

    int size() {
        return size;
    }

    /** Takes the block at a place out. */
    void remove(int place) {
        int mask = addresses.length - 1;
        int hole = place;
        int next = (hole + 1) & mask;
        while (addresses[next] != 0) {
            int home = home(addresses[next]);
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                move(next, hole);
                hole = next;
            }
            next = (next + 1) & mask;
        }
        addresses[hole] = 0;
        size--;
    }

    private void move(int from, int to) {
        addresses[to] = addresses[from];
        asked[to] = asked[from];
        owners[to] = owners[from];
    }

    private int home(long address) {
        return (int) ((address * GOLDEN) >>> 32) & (addresses.length - 1);
    }

    private int placeOf(long address) {
        int mask = addresses.length - 1;
        int place = home(address);
        while (addresses[place] != 0 && addresses[place] != address) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldAddresses = addresses;
        long[] oldAsked = asked;
        int[] oldOwners = owners;
        addresses = new long[2 * oldAddresses.length];
        asked = Arrays.copyOf(asked, addresses.length);
        owners = Arrays.copyOf(owners, addresses.length);
        size = 0;
        for (int i = 0; i < oldAddresses.length; i++) {
            if (oldAddresses[i] != 0) {
                add(oldAddresses[i], oldAsked[i], oldOwners[i]);
            }
        }
    }
}
