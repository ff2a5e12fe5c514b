package dev.ziggurat.dram;

import dev.ziggurat.dram.standard.Organisation;
import dev.ziggurat.dram.standard.Standard;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * The devices of a rank as a file in {@code configs/dram} describes them.
 *
 * @param description a sentence for readers
 * @param organisation how they are divided
 * @param standard their timing
 */
public record DramDevice(@Nullable String description, Organisation organisation, Standard standard) {
    public DramDevice {
        SpecException.requirePresent("organisation", organisation, "{bank-groups: 4, ...}");
        SpecException.requirePresent("standard", standard, "{kind: ddr4, tCK: 833 ps, ...}");
    }
}
