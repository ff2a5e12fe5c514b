package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One reference in the window: a copy of it, from which it can be issued again, and what has become of it.
 *
 * <p>A load that was nothing but a first-level hit has no {@code parts}: its instants say everything.
 */
final class InFlight {
    static final long UNKNOWN = Long.MAX_VALUE;
    static final long NONE = -1;

    // The copy. The number counts references without fetches, the weight is how many instructions it is besides its
    // gap.
    long rank;
    long number;
    Kind kind = Kind.LOAD;
    long virtual;
    long pc;
    int size;
    int gap;
    int dependsOn;
    int weight;
    boolean collector;

    // When it had its operands and its entries, and when its result is there.
    long begun;
    long doneAt;

    /** Of a load or a modify: when the data is there. */
    long loadedAt;

    /** A load's requests, if it was sent as one; or those of the load with which it waits. */
    @Nullable
    Parts parts;

    /** Whether it has no requests of its own but waits with another load. */
    boolean accompanies;

    /** A store's entry of the store queue. */
    @Nullable
    PendingStore store;

    // Ranks: the first of those that need its result, the next of those that wait for the same, and the next of those
    // that
    // wait with the same load.
    long firstDependent;
    long nextDependent;
    long nextCompanion;

    void copy(Reference reference) {
        kind = reference.kind;
        virtual = reference.address;
        pc = reference.pc;
        size = reference.size;
        gap = reference.gap;
        dependsOn = reference.dependsOn;
        collector = reference.collector;
        forget();
    }

    /** Writes out the reference that it is a copy of. */
    void copyTo(Reference reference) {
        reference.set(kind, virtual, size);
        reference.pc = pc;
        reference.gap = gap;
        reference.dependsOn = dependsOn;
        reference.collector = collector;
    }

    /** Nothing has become of it yet. */
    void forget() {
        begun = UNKNOWN;
        doneAt = UNKNOWN;
        loadedAt = UNKNOWN;
        parts = null;
        accompanies = false;
        store = null;
        firstDependent = NONE;
    }

    /** Returns why its translation failed, 0 if it did not, or has not been tried. */
    int fault() {
        if (parts != null && parts.fault() != 0) {
            return parts.fault();
        }
        return store == null ? 0 : store.fault();
    }

    /** Returns the requests whose translation failed, null if none did. */
    @Nullable
    Parts failed() {
        if (parts != null && parts.fault() != 0) {
            return parts;
        }
        return store == null || store.fault() == 0 ? null : store.translation;
    }

    /** Returns as what it accesses memory when it faults: a modify reads first. */
    AccessType access() {
        if (kind == Kind.FETCH) {
            return AccessType.FETCH;
        }
        return parts != null && parts.fault() != 0 ? AccessType.LOAD : AccessType.STORE;
    }

    boolean loads() {
        return kind == Kind.LOAD || kind == Kind.MODIFY;
    }
}
