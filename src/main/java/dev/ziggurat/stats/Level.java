package dev.ziggurat.stats;

/** A quantity that rises and falls over time, such as a queue's length, with its time-weighted integral and its peak. */
public final class Level {
    private long value;
    private long peak;
    private long since;
    private long integral;

    /** Sets the value from an instant (not before the last, in picoseconds) on. */
    public void set(long newValue, long time) {
        integral += value * (time - since);
        since = time;
        value = newValue;
        peak = Math.max(peak, newValue);
    }

    /** Returns the present value. */
    public long value() {
        return value;
    }

    /** Returns the largest value since the last {@link #restartPeak}. */
    public long peak() {
        return peak;
    }

    /** Forgets the peak but for the present value; called at the border of the warm-up. */
    public void restartPeak() {
        peak = value;
    }

    /** Returns the integral of the value over time up to an instant, in value x picoseconds. */
    public long integral(long time) {
        return integral + value * (time - since);
    }
}
