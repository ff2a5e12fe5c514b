package dev.ziggurat.cpu;

import dev.ziggurat.units.Frequency;

/** The cores of a machine as a file describes them; the spec is the factory of one kind. */
public interface CoreSpec {
    /** More than this many of one machine are refused. */
    int MOST_CORES = 1024;

    /** Returns how many there are, from 1 to {@link #MOST_CORES}. */
    Integer count();

    /** Returns their clock. */
    Frequency clock();

    /** Makes one of them. */
    Core create(CoreSite site);
}
