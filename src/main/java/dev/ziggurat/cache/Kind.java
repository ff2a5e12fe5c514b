package dev.ziggurat.cache;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import java.util.stream.Stream;

/** The columns under which a cache counts; constants, because they index its counters. */
final class Kind {
    static final int FETCH = 0;
    static final int READ = 1;
    static final int WRITE = 2;
    static final int WALK = 3;
    static final int WRITE_BACK = 4;
    static final int PREFETCH = 5;
    static final int DMA = 6;
    static final int KINDS = 7;

    /** Added to the column of what a program of the kernel asks for. */
    static final int KERNEL = KINDS;

    /** By the type's ordinal. */
    private static final int[] BY_TYPE =
            Stream.of(AccessType.values()).mapToInt(Kind::column).toArray();

    private Kind() {}

    static int of(AccessType type) {
        return BY_TYPE[type.ordinal()];
    }

    static int of(MemoryRequest request) {
        return of(request.type) + (request.kernel ? KERNEL : 0);
    }

    private static int column(AccessType type) {
        return switch (type) {
            case LOAD, OWN, UPGRADE -> READ;
            case STORE, WRITE_THROUGH -> WRITE;
            case DMA_READ, DMA_WRITE -> DMA;
            case FETCH -> FETCH;
            case WALK, WALK_UPDATE -> WALK;
            case WRITE_BACK, VICTIM -> WRITE_BACK;
            case PREFETCH -> PREFETCH;
        };
    }
}
