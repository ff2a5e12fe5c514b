package dev.ziggurat.cpu;

import dev.ziggurat.units.Frequency;

/** The cores of a machine as a file describes them; the spec is the factory of one kind. */
public interface CoreSpec {
    /** Returns how many there are, at least 1. */
    Integer count();

    /** Returns their clock. */
    Frequency clock();

    /** Makes one of them. */
    Core create(CoreSite site);
}
