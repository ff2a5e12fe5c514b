package dev.ziggurat.storage.flash;

import java.util.Arrays;

/**
 * What will happen inside a drive: entries in the order of (time, order of entry), a binary heap in arrays. It is the drive's own, so that the
 * order within an instant depends on the drive's past alone, and the drive has one event.
 */
final class Timeline {
    /** The time of the first entry of an empty line. */
    static final long NEVER = Long.MAX_VALUE;

    // An entry: when, the how-manyth, what.
    private long[] times = new long[64];
    private long[] orders = new long[64];
    private int[] codes = new int[64];
    private int size;
    private long entered;

    /** Returns when the first entry happens. */
    long next() {
        return size == 0 ? NEVER : times[0];
    }

    void add(long time, int code) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            orders = Arrays.copyOf(orders, 2 * size);
            codes = Arrays.copyOf(codes, 2 * size);
        }
        int place = size++;
        long order = entered++;
        while (place > 0 && before(time, order, (place - 1) / 2)) {
            put(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
        times[place] = time;
        orders[place] = order;
        codes[place] = code;
    }

    /** Takes the first entry out and returns what it is. */
    int poll() {
        int code = codes[0];
        size--;
        long time = times[size];
        long order = orders[size];
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(times[child + 1], orders[child + 1], child)) {
                child++;
            }
            if (before(time, order, child)) {
                break;
            }
            put(place, child);
            place = child;
        }
        times[place] = time;
        orders[place] = order;
        codes[place] = codes[size];
        return code;
    }

    private boolean before(long time, long order, int other) {
        return time < times[other] || (time == times[other] && order < orders[other]);
    }

    private void put(int place, int from) {
        times[place] = times[from];
        orders[place] = orders[from];
        codes[place] = codes[from];
    }
}
