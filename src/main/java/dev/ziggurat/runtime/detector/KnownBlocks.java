package dev.ziggurat.runtime.detector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The blocks of a program in the order in which they were given out, for reports. The host looks here only when something was found. */
final class KnownBlocks {
    private final long redzone;
    private final LongSupplier now;
    private final SiteGrowth growth = new SiteGrowth();
    private final Map<Long, Block> live = new LinkedHashMap<>();

    /** Given back, and still in quarantine. */
    private final Map<Long, Block> freed = new LinkedHashMap<>();

    /**
     * A block.
     *
     * @param site who asked for it: a number that the program gives
     */
    record Block(long address, long bytes, long site) {
        long end() {
            return address + bytes;
        }
    }

    /**
     * What was found.
     *
     * @param block the block that it has to do with, null if there is none
     */
    record Finding(Verdict verdict, @Nullable Block block) {}

    KnownBlocks(long redzone, LongSupplier now) {
        this.redzone = redzone;
        this.now = now;
    }

    void allocated(long address, long bytes, long site) {
        live.put(address, new Block(address, bytes, site));
        growth.changed(site, bytes, now.getAsLong());
    }

    void freed(long address) {
        Block block = live.remove(address);
        if (block != null) {
            freed.put(address, block);
            growth.changed(block.site, -block.bytes, now.getAsLong());
        }
    }

    /** A block has left the quarantine: nothing is known of it any more. */
    void forgotten(long address) {
        freed.remove(address);
    }

    boolean isLive(long address) {
        return live.containsKey(address);
    }

    long bytes(long address) {
        Block block = live.get(address);
        return block == null ? 0 : block.bytes;
    }

    SiteGrowth growth() {
        return growth;
    }

    Iterable<Block> live() {
        return live.values();
    }

    /** Names an access that is not allowed: the first block that matches decides. */
    Finding access(long address, long bytes) {
        long end = address + bytes;
        for (Block each : freed.values()) {
            if (address < each.end() && end > each.address) {
                return new Finding(Verdict.USE_AFTER_FREE, each);
            }
        }
        for (Block each : live.values()) {
            boolean runsPast = each.address <= address && address < each.end() && each.end() < end;
            if (runsPast || (each.end() <= address && address < each.end() + redzone)) {
                return new Finding(Verdict.OVERFLOW, each);
            }
            if (each.address - redzone <= address && address < each.address) {
                return new Finding(Verdict.UNDERFLOW, each);
            }
        }
        return new Finding(Verdict.WILD, null);
    }

    /** Names a free that is not allowed. */
    Finding free(long address) {
        Block block = freed.get(address);
        return block == null
                ? new Finding(Verdict.INVALID_FREE, around(address))
                : new Finding(Verdict.DOUBLE_FREE, block);
    }

    private @Nullable Block around(long address) {
        for (Block each : live.values()) {
            if (each.address <= address && address < each.end()) {
                return each;
            }
        }
        return null;
    }
}
