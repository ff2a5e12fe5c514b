package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.stats.Section;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * When a cycle begins: the rules of zDirector.cpp (JDK 15), asked whenever a page is taken instead of ten times a second, for programs here last milliseconds. What it knows are statistics; they cost nothing.
 */
final class ZDirector {
    /** Of a normal distribution, one sample of 1000 is that many standard deviations above the mean. */
    private static final double ONE_IN_1000 = 3.290527;

    /** HotSpot's ZAllocationSpikeTolerance. */
    private static final double SPIKE_TOLERANCE = 2;

    private static final double HIGH_USAGE = 0.05;
    private static final int WARM = 3;
    private static final double WARM_STEP = 0.1;
    private static final double GROWTH = 0.1;

    /** A cycle is thought to cost half of the throughput while it lasts, and 1 % all in all may be lost: it may last 1/50 of the time. */
    private static final double INTERVALS = 0.5 / 0.01 - 1;

    private final double capacity;
    private final double reserve;

    private final Samples rates = new Samples();
    private final Samples averages = new Samples();
    private long sampledAt;

    // Of the duration of a cycle, in picoseconds, the decaying mean and variance.
    private double duration;
    private double variance;
    private long cycles;
    private long endedAt;
    private double usedAfter;

    private int warmups;

    /** Why the last cycle began, and the one that is under way or wanted next: by even and odd numbers. */
    private final Reason[] reasons = {Reason.NONE, Reason.NONE};

    private final long[] over = new long[Reason.values().length];

    /** Why a cycle begins: a rule of the director, or a thread that asks for it. */
    enum Reason {
        NONE("nothing", "no rule"),
        WARMUP("warmup", "10, 20 or 30 % of the heap in use, of the first three"),
        ALLOCATION_RATE("allocation_rate", "the rate at which pages are taken"),
        PROACTIVE("proactive", "10 % of the heap more in use, as long as they cost little"),
        HIGH_USAGE("high_usage", "5 % of the heap free"),
        STALL("stall", "a thread that waits for a page"),
        REQUEST("request", "a thread that has all garbage collected");

        private final String word;
        private final String sentence;

        Reason(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
        }

        private void describe(Section section, LongSupplier cycles) {
            section.counter("cycles_by_" + word, "cycles", "cycles that began because of " + sentence, cycles);
        }
    }

    ZDirector(long capacity, long reserve) {
        this.capacity = capacity;
        this.reserve = reserve;
    }

    /** A page of so many bytes has been taken at an instant; {@code used} are in use now. Returns by which rule a cycle is to begin, if any. */
    Reason taken(long bytes, long used, long time) {
        if (time > sampledAt) {
            rates.add((double) bytes / (time - sampledAt));
            averages.add(rates.mean());
            sampledAt = time;
        }
        return choose(bytes, used, time);
    }

    /** The cycle of a number is wanted; the one before it may be under way. */
    void wanted(long cycle, Reason reason) {
        reasons[(int) (cycle % reasons.length)] = reason;
        warmups += reason == Reason.WARMUP ? 1 : 0;
    }

    /** The cycle of a number has ended; times are in picoseconds. */
    void ended(long cycle, long length, long used, long time) {
        over[reasons[(int) (cycle % reasons.length)].ordinal()]++;
        if (cycles++ == 0) {
            duration = length;
        } else {
            duration = (1 - Samples.ALPHA) * length + Samples.ALPHA * duration;
            double off = length - duration;
            variance = (1 - Samples.ALPHA) * off * off + Samples.ALPHA * variance;
        }
        endedAt = time;
        usedAfter = used;
    }

    /** Returns how many cycles are over that began for a reason. */
    long over(Reason reason) {
        return over[reason.ordinal()];
    }

    /** Describes how many cycles that are over began for which reason; all together are so many. */
    void describe(Section section, LongSupplier cycles) {
        List<Reason> all =
                Stream.of(Reason.values()).filter(each -> each != Reason.NONE).toList();
        all.forEach(each -> each.describe(section, () -> over(each)));
        section.law(
                "the cycles by reason sum to cycles",
                () -> all.stream().mapToLong(this::over).sum(),
                cycles);
    }

    private Reason choose(long bytes, long used, long time) {
        if (warmups < WARM && used >= capacity * (warmups + 1) * WARM_STEP) {
            return Reason.WARMUP;
        }
        if (warmups > 0 && untilEmpty(used) <= longest() + interval(bytes)) {
            return Reason.ALLOCATION_RATE;
        }
        if (warmups >= WARM && used >= usedAfter + capacity * GROWTH && time - endedAt >= longest() * INTERVALS) {
            return Reason.PROACTIVE;
        }
        return free(used) <= capacity * HIGH_USAGE ? Reason.HIGH_USAGE : Reason.NONE;
    }

    private double free(long used) {
        return Math.max(0, capacity - used - reserve);
    }

    /** Returns in how many picoseconds all memory is taken, at the highest rate that is likely. */
    private double untilEmpty(long used) {
        double rate = rates.mean() * SPIKE_TOLERANCE + averages.deviation() * ONE_IN_1000;
        return rate == 0 ? Double.MAX_VALUE : free(used) / rate;
    }

    private double longest() {
        return duration + Math.sqrt(variance) * ONE_IN_1000;
    }

    /** Returns the time until the next page is taken: the next sample. */
    private double interval(long bytes) {
        return rates.mean() == 0 ? 0 : bytes / rates.mean();
    }

    /** The last samples of something (TruncatedSeq). */
    private static final class Samples {
        /** The weight of what was before, of a decaying mean (ZStatCycle). */
        static final double ALPHA = 0.3;

        private static final int KEPT = 10;

        private final double[] values = new double[KEPT];
        private int count;
        private int next;

        void add(double value) {
            values[next] = value;
            next = (next + 1) % KEPT;
            count = Math.min(KEPT, count + 1);
        }

        double mean() {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[i];
            }
            return count == 0 ? 0 : sum / count;
        }

        double deviation() {
            double mean = mean();
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += (values[i] - mean) * (values[i] - mean);
            }
            return count == 0 ? 0 : Math.sqrt(sum / count);
        }
    }
}
