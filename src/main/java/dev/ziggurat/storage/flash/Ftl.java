package dev.ziggurat.storage.flash;

import org.jspecify.annotations.Nullable;

/**
 * The flash translation layer: where each logical page lies, page by page. A logical page has its plane for ever: consecutive ones go to the next
 * channel, then chip, then die, then plane (the allocation CWDP of Tavakkol et al., "MQSim", FAST 2018). The pages of the map itself follow behind
 * those of the host.
 */
final class Ftl {
    private final FlashGeometry geometry;
    private final int reserve;
    private final @Nullable Plane[] planes;

    // A logical page: its place in its plane + 1, 0 if it was never written; and which of its sectors were.
    private final SparseLongs places;
    private final SparseLongs written;

    private long mapped;
    private long programmed;
    private long outdated;

    Ftl(SsdSpec spec) {
        geometry = spec.geometry();
        reserve = spec.reserve();
        planes = new @Nullable Plane[geometry.totalPlanes()];
        long pages = spec.logicalPages() + spec.mapPages();
        places = new SparseLongs(pages);
        written = new SparseLongs(pages);
    }

    /** Returns the plane of a logical page; planes of a die are neighbours, then dies, chips, channels. */
    int planeOf(long page) {
        long rest = page;
        int channel = (int) (rest % geometry.channels());
        rest /= geometry.channels();
        int chip = (int) (rest % geometry.chips());
        rest /= geometry.chips();
        int die = (int) (rest % geometry.dies());
        rest /= geometry.dies();
        int plane = (int) (rest % geometry.planes());
        return ((channel * geometry.chips() + chip) * geometry.dies() + die) * geometry.planes() + plane;
    }

    /** Returns which sectors of a page were written. */
    long written(long page) {
        return written.at(page);
    }

    Plane plane(int number) {
        Plane plane = planes[number];
        if (plane == null) {
            plane = new Plane(geometry);
            planes[number] = plane;
        }
        return plane;
    }

    /** Programs a page, which makes where it lay before outdated. */
    void program(long page, int planeNumber, long sectors) {
        Plane plane = plane(planeNumber);
        long before = places.at(page);
        if (before == 0) {
            mapped++;
        } else {
            plane.outdate((int) (before - 1));
            outdated++;
        }
        places.set(page, plane.program(page) + 1L);
        written.set(page, written.at(page) | sectors);
        programmed++;
    }

    /** Begins to collect garbage in a plane if too few of its blocks are free; returns whether it has chosen a victim. */
    boolean beginClearing(int planeNumber) {
        Plane plane = plane(planeNumber);
        return !plane.clearing() && plane.free() < reserve && plane.chooseVictim();
    }

    /** Whether a page still lies at a place of its plane. */
    boolean liesAt(long page, int place) {
        return places.at(page) == place + 1L;
    }

    /** Returns how many pages were programmed. */
    long programmed() {
        return programmed;
    }

    /** Returns how many programmed pages were programmed again later. */
    long outdated() {
        return outdated;
    }

    /** Returns how many logical pages were ever written. */
    long mapped() {
        return mapped;
    }

    /** Returns how many pages are valid, counted one by one. */
    long validPages() {
        long sum = 0;
        for (Plane plane : planes) {
            sum += plane == null ? 0 : plane.validPages();
        }
        return sum;
    }
}
