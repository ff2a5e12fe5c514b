package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.units.Share;

/**
 * How large eden becomes, when marking begins, and which old regions are collected: G1Policy, with the predictions of G1Analytics for one thread. What it computes with was loaded or measured by the
 * collector's thread. There are no costs to begin with: HotSpot's are of machines of 2005, and of regions of 1 MiB and up; the first pause is one of the smallest eden.
 */
final class G1Policy {
    /** G1MixedGCLiveThresholdPercent. */
    private static final int MOST_LIVE = 85;

    /** G1HeapWastePercent. */
    private static final int WASTE = 5;

    /** G1MixedGCCountTarget. */
    private static final int MIXED = 8;

    /** G1OldCSetRegionThresholdPercent. */
    private static final int MOST_OLD = 10;

    /** G1ReservePercent. */
    private static final int RESERVE = 10;

    /** SurvivorRatio. */
    private static final int SURVIVOR_RATIO = 8;

    /** 100 by G1ConfidencePercent, and TargetPLABWastePct on top. */
    private static final double SAFETY = 100.0 / 50 * (100 + 10) / 100;

    private static final int PERCENT = 100;

    private static final int REGION_BITS = 24;

    private final G1Heap heap;
    private final Keys keys;

    // Picoseconds: for what does not depend on anything, for a byte that is copied, for a card, for a region of the
    // collection set; the latter two apart for mixed collections.
    private final G1Average constant = new G1Average();
    private final G1Average perByte = new G1Average();
    private final G1Average perCard = new G1Average();
    private final G1Average perRegion = new G1Average();
    private final G1Average perMixedCard = new G1Average();
    private final G1Average perMixedRegion = new G1Average();

    /** Cards that a pause of the young alone scans: those of mixed ones are many more, and would make the young small afterwards. */
    private final G1Average cards = new G1Average();

    /** Of a byte of the young, what is copied. */
    private final G1Average survival = new G1Average();

    /** Of the pause at hand. */
    private double predicted;

    private long candidates;

    // Regions at the end of the last pause.
    private long survivors;
    private long target;

    /**
     * What the workload file says.
     *
     * @param goal picoseconds of a pause
     * @param least the share of the heap that the young have at least
     * @param most the share that they have at most
     * @param occupancy the share that is not young above which a marking begins
     */
    record Keys(long goal, Share least, Share most, Share occupancy) {}

    G1Policy(G1Heap heap, Keys keys) {
        this.heap = heap;
        this.keys = keys;
    }

    /** Whether so many old and humongous regions are enough for a marking. */
    boolean marks(long tenured) {
        return marks(tenured, 0);
    }

    /** Whether so many are, with an object of so many bytes that is yet to be made (need_to_start_conc_mark). */
    boolean marks(long tenured, long bytes) {
        double most = (double) heap.regions() * keys.occupancy.billionths() / Share.WHOLE;
        return tenured + (double) bytes / heap.regionBytes() > most;
    }

    /** Returns how many eden regions there may be until the next pause, with so many free ones, and survivors. */
    long eden(long free, long newSurvivors, boolean mixed) {
        survivors = newSurvivors;
        long least = Math.max(1, share(keys.least));
        long most = Math.max(least, share(keys.most));
        long reserve = percent(RESERVE);
        long room = Math.max(free - reserve, Math.min(free, 1));
        long wanted = mixed ? least : Math.max(least, fitting(most, free - reserve));
        long eden = Math.min(Math.max(1, Math.min(wanted, most) - survivors), room);
        target = survivors + eden;
        return eden;
    }

    private long share(Share of) {
        return (heap.regions() * of.billionths() + Share.WHOLE - 1) / Share.WHOLE;
    }

    private long percent(int of) {
        return ((long) heap.regions() * of + PERCENT - 1) / PERCENT;
    }

