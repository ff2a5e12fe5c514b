package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;

/**
 * Some objects are asked for much more often than others: the r-th most wanted of n with a probability in proportion to r<sup>-theta</sup>
 * (Zipf; theta 0.99 is that of YCSB: Cooper et al., SoCC 2010). Each reference is independent of all others and touches the first bytes of
 * its object.
 */
public final class Zipf extends Generator implements AddressSource {
    private final StoreShare stores;
    private final Draws draws;
    private final ZipfRanks ranks;
    private final NodeOrder placement;
    private final long stride;

    private long position;

    private Zipf(Spec spec, RandomStream random) {
        super(spec.footprint.bytes(), spec.access, spec.gap);
        stores = new StoreShare(spec.stores, random);
        draws = new Draws(random);
        stride = spec.stride.bytes();
        long objects = CommonKeys.slots(spec.footprint, spec.stride, spec.access);
        ranks = new ZipfRanks(objects, spec.theta);
        placement = spec.placement == Placement.RANKED ? NodeOrder.forward() : new Permutation(objects, random);
    }

    /** Where the objects lie. */
    public enum Placement {
        /** Anywhere, as keys behind a hash function do. */
        SCATTERED,
        /** The most wanted first, side by side. */
        RANKED
    }

    /**
     * {@code kind: zipf}.
     *
     * @param footprint the bytes of all objects
     * @param stride the bytes of one object, default 64 B
     * @param theta the skew, 0 (none) to 10, default 0.99
     * @param placement scattered (default) or ranked
     * @param stores the share of stores, default 0 %
     * @param access the bytes of a reference, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(
            ByteSize footprint,
            ByteSize stride,
            Double theta,
            Placement placement,
            Share stores,
            ByteSize access,
            Count gap)
            implements ProgramSpec {
        public Spec {
            access = CommonKeys.access(access);
            footprint = CommonKeys.footprint(footprint, access);
            stride = CommonKeys.stride(stride, new ByteSize(64));
            theta = theta == null ? 0.99 : theta;
            placement = placement == null ? Placement.SCATTERED : placement;
            stores = CommonKeys.stores(stores);
            gap = CommonKeys.gap(gap);
            if (!(theta >= 0 && theta <= ZipfRanks.LARGEST_THETA)) {
                throw new SpecException("theta", theta + " is out of range; theta lies between 0 and 10");
            }
        }

        @Override
        public Program create(RandomStream random) {
            return new Zipf(this, random);
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
        return CommonKeys.BASE + placement.at(ranks.draw(bits)) * stride;
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
