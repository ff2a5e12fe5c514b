package dev.ziggurat.storage.disk;

import dev.ziggurat.units.SpecException;

/**
 * Neighbouring cylinders whose tracks hold as many sectors.
 *
 * @param first the first cylinder; there are at most 2<sup>21</sup>
 * @param last the last
 * @param sectors sectors of a track
 * @param trackSkew by how many sectors a track begins after the one before it in the cylinder
 * @param cylinderSkew by how many sectors a cylinder begins after the last track of the one before it
 */
public record Zone(int first, int last, int sectors, int trackSkew, int cylinderSkew) {
    static final int MOST_CYLINDERS = 1 << 21;

    private static final int MOST_SECTORS = 1 << 16;

    public Zone {
        SpecException.requireRange("first", first, 0, MOST_CYLINDERS - 1);
        SpecException.requireRange("last", last, first, MOST_CYLINDERS - 1);
        SpecException.requireRange("sectors", sectors, 1, MOST_SECTORS);
        SpecException.requireRange("track-skew", trackSkew, 0, sectors - 1);
        SpecException.requireRange("cylinder-skew", cylinderSkew, 0, sectors - 1);
    }

    int cylinders() {
        return last - first + 1;
    }
}
