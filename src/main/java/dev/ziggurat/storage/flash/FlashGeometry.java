package dev.ziggurat.storage.flash;

import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;

/**
 * How the flash of a drive is divided.
 *
 * @param channels buses
 * @param chips chips on a channel
 * @param dies dies of a chip
 * @param planes planes of a die
 * @param blocks blocks of a plane, which are erased at once
 * @param pages pages of a block, which are programmed in order
 * @param page what a page holds: 1 to 64 sectors
 */
public record FlashGeometry(int channels, int chips, int dies, int planes, int blocks, int pages, ByteSize page) {
    private static final int MOST_SECTORS = 64;

    // What is kept for the drive as a whole, and not from its first use on, stays within megabytes.
    private static final int MOST_PLANES = 1 << 16;
    private static final long MOST_PAGES = 1L << 36;

    public FlashGeometry {
        SpecException.requireRange("channels", channels, 1, 64);
        SpecException.requireRange("chips", chips, 1, 64);
        SpecException.requireRange("dies", dies, 1, 64);
        SpecException.requireRange("planes", planes, 1, 64);
        SpecException.requireRange("blocks", blocks, 4, 1 << 20);
        SpecException.requireRange("pages", pages, 1, 1 << 14);
        SpecException.requirePresent("page", page, "8 KiB");
        long allPlanes = (long) channels * chips * dies * planes;
        if (allPlanes > MOST_PLANES || allPlanes * blocks * pages > MOST_PAGES) {
            throw new SpecException("", "a drive has at most 2^16 planes and 2^36 pages");
        }
        if ((long) blocks * pages >= Integer.MAX_VALUE) {
            throw new SpecException("blocks", "a plane has fewer than 2^31 pages");
        }
        long sectors = page.bytes() / BlockRequest.SECTOR;
        if (page.bytes() % BlockRequest.SECTOR != 0 || sectors < 1 || sectors > MOST_SECTORS) {
            throw new SpecException("page", "a page holds 1 to " + MOST_SECTORS + " sectors of 512 B");
        }
    }

    int totalDies() {
        return channels * chips * dies;
    }

    int totalPlanes() {
        return totalDies() * planes;
    }

    int sectors() {
        return (int) (page.bytes() / BlockRequest.SECTOR);
    }
}
