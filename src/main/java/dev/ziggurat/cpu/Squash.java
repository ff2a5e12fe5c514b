package dev.ziggurat.cpu;

/**
 * Takes the references from one on out of the pipeline, as if they had never been dispatched; the window keeps their copies, from which they are
 * dispatched again. What they have done to the caches stays, as in hardware; an answer that is still to come finds nobody, and frees the entry of
 * the load queue that was kept for it.
 */
final class Squash {
    private final Pipeline core;
    private final Window window;

    Squash(Pipeline core) {
        this.core = core;
        window = core.window;
    }

    /** Squashes whatever has been dispatched from a rank on. */
    void from(long rank) {
        if (rank > window.next) {
            return;
        }
        for (long each = window.next - 1; each >= rank; each--) {
            drop(window.at(each));
        }
        window.next = rank;
        // What has retired of the oldest's gap stays retired.
        window.dispatchedGap = window.oldestWaits() ? window.retiredGap : 0;
        core.occupancy = window.dispatchedGap - window.retiredGap;
        for (long each = window.head; each < rank; each++) {
            InFlight older = window.at(each);
            core.occupancy += older.gap + older.weight;
            older.firstDependent = before(rank, older.firstDependent);
        }
        for (PendingStore store = core.stores.youngest(); store != null; store = store.older) {
            store.firstWaiting = before(rank, store.firstWaiting);
        }
        core.ready.removeFrom(rank);
    }

    private void drop(InFlight entry) {
        Parts parts = entry.parts;
        if (parts != null && entry.loadedAt == InFlight.UNKNOWN) {
            // The load keeps its entry of the load queue until its answer has come.
            if (entry.accompanies) {
                parts.companions().squash(entry, window);
            } else {
                parts.heldBy(InFlight.NONE);
            }
        } else if (entry.loads()) {
            core.loadRoom++;
            if (parts != null) {
                core.requests.release(parts);
            }
        }
        PendingStore store = entry.store;
        if (store != null) {
            core.stores.squash(store);
        }
        entry.forget();
    }

    /** Returns a list of dependents, of which the first is given, without those from a rank on. */
    private long before(long rank, long first) {
        long kept = withoutHead(rank, first);
        for (long each = kept; each != InFlight.NONE; each = window.at(each).nextDependent) {
            InFlight entry = window.at(each);
            entry.nextDependent = withoutHead(rank, entry.nextDependent);
        }
        return kept;
    }

    private long withoutHead(long rank, long first) {
        long each = first;
        while (each >= rank) {
            each = window.at(each).nextDependent;
        }
        return each;
    }
}
