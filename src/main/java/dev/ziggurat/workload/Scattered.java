package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;

/**
 * Upwards through blocks, a stride at a time, and from block to block in a random order, which is the same in every pass: what memory sees of a
 * program that walks upwards through pages whose frames lie anywhere, on a machine that does not translate. A block is loaded or stored to as a
 * whole, as an array is, so that lines that are written back lie side by side too.
 */
public final class Scattered extends Generator implements AddressSource {
    private static final ByteSize PAGE = new ByteSize(4096);
    private static final ByteSize LINE = new ByteSize(64);

    private final StoreShare stores;
    private final Permutation order;
    private final long stride;
    private final long block;
    private final long blocks;
    private final long slots;

    private long position;

    /** The place of the block in the order, and how far into it the next reference lies. */
    private long place;

    private long offset;

    /** Where the block begins. */
    private long start;

    private Scattered(Spec spec, RandomStream random) {
        super(spec.footprint.bytes(), spec.access, spec.gap);
        stores = new StoreShare(spec.stores, random);
        stride = spec.stride.bytes();
        block = spec.block.bytes();
        blocks = spec.footprint.bytes() / block;
        slots = block / stride;
        order = new Permutation(blocks, random);
        start = startOf(0);
    }

    /**
     * {@code kind: scattered}.
     *
     * @param footprint the bytes walked over: whole blocks
     * @param block the bytes that lie together, default 4 KiB
     * @param stride from one reference of a block to the next, a part of it, default 64 B
     * @param stores the share of blocks that are stored to, the others being loaded; each visit is drawn for itself; default 0 %
     * @param access the bytes of a reference, at most a stride, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(ByteSize footprint, ByteSize block, ByteSize stride, Share stores, ByteSize access, Count gap)
            implements ProgramSpec {
        public Spec {
            access = CommonKeys.access(access);
            footprint = CommonKeys.footprint(footprint, access);
            block = CommonKeys.stride(block, PAGE);
            stride = CommonKeys.stride(stride, LINE);
            stores = CommonKeys.stores(stores);
            gap = CommonKeys.gap(gap);
            if (block.bytes() % stride.bytes() != 0) {
                throw new SpecException(
                        "stride", stride + " is no part of a block of " + block + "; write for example '64 B'");
            }
            if (access.compareTo(stride) > 0) {
                throw new SpecException("access", access + " is longer than the stride of " + stride + "; write less");
            }
            if (footprint.compareTo(block) < 0) {
                throw new SpecException(
                        "footprint", footprint + " is less than one block of " + block + "; write more");
            }
        }

        @Override
        public Program create(RandomStream random) {
            return new Scattered(this, random);
        }
    }

    private long startOf(long where) {
        return CommonKeys.BASE + order.at(where) * block;
    }

    @Override
    public void skipTo(long n) {
        position = n;
        place = n / slots % blocks;
        offset = n % slots * stride;
        start = startOf(place);
    }

    @Override
    public void next(Reference into) {
        emit(into, stores.at(position / slots), start + offset);
        position++;
        advance();
    }

    private void advance() {
        offset += stride;
        if (offset == block) {
            offset = 0;
            place = place + 1 == blocks ? 0 : place + 1;
            start = startOf(place);
        }
    }

    @Override
    public void addresses(long[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = start + offset;
            advance();
        }
        position += count;
    }
}
