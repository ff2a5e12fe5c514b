package dev.ziggurat.mmu;

import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * The TLBs of a core.
 *
 * @param l1i of instruction fetches
 * @param l1d of loads and stores
 * @param l2 behind both; null for none
 */
public record TlbsSpec(TlbSpec l1i, TlbSpec l1d, @Nullable TlbSpec l2) {
    private static final String EXAMPLE = "{entries: 64, ways: 4}";

    public TlbsSpec {
        SpecException.requirePresent("l1i", l1i, EXAMPLE);
        SpecException.requirePresent("l1d", l1d, EXAMPLE);
    }
}
