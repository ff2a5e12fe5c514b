package dev.ziggurat.storage.disk;

import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * What turns in a disk, and how its sectors lie on it.
 *
 * @param rpm turns a minute
 * @param heads surfaces with data
 * @param blocks sectors that can be addressed; at most what the zones hold
 * @param spareSectors sectors of each cylinder, its last ones, that hold no block, default 0
 * @param zones from the outside inwards; cylinders between them hold nothing
 */
public record Platters(int rpm, int heads, long blocks, Integer spareSectors, List<Zone> zones) {
    private static final long PICOSECONDS_PER_MINUTE = 60_000_000_000_000L;

    public Platters {
        SpecException.requireRange("rpm", rpm, 1, 1_000_000);
        SpecException.requireRange("heads", heads, 1, 1024);
        spareSectors = spareSectors == null ? 0 : spareSectors;
        SpecException.requirePresent("zones", zones, "[{first: 0, last: 999, sectors: 200, ...}]");
        zones = List.copyOf(zones);
        if (zones.isEmpty()) {
            throw new SpecException("zones", "a disk has at least one zone");
        }
        long held = 0;
        int from = 0;
        for (Zone zone : zones) {
            if (zone.first() < from) {
                throw new SpecException("zones", "the zones rise from cylinder to cylinder and do not overlap");
            }
            from = zone.last() + 1;
            SpecException.requireRange("spare-sectors", spareSectors, 0, zone.sectors() - 1);
            held += (long) zone.cylinders() * ((long) zone.sectors() * heads - spareSectors);
        }
        SpecException.requireRange("blocks", blocks, 1, held);
    }

    /** Returns the time of a turn in picoseconds, rounded half up. */
    long turn() {
        return (PICOSECONDS_PER_MINUTE + rpm / 2) / rpm;
    }

    /** Returns how long a sector takes to pass, in picoseconds: the mean over all tracks, weighted by their sectors. */
    long meanSector() {
        long tracks = 0;
        long sectors = 0;
        for (Zone zone : zones) {
            tracks += zone.cylinders();
            sectors += (long) zone.cylinders() * zone.sectors();
        }
        return turn() * tracks / sectors;
    }

    /** Returns the most sectors that a track has. */
    int longestTrack() {
        return zones.stream().mapToInt(Zone::sectors).max().orElseThrow();
    }

    /** Returns the fewest sectors that a track has. */
    int shortestTrack() {
        return zones.stream().mapToInt(Zone::sectors).min().orElseThrow();
    }

    int cylinders() {
        return zones.get(zones.size() - 1).last() + 1;
    }
}
