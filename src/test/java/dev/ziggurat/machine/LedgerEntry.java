package dev.ziggurat.machine;

import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.Versions;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import java.util.IdentityHashMap;
import java.util.Objects;

/** Before the first level of a core: asks a {@link PageLedger} of each request, and tells it; and looks at the books of frames. */
final class LedgerEntry implements MemoryLevel, Requester {
    private final PageLedger ledger;
    private final Runnable books;
    private final Cache cache;
    private final Versions.Copies copies;
    private final IdentityHashMap<MemoryRequest, PageLedger.Use> uses = new IdentityHashMap<>();

    LedgerEntry(PageLedger ledger, Runnable books, Cache cache, Versions.Copies copies) {
        this.ledger = ledger;
        this.books = books;
        this.cache = cache;
        this.copies = copies;
    }

    Cache cache() {
        return cache;
    }

    @Override
    public long access(MemoryRequest request) {
        books.run();
        uses.put(request, isTranslated(request) ? ledger.byProgram(request) : ledger.byKernel(request));
        Requester owner = request.requester();
        request.requester(this);
        long time = cache.access(request);
        if (time != PENDING) {
            request.requester(owner);
            done(request);
        }
        return time;
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        request.requester(request.owner());
        done(request);
        request.owner().completed(request, time);
    }

    /** A program's loads may still be under way while its thread is in the kernel; no page lies where its address says, and all of the kernel's do. */
    private static boolean isTranslated(MemoryRequest request) {
        boolean walk = request.type == AccessType.WALK || request.type == AccessType.WALK_UPDATE;
        return !walk && request.virtualAddress != request.physicalAddress;
    }

    /** A bit that a walk sets is no store here: it is done when the first level has taken it, which may be before that has the line. */
    private void done(MemoryRequest request) {
        PageLedger.Use use = Objects.requireNonNull(uses.remove(request));
        long line = request.physicalAddress / PageLedger.LINE;
        if (request.type == AccessType.WALK_UPDATE) {
            return;
        }
        if (request.type.writes()) {
            copies.write(line, ledger.stored(use));
        } else {
            ledger.loaded(use, copies.read(line), request);
        }
    }
}
