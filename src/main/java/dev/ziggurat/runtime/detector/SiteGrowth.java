package dev.ziggurat.runtime.detector;

import java.util.Map;
import java.util.TreeMap;

/**
 * How fast what is live of each site grows: the slope of its live bytes over time by least squares, with a point at each block that comes or goes. A leak
 * grows from beginning to end, whether anything still leads to its blocks or not.
 */
final class SiteGrowth {
    /** Times are taken in nanoseconds, so that their squares keep their digits. */
    private static final double NANOSECOND = 1000;

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final Map<Long, Sums> sites = new TreeMap<>();

    /** Of a site: its live bytes, and the sums over its points of 1, t, x, t t and t x. */
    private static final class Sums {
        private long live;
        private double points;
        private double times;
        private double bytes;
        private double squares;
        private double products;

        private void add(double time) {
            points++;
            times += time;
            bytes += live;
            squares += time * time;
            products += time * live;
        }

        private long slope() {
            double spread = points * squares - times * times;
            return spread <= 0
                    ? 0
                    : Math.round((points * products - times * bytes) / spread * NANOSECONDS_PER_MILLISECOND);
        }
    }

    /** So many bytes more, or less, are live of a site from an instant in picoseconds on. */
    void changed(long site, long by, long time) {
        Sums sums = sites.computeIfAbsent(site, unknown -> new Sums());
        sums.live += by;
        sums.add(time / NANOSECOND);
    }

    /** Returns by how many bytes in a millisecond what is live of a site grows, rounded. */
    long slope(long site) {
        Sums sums = sites.get(site);
        return sums == null ? 0 : sums.slope();
    }

    /** Names the site that grows fastest; empty if none grows. */
    String fastest() {
        long most = 0;
        String name = "";
        for (Map.Entry<Long, Sums> each : sites.entrySet()) {
            long slope = each.getValue().slope();
            if (slope > most) {
                most = slope;
                name = "site " + each.getKey() + ": " + slope + " B/ms";
            }
        }
        return name;
    }
}
