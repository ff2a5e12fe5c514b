package dev.ziggurat.storage.flash;

/** Numbers in order of arrival: a ring that doubles when it is full. */
final class IntFifo {
    private int[] ring = new int[16];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(int value) {
        if (size == ring.length) {
            int[] larger = new int[2 * size];
            for (int i = 0; i < size; i++) {
                larger[i] = ring[(first + i) % size];
            }
            ring = larger;
            first = 0;
        }
        ring[(first + size++) % ring.length] = value;
    }

    int peek() {
        return ring[first];
    }

    int poll() {
        int value = ring[first];
        first = (first + 1) % ring.length;
        size--;
        return value;
    }
}
