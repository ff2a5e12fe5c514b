package dev.ziggurat.storage.flash;

import static dev.ziggurat.storage.flash.Transactions.NONE;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen in the flash for a page to be read or written: its place in the map is found, first of all; what a partial write leaves is
 * read; garbage is collected, a page at a time in each plane.
 *
 * <p>A miss of the mapping cache reads the page of the map; whoever else needs it meanwhile waits for the same read. A dirty entry that makes room
 * costs a read and a program of its page of the map; other dirty entries of that page are not taken along.
 */
final class Backend implements Flash.Listener {
    /** The owner of a read of the map after which the page is written. */
    private static final int WRITES_BACK = -2;

    private final Transactions table;
    private final Ftl ftl;
    private final Flash flash;
    private final SsdCounts counts;
    private final Host host;

    private final @Nullable MappingCache cache;
    private final long mapFrom;
    private final long entriesPerPage;

    // The pages of the map that are being read, and who waits for each: first and last transaction by slot.
    private final LruTable reading = new LruTable(1 << 24);
    private int[] firstWaiting = new int[reading.slots()];
    private int[] lastWaiting = new int[reading.slots()];

    /** Whoever wants pages. */
    interface Host {
        /** A page was read for a request of the host. */
        void pageRead(int owner, long now);

        /** A page was programmed. */
        void pageWritten(int transaction, long now);
    }

    Backend(SsdSpec spec, Timeline timeline, Transactions table, SsdCounts counts, Host host) {
        this.table = table;
        this.counts = counts;
        this.host = host;
        ftl = new Ftl(spec);
        flash = new Flash(spec, table, timeline, ftl, counts, this);
        MappingCacheSpec mapping = spec.mappingCache();
        cache = mapping == null ? null : new MappingCache(mapping.entries());
        mapFrom = spec.logicalPages();
        entriesPerPage = mapping == null
                ? 1
                : spec.geometry().page().bytes() / mapping.entry().bytes();
    }

    Flash flash() {
        return flash;
    }

    Ftl ftl() {
        return ftl;
    }

    /** Wants a page read for a request. */
    void read(long page, long sectors, int owner) {
        start(table.make(Transactions.READ, page, ftl.planeOf(page), sectors, owner));
    }

    /** Makes a transaction that writes a page; {@code owner} is handed back with it. */
    int write(long page, long sectors, int owner) {
        return table.make(Transactions.WRITE, page, ftl.planeOf(page), sectors, owner);
    }

    /** Starts a transaction: finds where its page lies, in the cache or by a read. */
    void start(int transaction) {
        if (cache == null) {
            send(transaction);
            return;
        }
        boolean hit = cache.look(table.page[transaction], use(transaction));
        counts.looked(hit ? 1 : 0);
        if (hit) {
            send(transaction);
            return;
        }
        long mapPage = table.page[transaction] / entriesPerPage;
        int slot = reading.find(mapPage);
        if (slot == LruTable.NONE) {
            slot = reading.add(mapPage);
            if (firstWaiting.length < reading.slots()) {
                firstWaiting = Arrays.copyOf(firstWaiting, reading.slots());
                lastWaiting = Arrays.copyOf(lastWaiting, reading.slots());
            }
            firstWaiting[slot] = transaction;
            readMap(mapPage, slot);
        } else {
            table.next[lastWaiting[slot]] = transaction;
        }
        lastWaiting[slot] = transaction;
        table.next[transaction] = NONE;
    }

    private MappingCache.Use use(int transaction) {
        return table.kind[transaction] == Transactions.WRITE ? MappingCache.Use.WRITE : MappingCache.Use.READ;
    }

    private void readMap(long mapPage, int owner) {
        long page = mapFrom + mapPage;
        flash.submit(table.make(Transactions.MAP_READ, page, ftl.planeOf(page), -1L, owner));
    }

    /** The place is known. A write of a part of a page that holds more waits for the rest to be read. */
    private void send(int transaction) {
        if (table.kind[transaction] == Transactions.WRITE) {
            long page = table.page[transaction];
            long rest = ftl.written(page) & ~table.sectors[transaction];
            if (rest != 0) {
                table.sectors[transaction] |= rest;
                flash.submit(table.make(Transactions.UPDATE_READ, page, table.plane[transaction], rest, transaction));
                return;
            }
        }
        flash.submit(transaction);
    }

    @Override
    public void done(int transaction, long now) {
        int owner = table.owner[transaction];
        int plane = table.plane[transaction];
        switch (table.kind[transaction]) {
            case Transactions.MAP_READ -> mapRead(transaction);
            case Transactions.READ -> host.pageRead(owner, now);
            case Transactions.UPDATE_READ -> flash.submit(owner);
            case Transactions.MOVE_READ -> moveRead(transaction);
            case Transactions.MAP_WRITE -> collect(plane);
            case Transactions.WRITE -> {
                collect(plane);
                host.pageWritten(transaction, now);
            }
            case Transactions.MOVE_WRITE -> move(plane);
            default -> {
                ftl.plane(plane).erase();
                collect(plane);
            }
        }
    }

    private void mapRead(int transaction) {
        int slot = table.owner[transaction];
        if (slot == WRITES_BACK) {
            flash.submit(
                    table.make(Transactions.MAP_WRITE, table.page[transaction], table.plane[transaction], -1L, NONE));
            return;
        }
        int each = firstWaiting[slot];
        reading.remove(slot);
        while (each != NONE) {
            int after = table.next[each];
            bring(each);
            send(each);
            each = after;
        }
    }

    private void bring(int transaction) {
        if (cache != null) {
            long page = table.page[transaction];
            long gone = cache.bring(page);
            cache.look(page, use(transaction));
            if (gone != MappingCache.NONE) {
                readMap(gone / entriesPerPage, WRITES_BACK);
            }
        }
    }

    /** Begins to collect garbage in a plane, if it must. */
    private void collect(int plane) {
        if (ftl.beginClearing(plane)) {
            move(plane);
        }
    }

    /** Moves the next valid page of the victim, or erases it. */
    private void move(int plane) {
        Plane of = ftl.plane(plane);
        int place = of.nextToMove();
        if (place == Plane.NONE) {
            flash.submit(table.make(Transactions.ERASE, 0, plane, 0, NONE));
        } else {
            long page = of.owner(place);
            flash.submit(table.make(Transactions.MOVE_READ, page, plane, ftl.written(page), place));
        }
    }

    private void moveRead(int transaction) {
        long page = table.page[transaction];
        int place = table.owner[transaction];
        int plane = table.plane[transaction];
        if (ftl.liesAt(page, place)) {
            flash.submit(table.make(Transactions.MOVE_WRITE, page, plane, ftl.written(page), place));
        } else {
            move(plane);
        }
    }

    @Override
    public void stale(int transaction) {
        move(table.plane[transaction]);
    }
}
