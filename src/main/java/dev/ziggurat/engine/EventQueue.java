package dev.ziggurat.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pending events in the order (time, order of scheduling): a wheel of short sorted lists for the near future over a binary heap for the
 * rest.
 *
 * <p>The wheel has {@value #BUCKETS} buckets of 256 ps; a bitmap with a summary word finds the next full one. A bucket's list
 * is kept sorted on insertion; an event scheduled just now nearly always belongs at its end or alone. Whenever the present moves
 * on, the heap's events that have come into the wheel's reach are moved before anything else happens; they were scheduled earlier than
 * whatever may yet be put directly at their instant, so equal times stay in the order of scheduling. An event that is earlier than all others when it
 * is scheduled, as most are where little goes on at a time, stands apart from both until it is taken or another is earlier still. Nothing is
 * allocated but for the growth of the heap.
 */
final class EventQueue {
    static final int NOWHERE = -1;

    /** Places below this are buckets of the wheel, from here on positions in the heap. */
    private static final int HEAP = 1 << 20;

    /** The place of the foremost event. */
    private static final int FRONT = HEAP - 1;

    private static final int SHIFT = 8;
    private static final int BUCKETS = 2048;
    private static final int MASK = BUCKETS - 1;

    // The wheel: first and last event of each bucket, a bit per full bucket, a bit per non-zero word. The last of an
    // empty bucket means
    // nothing.
    private final @Nullable Event[] first = new @Nullable Event[BUCKETS];
    private final @Nullable Event[] last = new @Nullable Event[BUCKETS];
    private final long[] full = new long[BUCKETS / 64];
    private long fullWords;

    /** The first of all events, if it was that when it was scheduled. */
    private @Nullable Event front;

    private @Nullable Event[] heap = new @Nullable Event[64];
    private int heapSize;

    /** The number of the bucket (not wrapped) that holds the present. */
    private long present;

    private long scheduled;
    private long nextDue = Long.MAX_VALUE;
    private int size;

    /** Returns the instant of the first event, {@code Long.MAX_VALUE} if there is none. */
    long nextDue() {
        return nextDue;
    }

    int size() {
        return size;
    }

    void add(Event event, long due) {
        event.due = due;
        event.order = scheduled++;
        size++;
        if (due < nextDue) {
            if (front != null) {
                demote(front);
            }
            event.place = FRONT;
            front = event;
            nextDue = due;
        } else if (isNear(due)) {
            link(event);
        } else {
            siftUp(event, heapSize++);
        }
    }

    /** Whether an instant lies within the wheel's reach. */
    private boolean isNear(long due) {
        return (due >> SHIFT) - present < BUCKETS;
    }

    /** Puts what was the first event among the others: before all of its instant, for they were scheduled later. */
    private void demote(Event event) {
        if (isNear(event.due)) {
            linkFirst(event);
        } else {
            siftUp(event, heapSize++);
        }
    }

    void remove(Event event) {
        if (event == front) {
            front = null;
        } else if (event.place >= HEAP) {
            removeFromHeap(event);
        } else {
            unlink(event);
        }
        event.place = NOWHERE;
        size--;
        if (event.due == nextDue) {
            nextDue = findNextDue();
        }
    }

    /** Takes the first event out; there must be one. The present moves to its instant. */
    Event poll() {
        present = nextDue >> SHIFT;
        if (heapSize > 0) {
            fillWheel();
        }
        size--;
        Event foremost = front;
        if (foremost != null) {
            front = null;
            foremost.place = NOWHERE;
            nextDue = findNextDue();
            return foremost;
        }
        return pollWheel();
    }

    private Event pollWheel() {
        int bucket = (int) present & MASK;
        Event event = event(bucket);
        Event rest = event.after;
        first[bucket] = rest;
        event.after = null;
        event.place = NOWHERE;
        if (rest != null) {
            nextDue = rest.due;
        } else {
            clear(bucket);
            nextDue = findNextDue();
        }
        return event;
    }

    /** Moves the events of the heap that have come into the wheel's reach. */
    private void fillWheel() {
        while (heapSize > 0 && (heapTop().due >> SHIFT) - present < BUCKETS) {
            Event event = heapTop();
            removeFromHeap(event);
            link(event);
        }
    }

    private long findNextDue() {
        if (front != null) {
            return front.due;
        }
        if (fullWords != 0) {
            return firstFrom(present).due;
        }
        return heapSize > 0 ? heapTop().due : Long.MAX_VALUE;
    }

    private Event firstFrom(long bucket) {
        int start = (int) bucket & MASK;
        long word = full[start >> 6] >>> start;
        if (word != 0) {
            return event(start + Long.numberOfTrailingZeros(word));
        }
        int words = full.length;
        int from = (start >> 6) + 1;
        long later = from < words ? fullWords >>> from << from : 0;
        int found = Long.numberOfTrailingZeros(later != 0 ? later : fullWords);
        return event((found << 6) + Long.numberOfTrailingZeros(full[found]));
    }

    private Event event(int bucket) {
        Event event = first[bucket];
        if (event == null) {
            throw new IllegalStateException("the event wheel's bitmap is wrong at bucket " + bucket);
        }
        return event;
    }

    private void linkFirst(Event event) {
        int bucket = (int) (event.due >> SHIFT) & MASK;
        event.place = bucket;
        Event head = first[bucket];
        event.after = head;
        first[bucket] = event;
        if (head == null) {
            last[bucket] = event;
            full[bucket >> 6] |= 1L << bucket;
            fullWords |= 1L << (bucket >> 6);
        }
    }

    private void link(Event event) {
        int bucket = (int) (event.due >> SHIFT) & MASK;
        Event head = first[bucket];
        if (head == null) {
            linkFirst(event);
            return;
        }
        event.place = bucket;
        Event tail = last[bucket];
        if (tail != null && tail.due <= event.due) {
            tail.after = event;
            last[bucket] = event;
        } else if (event.due < head.due) {
            event.after = head;
            first[bucket] = event;
        } else {
            insert(event, head);
        }
    }

    /** Puts an event behind all of its bucket that are not later; the first is one of those, the last is none. */
    private static void insert(Event event, Event head) {
        Event left = head;
        Event right = head.after;
        while (right != null && right.due <= event.due) {
            left = right;
            right = right.after;
        }
        left.after = event;
        event.after = right;
    }

    /** Takes an event out of its bucket. */
    private void unlink(Event event) {
        int bucket = event.place;
        Event left = null;
        for (Event each = first[bucket]; each != null && each != event; each = each.after) {
            left = each;
        }
        Event right = event.after;
        if (left == null) {
            first[bucket] = right;
        } else {
            left.after = right;
        }
        if (right == null) {
            last[bucket] = left;
        }
        event.after = null;
        if (first[bucket] == null) {
            clear(bucket);
        }
    }

    private void clear(int bucket) {
        int word = bucket >> 6;
        long left = full[word] & ~(1L << bucket);
        full[word] = left;
        if (left == 0) {
            fullWords &= ~(1L << word);
        }
    }

    private Event heapTop() {
        return at(0);
    }

    private Event at(int position) {
        Event event = heap[position];
        if (event == null) {
            throw new IllegalStateException("the event heap is empty at " + position);
        }
        return event;
    }

    private void removeFromHeap(Event event) {
        int position = event.place - HEAP;
        Event moved = at(--heapSize);
        heap[heapSize] = null;
        if (moved != event) {
            siftUp(moved, position);
            siftDown(moved, moved.place - HEAP);
        }
    }

    private void siftUp(Event event, int from) {
        if (from == heap.length) {
            heap = Arrays.copyOf(heap, 2 * from);
        }
        int position = from;
        while (position > 0) {
            Event parent = at((position - 1) >> 1);
            if (precedes(parent, event)) {
                break;
            }
            put(parent, position);
            position = (position - 1) >> 1;
        }
        put(event, position);
    }

    private void siftDown(Event event, int from) {
        int position = from;
        while (2 * position + 1 < heapSize) {
            int child = 2 * position + 1;
            if (child + 1 < heapSize && precedes(at(child + 1), at(child))) {
                child++;
            }
            if (precedes(event, at(child))) {
                break;
            }
            put(at(child), position);
            position = child;
        }
        put(event, position);
    }

    private void put(Event event, int position) {
        heap[position] = event;
        event.place = HEAP + position;
    }

    private static boolean precedes(Event one, Event other) {
        return one.due < other.due || (one.due == other.due && one.order < other.order);
    }
}
