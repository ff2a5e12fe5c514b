package dev.ziggurat.dram.standard;

import java.util.List;

/** The timing of a device by its JEDEC standard; a device file fills the record that implements it. */
public interface Standard {
    /** Returns the period of the memory clock, tCK, in picoseconds. */
    long clock();

    /** Returns how many cycles a burst occupies the data bus. */
    int burst();

    /** Returns the cycles from a read command to its first data. */
    int readLatency();

    /** Returns the cycles from a write command to its first data. */
    int writeLatency();

    /** Returns in how many cycles a rank may be given at most four activates, tFAW. */
    int fourActivates();

    /** Returns the mean distance of two refreshes of a rank in cycles, tREFI. */
    int refreshInterval();

    /** Returns all constraints between two commands, in the order of the standard's text. */
    List<Constraint> constraints();

    /** Returns the distance that a constraint demands, 0 if there is none such. */
    default int gap(Command before, Command after, Scope scope) {
        int most = 0;
        for (Constraint each : constraints()) {
            if (each.before() == before && each.after() == after && each.scope() == scope) {
                most = Math.max(most, each.cycles());
            }
        }
        return most;
    }
}
