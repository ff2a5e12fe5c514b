package dev.ziggurat.cpu;

import org.jspecify.annotations.Nullable;

/** One store from its dispatch until it is written. */
final class PendingStore {
    /** Its place in the table of stores. */
    final int slot;

    long virtual;

    /** Where it lies once it is translated: its first byte, and what lies beyond the page of that. */
    long physical;

    long beyond;

    /** When that is known, {@code Long.MAX_VALUE} until then. */
    long translatedAt;

    /** Whether it was squashed while its translation was under way: the entry is free when that has come. */
    boolean squashed;

    long pc;
    int size;

    /** Whether a garbage collector makes it. */
    boolean collector;

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

    /** Its translation, if that took more than a look. */
    @Nullable
    Parts translation;

    /** Its requests, if it was more than a first-level hit. */
    @Nullable
    Parts parts;

    PendingStore(int slot) {
        this.slot = slot;
    }

    /** Returns why its translation failed, 0 if it did not. */
    int fault() {
        return translation == null ? 0 : translation.fault();
    }

    boolean overlaps(long address, int bytes) {
        return address < virtual + size && virtual < address + bytes;
    }

    /** Whether its bytes cover a load's. */
    boolean covers(long address, int bytes) {
        return virtual <= address && address + bytes <= virtual + size;
    }
}
