package dev.ziggurat.cache;

import java.util.Arrays;

/**
 * One direction of a link: a wire that carries one transfer at a time. A transfer takes the first gap that is long enough at or after the
 * instant from which it could go, and so delays only those behind it. Transfers may be booked ahead and not quite in time order, because an
 * answer's time is known before it comes.
 */
final class Lane {
    // The transfers booked that have not ended, in time order: begin and end of each.
    private long[] begins = new long[16];
    private long[] ends = new long[16];
    private int size;

    /**
     * Books a transfer.
     *
     * @param ready from when it could go, in picoseconds
     * @param duration how long it takes; 0 for a message without data, which passes between transfers
     * @param now every transfer that ended by then is forgotten; nothing is ever booked before it
     * @return when it begins
     */
    long book(long ready, long duration, long now) {
        forget(now);
        long begin = ready;
        int place = 0;
        while (place < size && begins[place] < begin + duration) {
            begin = Math.max(begin, ends[place]);
            place++;
        }
        if (duration > 0) {
            insert(place, begin, begin + duration);
        }
        return begin;
    }

    private void forget(long now) {
        int ended = 0;
        while (ended < size && ends[ended] <= now) {
            ended++;
        }
        if (ended > 0) {
            System.arraycopy(begins, ended, begins, 0, size - ended);
            System.arraycopy(ends, ended, ends, 0, size - ended);
            size -= ended;
        }
    }

    private void insert(int place, long begin, long end) {
        if (size == begins.length) {
            begins = Arrays.copyOf(begins, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        System.arraycopy(begins, place, begins, place + 1, size - place);
        System.arraycopy(ends, place, ends, place + 1, size - place);
        begins[place] = begin;
        ends[place] = end;
        size++;
    }
}
