package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;

/** Anywhere in the footprint, each slot equally likely, each reference independent of all others. */
public final class Uniform extends Generator implements AddressSource {
    private final StoreShare stores;
    private final Draws draws;
    private final long stride;
    private final long slots;

    private long position;

    private Uniform(Spec spec, RandomStream random) {
        super(spec.footprint.bytes(), spec.access, spec.gap);
        stores = new StoreShare(spec.stores, random);
        draws = new Draws(random);
        stride = spec.stride.bytes();
        slots = CommonKeys.slots(spec.footprint, spec.stride, spec.access);
    }

    /**
     * {@code kind: uniform}.
     *
     * @param footprint the bytes drawn from
     * @param stride the distance of neighbouring slots, default one access
     * @param stores the share of stores, default 0 %
     * @param access the bytes of a reference, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(ByteSize footprint, ByteSize stride, Share stores, ByteSize access, Count gap)
            implements ProgramSpec {
        public Spec {
            access = CommonKeys.access(access);
            footprint = CommonKeys.footprint(footprint, access);
            stride = CommonKeys.stride(stride, access);
            stores = CommonKeys.stores(stores);
            gap = CommonKeys.gap(gap);
        }

        @Override
        public Program create(RandomStream random) {
            return new Uniform(this, random);
        }
    }

    @Override
    public void skipTo(long n) {
        position = n;
    }

    @Override
    public void next(Reference into) {
        emit(into, stores.at(position), address(draws.at(position)));
        position++;
    }

    private long address(long bits) {
        return CommonKeys.BASE + Draws.below(slots, bits) * stride;
    }

    @Override
    public void addresses(long[] into, int count) {
        draws.from(position, into, count);
        for (int i = 0; i < count; i++) {
            into[i] = address(into[i]);
        }
        position += count;
    }
}
