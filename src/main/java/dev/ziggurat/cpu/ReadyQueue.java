package dev.ziggurat.cpu;

/** What waits for a known instant, in the order (instant, rank): a binary heap in two arrays. */
final class ReadyQueue {
    private final long[] times;
    private final long[] ranks;
    private int size;

    ReadyQueue(int capacity) {
        times = new long[capacity];
        ranks = new long[capacity];
    }

    /** Returns the first instant, {@code Long.MAX_VALUE} if nothing waits. */
    long firstTime() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    void add(long time, long rank) {
        int place = size++;
        while (place > 0) {
            int parent = (place - 1) >> 1;
            if (precedes(times[parent], ranks[parent], time, rank)) {
                break;
            }
            move(parent, place);
            place = parent;
        }
        times[place] = time;
        ranks[place] = rank;
    }

    /** Takes the rank of the first. */
    long take() {
        long taken = ranks[0];
        size--;
        long time = times[size];
        long rank = ranks[size];
        int place = 0;
        for (int child = 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && precedes(times[child + 1], ranks[child + 1], times[child], ranks[child])) {
                child++;
            }
            if (precedes(time, rank, times[child], ranks[child])) {
                break;
            }
            move(child, place);
            place = child;
        }
        times[place] = time;
        ranks[place] = rank;
        return taken;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        ranks[to] = ranks[from];
    }

    private static boolean precedes(long time, long rank, long otherTime, long otherRank) {
        return time < otherTime || (time == otherTime && rank < otherRank);
    }
}
