package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;

/** Every byte in turn: a {@link Stride} of one access. */
public final class Sequential {
    private Sequential() {}

    /**
     * {@code kind: sequential}.
     *
     * @param footprint the bytes walked over
     * @param stores the share of stores, default 0 %
     * @param access the bytes of a reference, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(ByteSize footprint, Share stores, ByteSize access, Count gap) implements ProgramSpec {
        public Spec {
            access = CommonKeys.access(access);
            footprint = CommonKeys.footprint(footprint, access);
            stores = CommonKeys.stores(stores);
            gap = CommonKeys.gap(gap);
        }

        @Override
        public Program create(RandomStream random) {
            return new Stride(new Stride.Spec(footprint, access, stores, access, gap), random);
        }
    }
}
