package dev.ziggurat.experiment.mrc;

/**
 * When each line was touched last: a hash table in one array, a line beside its time, so that a look-up costs one miss of the host's caches.
 * Linear probing (Knuth, The Art of Computer Programming 3, 6.4, algorithm L; removal without marks is his algorithm R), at most five eighths full: 26 to 51 bytes a
 * line.
 */
final class LineTable {
    /** The most lines that fit into one Java array. */
    static final int MOST = (1 << 29) / 8 * 5;

    private static final int LEAST_BITS = 10;

    /** 2^64 over the golden ratio: multiples of any stride are spread evenly (Knuth, 6.4). */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** place p: 2 p line | 2 p + 1 its time plus one, 0 if there is none here. */
    private long[] places = new long[2 << LEAST_BITS];

    private int shift = Long.SIZE - LEAST_BITS;
    private int size;

    /** Returns how many lines there are. */
    int size() {
        return size;
    }

    /** Whether another line has room. */
    boolean hasRoom() {
        return size < MOST;
    }

    /**
     * Reads the places where a look-up of these lines begins, one after another without waiting for any, so that the host's memory is asked for many at
     * once.
     *
     * @return something made of all that was read, without which it would not be read
     */
    long touch(long[] lines, int from, int to) {
        long[] all = places;
        int down = shift;
        long read = 0;
        for (int i = from; i < to; i++) {
            read ^= all[2 * (int) ((lines[i] * GOLDEN) >>> down)];
        }
        return read;
    }

    /** Returns the place of a line: where it is, or where it belongs, for the moment. */
    int place(long line) {
        long[] all = places;
        int mask = all.length - 1;
        int place = 2 * home(line);
        while (all[place + 1] != 0 && all[place] != line) {
            place = (place + 2) & mask;
        }
        return place;
    }

    private int home(long line) {
        return (int) ((line * GOLDEN) >>> shift);
    }

    /** Returns the time at a place, -1 if no line is there. */
    int time(int place) {
        return (int) places[place + 1] - 1;
    }

    /** Sets the time at a place that has a line. */
    void time(int place, int time) {
        places[place + 1] = time + 1L;
    }

    /** Puts a line at its place, where none is; {@link #hasRoom} must be true. */
    void put(int place, long line, int time) {
        places[place] = line;
        places[place + 1] = time + 1L;
        size++;
        if (size > places.length / 16 * 5) {
            grow();
        }
    }

    private void grow() {
        long[] old = places;
        shift--;
        places = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int place = place(old[i]);
                places[place] = old[i];
                places[place + 1] = old[i + 1];
            }
        }
    }

    /** Takes the line at a place away; those behind it that it kept from their homes move up. */
    void remove(int place) {
        int mask = places.length - 1;
        int hole = place;
        int next = (hole + 2) & mask;
        while (places[next + 1] != 0) {
            int home = 2 * home(places[next]);
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                places[hole] = places[next];
                places[hole + 1] = places[next + 1];
                hole = next;
            }
            next = (next + 2) & mask;
        }
        places[hole + 1] = 0;
        size--;
    }

    /** Writes for each time how many live ones are earlier, which is its new number. */
    void renumber(LiveTimes times) {
        for (int place = 0; place < places.length; place += 2) {
            if (places[place + 1] != 0) {
                time(place, times.earlier(time(place)));
            }
        }
    }
}
