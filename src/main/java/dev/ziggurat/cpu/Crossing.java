package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.mmu.Translated;
import dev.ziggurat.stats.MarkList;

/**
 * The translation of one reference: of its first byte and, if it crosses the border of a page, of what lies beyond; both at once, and the
 * reference goes on when both are there, with the marks of the one that took longer.
 */
final class Crossing implements Translated {
    private static final long PENDING = MemoryLevel.PENDING;

    private final Translator translator;
    private final MemoryRequest[] requests;
    private final int splitCause;
    private final Owner owner;

    // The reference, and where it lies once it is known: its first byte, and the first byte of the next page.
    private boolean known;
    private boolean crosses;
    private int room;
    private long physical;
    private long beyond;
    private int fault;
    private long faultAddress;

    // Translations under way, and when the last of those that have come was there.
    private int underWay;
    private long end;

    /** Told when a translation that was pending is there. */
    interface Owner {
        /** All is translated, or has failed, at an instant in picoseconds; possibly in the future. */
        void translated(long time);

        /** Returns whether the translations are still wanted. */
        boolean wanted();
    }

    Crossing(Translator translator, MemoryRequest[] requests, int splitCause, Owner owner) {
        this.translator = translator;
        this.requests = requests;
        this.splitCause = splitCause;
        this.owner = owner;
    }

    /** A new reference begins at an address; nothing is known. */
    void of(long virtual) {
        room = Translator.room(virtual);
        known = false;
        fault = 0;
    }

    /** The translation is known from elsewhere. */
    void at(long first, long next) {
        physical = first;
        beyond = next;
        known = true;
    }

    boolean known() {
        return known;
    }

    /** Returns the physical address of the byte at an offset. */
    long physical(int offset) {
        return offset < room ? physical + offset : beyond + (offset - room);
    }

    long beyond() {
        return beyond;
    }

    /** Returns why the translation failed, 0 if it did not. */
    int fault() {
        return fault;
    }

    /** Returns the first address that could not be translated; means nothing if there is none. */
    long faultAddress() {
        return faultAddress;
    }

    /** Translates a reference at an instant; its first request's marks end there. Returns when all is known, or PENDING. */
    long translate(long virtual, int size, AccessType type, long time) {
        crosses = size > room;
        if (crosses) {
            follow(1, 0);
        }
        underWay = crosses ? 2 : 1;
        end = 0;
        requests[0].size = crosses ? room : size;
        ask(requests[0], virtual, type, time);
        if (crosses) {
            requests[1].size = size - room;
            ask(requests[1], virtual + room, type, time);
        }
        return underWay == 0 ? end : PENDING;
    }

    /** Gives one half the marks that the other has. */
    private void follow(int one, int other) {
        MarkList marks = requests[other].marks;
        requests[one].marks.begin(marks.start());
        requests[one].marks.follow(marks, splitCause);
    }

    private void ask(MemoryRequest request, long virtual, AccessType type, long time) {
        request.virtualAddress = virtual;
        request.type = type;
        request.time = time;
        request.fault = 0;
        long answer = translator.translate(request, this);
        if (answer != PENDING) {
            came(request, answer);
        }
    }

    private void came(MemoryRequest request, long time) {
        if (request.slot == 0) {
            physical = request.physicalAddress;
        } else {
            beyond = request.physicalAddress;
        }
        if (request.fault != 0 && (fault == 0 || request.slot == 0)) {
            fault = request.fault;
            faultAddress = request.virtualAddress;
        }
        end = Math.max(end, time);
        if (--underWay > 0) {
            return;
        }
        known = fault == 0;
        if (crosses && requests[1].marks.end() > requests[0].marks.end()) {
            follow(0, 1);
        }
    }

    @Override
    public void translated(MemoryRequest request, long time) {
        came(request, time);
        if (underWay == 0) {
            owner.translated(end);
        }
    }

    @Override
    public boolean wants(MemoryRequest request) {
        return owner.wanted();
    }
}
