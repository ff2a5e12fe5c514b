package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.os.Thread;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The references that a driver has under way, a slot each from the instant at which it is sent until it is served. A modify keeps its slot
 * over its load and its store; between the two it stands in a line until the driver has a cycle for the store.
 */
final class Outstanding implements Parts.Owner {
    private final Engine engine;
    private final FirstLevel data;
    private final FirstLevel fetch;
    private final Translator translator;
    private final int splitCause;
    private final int waitCause;
    private final Thread thread;
    private final Owner owner;

    /** What a store is: where no cache can bring its line, it goes through to memory. */
    private final AccessType storing;

    // A slot: what it holds, whether its own first request is still the load of a modify, where the modify's store
    // goes.
    private final Kind[] kinds;
    private final boolean[] loading;
    private final int[] gaps;
    private final long[] virtuals;
    private final int[] sizes;
    private final long[] pcs;
    private final boolean[] collectors;
    private final Parts[] parts;

    /** The slots' requests for instructions; made with the first fetch, as few streams have any. */
    private Parts @Nullable [] fetches;

    /** The free slots, a stack. */
    private final int[] free;

    private int freeCount;

    /** The slots whose answer is known, by its instant. */
    private final ReadyQueue answers;

    /** The modifies whose load is there and whose store is not sent, in that order: a ring. */
    private final int[] unwritten;

    private int firstUnwritten;
    private int unwrittenCount;

    /** Told when an answer that was pending becomes known. */
    interface Owner {
        /** An answer comes at an instant, in picoseconds; possibly in the future. */
        void answered(long time);
    }

    Outstanding(CoreSite site, int slots, CoreBooks.Causes causes, int waitCause, Owner owner) {
        engine = site.simulation().engine();
        data = site.data();
        fetch = site.fetch();
        splitCause = causes.split();
        this.waitCause = waitCause;
        thread = site.cpu().thread();
        this.owner = owner;
        storing = data.cache() == null ? AccessType.WRITE_THROUGH : AccessType.STORE;
        kinds = new Kind[slots];
        Arrays.fill(kinds, Kind.LOAD);
        loading = new boolean[slots];
        gaps = new int[slots];
        virtuals = new long[slots];
        sizes = new int[slots];
        pcs = new long[slots];
        collectors = new boolean[slots];
        translator = new Translator(null);
        translator.enter(thread);
        parts = parts(data, slots);
        free = new int[slots];
        for (int slot = 0; slot < slots; slot++) {
            free[slot] = slots - 1 - slot;
        }
        freeCount = slots;
        answers = new ReadyQueue(slots);
        unwritten = new int[slots];
    }

    private Parts[] parts(FirstLevel level, int slots) {
        Parts[] made = new Parts[slots];
        for (int slot = 0; slot < slots; slot++) {
            made[slot] = new Parts(engine, level, translator, this, splitCause);
            made[slot].heldBy(slot);
        }
        return made;
    }

    boolean hasRoom() {
        return freeCount > 0;
    }

    boolean isEmpty() {
        return freeCount == free.length;
    }

    /** Returns how many references are under way. */
    int underWay() {
        return free.length - freeCount;
    }

    /**
     * Sends a reference; there must be room.
     *
     * @param offered since when it has been ready to be sent, in picoseconds
     * @param time when it is sent
     */
    void send(Reference reference, long offered, long time) {
        int slot = free[--freeCount];
        kinds[slot] = reference.kind;
        loading[slot] = reference.kind == Kind.MODIFY;
        gaps[slot] = reference.gap;
        virtuals[slot] = reference.address;
        sizes[slot] = reference.size;
        pcs[slot] = reference.pc;
        collectors[slot] = reference.collector;
        if (reference.kind == Kind.FETCH && fetches == null) {
            fetches = parts(fetch, parts.length);
        }
        AccessType type = switch (reference.kind) {
            case FETCH -> AccessType.FETCH;
            case STORE -> storing;
            default -> AccessType.LOAD;
        };
        Parts own = parts(slot);
        own.begin(offered);
        send(own, slot, type, time);
    }

    private void send(Parts own, int slot, AccessType type, long time) {
        own.of(virtuals[slot], sizes[slot], pcs[slot], collectors[slot], thread);
        own.marks().spent(waitCause, time);
        long served = own.send(type, time);
        if (served != MemoryLevel.PENDING) {
            answers.add(served, slot);
        }
    }

    @Override
    public void served(Parts own, long time) {
        answers.add(time, own.holder());
        owner.answered(time);
    }

    /** Returns the instant of the first answer that is known, {@code Long.MAX_VALUE} if none is. */
    long firstAnswer() {
        return answers.firstTime();
    }

    /** Takes the slot that is answered first. */
    int takeAnswered() {
        return (int) answers.take();
    }

    /** Frees a slot that has been answered. */
    void release(int slot) {
        free[freeCount++] = slot;
    }

    Kind kind(int slot) {
        return kinds[slot];
    }

    int gap(int slot) {
        return gaps[slot];
    }

    /** Returns the requests and marks of a slot. */
    Parts parts(int slot) {
        return kinds[slot] == Kind.FETCH && fetches != null ? fetches[slot] : parts[slot];
    }

    /** Whether what has been answered is the load of a modify, whose store is still to come. */
    boolean loading(int slot) {
        return loading[slot];
    }

    /** The load of a modify is there at an instant: its store stands in line from then on. */
    void mustWrite(int slot, long time) {
        loading[slot] = false;
        parts[slot].begin(time);
        unwritten[(firstUnwritten + unwrittenCount) % unwritten.length] = slot;
        unwrittenCount++;
    }

    /** Whether the store of a modify waits to be sent. */
    boolean hasUnwritten() {
        return unwrittenCount > 0;
    }

    /** Sends the store of the modify that has waited longest. */
    void write(long time) {
        int slot = unwritten[firstUnwritten];
        firstUnwritten = firstUnwritten + 1 == unwritten.length ? 0 : firstUnwritten + 1;
        unwrittenCount--;
        send(parts[slot], slot, storing, time);
    }
}
