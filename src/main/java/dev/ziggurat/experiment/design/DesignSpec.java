package dev.ziggurat.experiment.design;

import java.util.List;

/** Which combinations of the factors' levels a sweep simulates, as its file names it. */
public interface DesignSpec {
    /** Returns the combinations in their order: of each the values of all axes, factor by factor. */
    List<List<Value>> points(List<Factor> factors);

    /** Returns how many there are at most, for {@link #points} to be refused before they are made. */
    long count(List<Factor> factors);

    /** Returns it as a sweep file names it. */
    String text();

    /** Whether it can draw from a range that has no steps. */
    boolean draws();
}
