package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;

/**
 * Round a ring of nodes, a stride apart, in which each holds the address of the next: each load depends on the load before, so nothing
 * overlaps and the time of a load is the latency of the level that holds the ring. The ring is the same in every round. A store, where there
 * are any, writes to the node just loaded and leaves the chain of loads whole.
 *
 * <p>{@code order: backward} with a fixed stride is lat_mem_rd of lmbench (McVoy and Staelin, 1996), {@code random} its {@code -t}.
 */
public final class PointerChase extends Generator implements AddressSource {
    /** Up to here a random ring is a table of 4 B a node (256 MiB); beyond, a permutation that is computed. */
    private static final long LARGEST_TABLE = 1L << 26;

    private final StoreShare stores;
    private final NodeOrder order;
    private final long stride;
    private final long nodes;

    private long position;

    /** The place in the ring of the next load, 0 to {@code nodes} - 1. */
    private long place;

    /** The node loaded last. */
    private long address = CommonKeys.BASE;

    /** How many references back the last load lies, 0 before the first one. */
    private int sinceLoad;

    private PointerChase(Spec spec, RandomStream random) {
        super(spec.footprint.bytes(), spec.access, spec.gap);
        stores = new StoreShare(spec.stores, random);
        stride = spec.stride.bytes();
        nodes = CommonKeys.slots(spec.footprint, spec.stride, spec.access);
        order = spec.order.over(nodes, random);
    }

    /** The order of the nodes in the ring. */
    public enum Order {
        RANDOM,
        FORWARD,
        BACKWARD;

        NodeOrder over(long nodes, RandomStream random) {
            return switch (this) {
                case FORWARD -> NodeOrder.forward();
                case BACKWARD -> NodeOrder.backward(nodes);
                case RANDOM ->
                    nodes <= LARGEST_TABLE ? NodeOrder.shuffled((int) nodes, random) : new Permutation(nodes, random);
            };
        }
    }

    /**
     * {@code kind: pointer-chase}.
     *
     * @param footprint the bytes of the ring
     * @param stride the bytes from one node to its neighbour in memory, default 64 B
     * @param order random (default): one cycle through all nodes, each cycle equally likely; forward; backward
     * @param stores the share of stores, below 100 %, default 0 %
     * @param access the bytes of a reference, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(ByteSize footprint, ByteSize stride, Order order, Share stores, ByteSize access, Count gap)
            implements ProgramSpec {
        public Spec {
            access = CommonKeys.access(access);
            footprint = CommonKeys.footprint(footprint, access);
            stride = CommonKeys.stride(stride, new ByteSize(64));
            order = order == null ? Order.RANDOM : order;
            stores = CommonKeys.stores(stores);
            gap = CommonKeys.gap(gap);
            if (stores.billionths() == Share.WHOLE) {
                throw new SpecException("stores", "a chase of stores alone goes nowhere; write less than 100 %");
            }
        }

        @Override
        public Program create(RandomStream random) {
            return new PointerChase(this, random);
        }
    }

    /** Costs a draw a reference if some are stores, since the loads before must be counted; otherwise nothing. */
    @Override
    public void skipTo(long n) {
        position = n;
        long last = n - 1;
        while (stores.any() && last >= 0 && stores.stores(last)) {
            last--;
        }
        sinceLoad = last < 0 ? 0 : (int) (n - last);
        long loads = last < 0 ? 0 : stores.any() ? loadsBefore(last) + 1 : n;
        place = loads % nodes;
        address = loads == 0 ? CommonKeys.BASE : node((loads - 1) % nodes);
    }

    private long loadsBefore(long end) {
        long loads = 0;
        for (long i = 0; i < end; i++) {
            loads += stores.stores(i) ? 0 : 1;
        }
        return loads;
    }

    @Override
    public void next(Reference into) {
        if (stores.stores(position)) {
            emit(into, Reference.Kind.STORE, address);
            sinceLoad += sinceLoad == 0 ? 0 : 1;
        } else {
            address = node(place);
            emit(into, Reference.Kind.LOAD, address);
            into.dependsOn = sinceLoad;
            sinceLoad = 1;
            place = place + 1 == nodes ? 0 : place + 1;
        }
        position++;
    }

    private long node(long at) {
        return CommonKeys.BASE + order.at(at) * stride;
    }
}
