package dev.ziggurat.runtime.heap;

/** Numbers by address, none of which is 0: open addressing, at most half of the places taken; a deletion moves later entries up. */
public final class Places {
    private static final int FIRST_SIZE = 64;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long[] addresses = new long[FIRST_SIZE];
    private int[] numbers = new int[FIRST_SIZE];
    private int size;

    /** Gives an address a number. */
    void put(long address, int number) {
        if (2 * (size + 1) > addresses.length) {
            grow();
        }
        int place = placeOf(address);
        if (addresses[place] == 0) {
            addresses[place] = address;
            size++;
        }
        numbers[place] = number;
    }

    /** Takes an address out and returns its number. */
    int remove(long address) {
        int place = placeOf(address);
        if (addresses[place] != address) {
            throw new IllegalStateException("nothing is at 0x" + Long.toHexString(address));
        }
        int number = numbers[place];
        close(place);
        size--;
        return number;
    }

    private void close(int place) {
        int mask = addresses.length - 1;
        int hole = place;
        int next = (hole + 1) & mask;
        while (addresses[next] != 0) {
            if (((next - home(addresses[next])) & mask) >= ((next - hole) & mask)) {
                addresses[hole] = addresses[next];
                numbers[hole] = numbers[next];
                hole = next;
            }
            next = (next + 1) & mask;
        }
        addresses[hole] = 0;
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
        long[] old = addresses;
        int[] oldNumbers = numbers;
        addresses = new long[2 * old.length];
        numbers = new int[2 * old.length];
        size = 0;
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                put(old[i], oldNumbers[i]);
            }
        }
    }
}
