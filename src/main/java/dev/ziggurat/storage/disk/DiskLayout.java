package dev.ziggurat.storage.disk;

import java.util.List;

/**
 * Where a block lies: zone by zone from the outside, cylinder by cylinder, head by head, each track a skew after the one before. {@link #locate}
 * sets the fields, so that nothing is allocated.
 */
final class DiskLayout {
    private final int heads;
    private final int spare;

    // A zone: its first block, first cylinder, sectors of a track, and skews in sectors from track to track and from
    // cylinder to cylinder.
    private final long[] firstBlock;
    private final int[] firstCylinder;
    private final int[] trackSectors;
    private final int[] trackSkew;
    private final int[] cylinderSkew;

    /** The place that was located. */
    int cylinder;

    int head;

    /** Sectors of its track. */
    int sectors;

    /** By how many sectors it comes after the index of its turn. */
    int angle;

    /** How many blocks lie from it to the end of its track, itself included. */
    int left;

    DiskLayout(Platters platters) {
        List<Zone> zones = platters.zones();
        heads = platters.heads();
        spare = platters.spareSectors();
        firstBlock = new long[zones.size()];
        firstCylinder = new int[zones.size()];
        trackSectors = new int[zones.size()];
        trackSkew = new int[zones.size()];
        cylinderSkew = new int[zones.size()];
        long block = 0;
        for (int i = 0; i < zones.size(); i++) {
            Zone zone = zones.get(i);
            firstBlock[i] = block;
            firstCylinder[i] = zone.first();
            trackSectors[i] = zone.sectors();
            trackSkew[i] = zone.trackSkew();
            cylinderSkew[i] = (heads - 1) * zone.trackSkew() + zone.cylinderSkew();
            block += (long) zone.cylinders() * ((long) zone.sectors() * heads - spare);
        }
    }

    void locate(long block) {
        int zone = zone(block);
        sectors = trackSectors[zone];
        int perCylinder = sectors * heads - spare;
        long inZone = block - firstBlock[zone];
        int above = (int) (inZone / perCylinder);
        int inCylinder = (int) (inZone % perCylinder);
        cylinder = firstCylinder[zone] + above;
        head = inCylinder / sectors;
        int sector = inCylinder % sectors;
        int end = head == heads - 1 ? sectors - spare : sectors;
        left = end - sector;
        long skew = (long) above * cylinderSkew[zone] + (long) head * trackSkew[zone];
        angle = (int) ((sector + skew) % sectors);
    }

    private int zone(long block) {
        int low = 0;
        int high = firstBlock.length;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (firstBlock[middle] <= block) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
