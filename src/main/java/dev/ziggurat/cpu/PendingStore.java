package dev.ziggurat.cpu;

import org.jspecify.annotations.Nullable;

/** One store from its dispatch until it is written. */
final class PendingStore {
    /** Its place in the table of stores. */
    final int slot;

    long virtual;
    long physical;
    long pc;
    int size;

    /** Its place in program order. */
    long rank;

    /** When it is written, {@code Long.MAX_VALUE} until that is known. */
    long servedAt;

    // Its neighbours in program order.
    @Nullable
    PendingStore older;

    @Nullable
    PendingStore younger;

    /** The rank of the first of the loads that wait until it is written. */
    long firstWaiting;

    /** Its requests, if it was more than a first-level hit. */
    @Nullable
    Parts parts;

    PendingStore(int slot) {
        this.slot = slot;
    }

    boolean overlaps(long address, int bytes) {
        return address < physical + size && physical < address + bytes;
    }

    /** Whether its bytes cover a load's. */
    boolean covers(long address, int bytes) {
        return physical <= address && address + bytes <= physical + size;
    }
}