    /** Returns for how many young regions, but so many at most, a pause is predicted to reach its goal and to find room for its copies. */
    private long fitting(long most, long free) {
        if (perByte.isEmpty()) {
            return 0;
        }
        long low = 0;
        long high = most;
        while (low < high) {
            long middle = (low + high + 1) / 2;
            if (young(middle, false) <= keys.goal && hasRoom(middle, free)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Whether the copies of so many young regions find room in what eden leaves of the free ones: G1YoungLengthPredictor's safety factor. */
    private boolean hasRoom(long young, long free) {
        return SAFETY * survival.predict() * young <= free - (young - survivors);
    }

    /** Returns what a pause is predicted to take, with so many young regions; if it is mixed, without the old ones. */
    private double young(long regions, boolean mixed) {
        return constant.predict()
                + cards.predict() * (mixed ? mixed(perMixedCard, perCard) : perCard).predict()
                + regions * (perRegion.predict() + survival.predict() * heap.regionBytes() * perByte.predict());
    }

    /** Returns what is known of mixed collections, if that is enough to predict by (G1Analytics::enough_samples_available), or else of those of the young. */
    private static G1Average mixed(G1Average of, G1Average young) {
        return of.isEnough() ? of : young;
    }

    /** Returns how many survivor regions there may be. */
    int mostSurvivors() {
        return (int) Math.max(1, (target + SURVIVOR_RATIO - 1) / SURVIVOR_RATIO);
    }

    /** A pause begins, with so many young regions. */
    void begin(long young, boolean mixed) {
        predicted = young(young, mixed);
    }

    /** Whether a mixed collection that has so many old regions takes one more, of so many live bytes and with so many cards. */
    boolean takes(int taken, long live, long remembered) {
        long least = (candidates + MIXED - 1) / MIXED;
        long most = Math.max(least, percent(MOST_OLD));
        return taken < least || (taken < most && predicted + old(live, remembered) <= keys.goal);
    }

    void took(long live, long remembered) {
        predicted += old(live, remembered);
    }

    private double old(long live, long remembered) {
        return live * perByte.predict()
                + remembered * mixed(perMixedCard, perCard).predict()
                + mixed(perMixedRegion, perRegion).predict();
    }

    /** Returns what the pause at hand is predicted to take, picoseconds. */
    long predicted() {
        return (long) predicted;
    }

    /** Learns from a pause: the picoseconds of its parts, and what they were for. */
    void learn(Costs costs) {
        constant.add((double) costs.other);
        if (!costs.mixed) {
            cards.add((double) costs.cards);
        }
        if (costs.cards > 0) {
            (costs.mixed ? perMixedCard : perCard).add((double) costs.scanning / costs.cards);
        }
        if (costs.copied > 0) {
            perByte.add((double) costs.copying / costs.copied);
        }
        if (costs.regions > 0) {
            (costs.mixed ? perMixedRegion : perRegion).add((double) costs.releasing / costs.regions);
        }
        if (!costs.mixed && costs.used > 0) {
            survival.add((double) costs.copied / costs.used);
        }
    }

    /** What a pause has cost. */
    static final class Costs {
        long other;
        long scanning;
        long cards;
        long copying;
        long copied;
        long releasing;
        long regions;
        long used;
        boolean mixed;
    }

    /** Whether an old region with so many live bytes is worth collecting. */
    boolean worth(long live) {
        return live * PERCENT < heap.regionBytes() * MOST_LIVE;
    }

    /** Returns how good it is to collect a region, in the upper bits, and its number: what is freed by what it is predicted to take (gc_efficiency). */
    long candidate(int region, long live, long remembered) {
        double cost = old(live, remembered);
        double freed = heap.regionBytes() - live;
        // Bytes a microsecond; without a prediction just what is freed.
        double efficiency = cost > 0 ? freed / cost * 1e6 : freed;
        long most = Long.MAX_VALUE >>> REGION_BITS;
        return (efficiency < most ? (long) efficiency : most) << REGION_BITS | region;
    }

    static long region(long candidate) {
        return candidate & ((1L << REGION_BITS) - 1);
    }

    /** There are so many candidates. */
    void candidates(long count) {
        candidates = count;
    }

    /** Whether it is worth collecting candidates of which so many bytes would become free. */
    boolean worthAll(long reclaimable) {
        return reclaimable * PERCENT > (heap.end() - heap.base()) * WASTE;
    }

    long target() {
        return target;
    }
}
