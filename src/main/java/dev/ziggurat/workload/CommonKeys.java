package dev.ziggurat.workload;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/** The keys that generators share: their defaults and their rules. */
final class CommonKeys {
    /** Where the data of every generator begins. */
    static final long BASE = 0x1000_0000L;

    /** The data ends inside the lower half of a 48-bit address space. */
    private static final long LARGEST_FOOTPRINT = 1L << 46;

    private static final long LARGEST_ACCESS = 4096;
    private static final int LONGEST_GAP = 1_000_000;

    private CommonKeys() {}

    /** The bytes of one reference: 1 B to 4 KiB, default 8 B. */
    static ByteSize access(@Nullable ByteSize given) {
        ByteSize access = given == null ? new ByteSize(8) : given;
        if (access.bytes() < 1 || access.bytes() > LARGEST_ACCESS) {
            throw new SpecException("access", access + " is out of range; an access has 1 B to 4 KiB");
        }
        return access;
    }

    /** The share of stores, default none. */
    static Share stores(@Nullable Share given) {
        return given == null ? new Share(0) : given;
    }

    /** The non-memory instructions before each reference: 0 to 1000000, default 0. */
    static Count gap(@Nullable Count given) {
        if (given == null) {
            return new Count(0, Count.Of.INSTRUCTIONS);
        }
        if (given.of() != Count.Of.INSTRUCTIONS) {
            throw new SpecException("gap", "a gap is a number of instructions; write for example '2 instructions'");
        }
        SpecException.requireRange("gap", given.value(), 0, LONGEST_GAP);
        return given;
    }

    /** The distance of neighbouring slots: at least 1 B. */
    static ByteSize stride(@Nullable ByteSize given, ByteSize otherwise) {
        ByteSize stride = given == null ? otherwise : given;
        if (stride.bytes() < 1 || stride.bytes() > LARGEST_FOOTPRINT) {
            throw new SpecException("stride", stride + " is out of range; a stride has 1 B to 64 TiB");
        }
        return stride;
    }

    /** The bytes that the program walks over: room for one access at least, 64 TiB at most. */
    static ByteSize footprint(ByteSize footprint, ByteSize access) {
        SpecException.requirePresent("footprint", footprint, "6 MiB");
        if (footprint.bytes() < access.bytes()) {
            throw new SpecException("footprint", footprint + " has no room for an access of " + access);
        }
        if (footprint.bytes() > LARGEST_FOOTPRINT) {
            throw new SpecException("footprint", footprint + " is out of range; a footprint has at most 64 TiB");
        }
        return footprint;
    }

    /** Returns how many accesses, a stride apart, lie in a footprint. */
    static long slots(ByteSize footprint, ByteSize stride, ByteSize access) {
        return (footprint.bytes() - access.bytes()) / stride.bytes() + 1;
    }
}
