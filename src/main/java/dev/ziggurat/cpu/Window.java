package dev.ziggurat.cpu;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.Arrays;

/**
 * The references taken from the program and not yet retired, in program order: a ring indexed by rank. Those before {@link #next} have been
 * dispatched; those from it on are copies that wait for it, one at most unless the window was squashed.
 */
final class Window {
    private InFlight[] entries;

    /** Of each number (fetches have none), the reference that had it last. */
    private InFlight[] numbered;

    private int mask;

    // Ranks: the oldest in the window, the first that is not dispatched, and the next to be taken.
    long head;
    long next;
    long tail;

    /** The number of the next to be taken. */
    private long numbers;

    // How much of their gaps has been retired of the oldest, and dispatched of the first that is not dispatched.
    int retiredGap;
    int dispatchedGap;

    Window(int expected) {
        int capacity = Integer.highestOneBit(Math.max(1, expected - 1)) << 1;
        entries = fill(new InFlight[capacity]);
        numbered = entries.clone();
        mask = capacity - 1;
    }

    private static InFlight[] fill(InFlight[] ring) {
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new InFlight();
            ring[i].number = InFlight.NONE;
        }
        return ring;
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Returns the reference of a rank that is in the window. */
    InFlight at(long rank) {
        return entries[(int) rank & mask];
    }

    /** Returns the oldest; the window is not empty. */
    InFlight oldest() {
        return entries[(int) head & mask];
    }

    /** Whether the oldest is still to be dispatched. */
    boolean oldestWaits() {
        return head == next;
    }

    /** Puts a copy of a reference at the end. */
    InFlight add(Reference reference) {
        if (tail - head > mask) {
            grow();
        }
        InFlight entry = entries[(int) tail & mask];
        entry.copy(reference);
        entry.rank = tail++;
        entry.number = InFlight.NONE;
        if (reference.kind != Kind.FETCH) {
            entry.number = numbers;
            numbered[(int) numbers & mask] = entry;
            numbers++;
        }
        return entry;
    }

    private void grow() {
        int capacity = 2 * entries.length;
        InFlight[] larger = new InFlight[capacity];
        InFlight[] fresh = fill(new InFlight[entries.length]);
        int used = 0;
        for (long rank = tail - entries.length; rank < tail + entries.length; rank++) {
            larger[(int) rank & (capacity - 1)] = rank < tail ? at(rank) : fresh[used++];
        }
        entries = larger;
        mask = capacity - 1;
        numbered = larger.clone();
        Arrays.stream(larger)
                .filter(each -> each.number >= 0)
                .forEach(each -> numbered[(int) each.number & mask] = each);
    }

    /** Takes the youngest, which waits for its dispatch, out again and writes it out as a reference. */
    void takeBack(Reference into) {
        tail--;
        InFlight entry = at(tail);
        entry.copyTo(into);
        if (entry.number != InFlight.NONE) {
            entry.number = InFlight.NONE;
            numbers--;
        }
    }

    /** Takes out whatever has a rank from one on, and nothing depends on it any more. */
    void forgetFrom(long rank) {
        for (long each = rank; each < tail; each++) {
            InFlight entry = at(each);
            if (entry.number != InFlight.NONE) {
                entry.number = InFlight.NONE;
                numbers--;
            }
        }
        tail = rank;
        next = Math.min(next, rank);
        dispatchedGap = 0;
        retiredGap = isEmpty() ? 0 : retiredGap;
    }

    /** Empties the window: the next reference has a rank, and all up to there have retired. */
    void restart(long rank) {
        numbers += rank - tail;
        head = rank;
        next = rank;
        tail = rank;
        retiredGap = 0;
        dispatchedGap = 0;
    }

    /** Returns what a reference depends on, {@code dependsOn} references before it, if that is still in the window. */
    long producer(InFlight entry) {
        int back = entry.dependsOn;
        long wanted = entry.number - back;
        if (back <= 0 || wanted < 0) {
            return InFlight.NONE;
        }
        InFlight producer = numbered[(int) wanted & mask];
        return producer.number == wanted && producer.rank >= head ? producer.rank : InFlight.NONE;
    }

    /** Has one told when another has its result. */
    void depend(InFlight entry, long producer) {
        InFlight on = at(producer);
        entry.nextDependent = on.firstDependent;
        on.firstDependent = entry.rank;
    }
}
