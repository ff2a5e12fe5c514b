package dev.ziggurat.engine;

/** Looks at the simulation at given instants; it must not change anything in it. */
public interface Sampler {
    /**
     * Called when every core and event has passed the instant that was asked for.
     *
     * @param time that instant, in picoseconds
     * @return the next instant, later than {@code time}; {@code Long.MAX_VALUE} for none
     */
    long sample(long time);
}
