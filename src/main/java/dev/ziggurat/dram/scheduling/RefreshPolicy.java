package dev.ziggurat.dram.scheduling;

/** Decides when a rank is refreshed. */
public interface RefreshPolicy {
    /** The cycle of what never happens. */
    long NEVER = Long.MAX_VALUE;

    /** Returns the cycle from which on the next refresh of a rank is due; {@link #NEVER} if there is none. */
    long due(int rank);

    /** Takes note that a rank has been refreshed. */
    void refreshed(int rank);
}
