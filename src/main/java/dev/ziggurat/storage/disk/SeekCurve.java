package dev.ziggurat.storage.disk;

import java.util.List;

/** Seek times by distance: measured points, joined by straight lines; from 0 at distance 0. */
final class SeekCurve {
    // A point: distance in cylinders, time in picoseconds.
    private final int[] distances;
    private final long[] times;

    SeekCurve(List<SeekPoint> points) {
        distances = new int[points.size() + 1];
        times = new long[points.size() + 1];
        for (int i = 0; i < points.size(); i++) {
            distances[i + 1] = points.get(i).distance();
            times[i + 1] = points.get(i).time().amount();
        }
    }

    /** Returns the time for a distance in cylinders, at least 0, rounded down to a picosecond. */
    long time(int distance) {
        int low = 0;
        int high = distances.length - 1;
        if (distance >= distances[high]) {
            return times[high];
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (distances[middle] <= distance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        long rise = times[high] - times[low];
        return times[low] + rise * (distance - distances[low]) / (distances[high] - distances[low]);
    }

    /** Returns the mean over two cylinders drawn at random, each as likely. */
    long mean(int cylinders) {
        // Distance d occurs for 2 (n - d) of the n x n pairs. Summed in parts of n, so that 63 bits suffice: n is at
        // most
        // 2^21 and no seek longer than 1 s, below 2^40 ps.
        long sum = 0;
        long rest = 0;
        for (int d = 1; d < cylinders; d++) {
            long weighted = 2L * (cylinders - d) * time(d);
            sum += weighted / cylinders;
            rest += weighted % cylinders;
        }
        return (sum + rest / cylinders) / cylinders;
    }
}
