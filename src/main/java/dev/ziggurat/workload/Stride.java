package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;

/** Upwards through the footprint, a stride at a time, then from its first byte again. */
public final class Stride extends Generator implements AddressSource {
    private final StoreShare stores;
    private final long stride;

    /** The address after the last one of a pass. */
    private final long end;

    private long position;
    private long address = CommonKeys.BASE;

    Stride(Spec spec, RandomStream random) {
        super(spec.footprint.bytes(), spec.access, spec.gap);
        stores = new StoreShare(spec.stores, random);
        stride = spec.stride.bytes();
        end = CommonKeys.BASE + CommonKeys.slots(spec.footprint, spec.stride, spec.access) * stride;
    }

    /**
     * {@code kind: stride}.
     *
     * @param footprint the bytes walked over
     * @param stride from one reference to the next
     * @param stores the share of stores, default 0 %
     * @param access the bytes of a reference, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(ByteSize footprint, ByteSize stride, Share stores, ByteSize access, Count gap)
            implements ProgramSpec {
        public Spec {
            access = CommonKeys.access(access);
            footprint = CommonKeys.footprint(footprint, access);
            SpecException.requirePresent("stride", stride, "64 B");
            stride = CommonKeys.stride(stride, access);
            stores = CommonKeys.stores(stores);
            gap = CommonKeys.gap(gap);
        }

        @Override
        public Program create(RandomStream random) {
            return new Stride(this, random);
        }
    }

    @Override
    public void skipTo(long n) {
        long slots = (end - CommonKeys.BASE) / stride;
        position = n;
        address = CommonKeys.BASE + n % slots * stride;
    }

    @Override
    public void next(Reference into) {
        emit(into, stores.at(position), address);
        position++;
        address = following(address);
    }

    private long following(long at) {
        long up = at + stride;
        return up == end ? CommonKeys.BASE : up;
    }

    @Override
    public void addresses(long[] into, int count) {
        long at = address;
        for (int i = 0; i < count; i++) {
            into[i] = at;
            at = following(at);
        }
        address = at;
        position += count;
    }
}
