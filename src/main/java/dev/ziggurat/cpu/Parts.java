package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.stats.AccountingException;
import dev.ziggurat.stats.MarkList;

/**
 * One queue entry's way through the first level: a reference cut at line borders into parts, of which two are under way at a time; a further
 * part follows when one returns. The reference is served with the part that ends last, and that part's marks are its own.
 *
 * <p>A first-level hit that waited for nothing leaves the list empty ({@link #plainHit}): the core books those by number.
 */
final class Parts extends Event implements Requester {
    private static final long PENDING = MemoryLevel.PENDING;

    private final Engine engine;
    private long holder;
    private final Owner owner;
    private final int splitCause;
    private final MemoryRequest[] requests;
    private final FirstLevel level;

    // The rest that has not been sent, what is under way, and the part that ended last so far.
    private long nextVirtual;
    private long nextPhysical;
    private int left;
    private int underWay;

    // Which slots have returned and wait for their instant to send the next part, a bit each, and that instant.
    private int idle;
    private final long[] idleAt = new long[2];

    private long begun;
    private long lastEnd;
    private MarkList lastMarks;

    /** The queue that the entry belongs to. */
    interface Owner {
        /**
         * A reference that was pending is served.
         *
         * @param parts its requests; {@link Parts#holder} tells whose they are
         * @param time when, in picoseconds; possibly in the future
         */
        void served(Parts parts, long time);
    }

    Parts(Engine engine, FirstLevel level, Owner owner, int splitCause) {
        this.engine = engine;
        this.level = level;
        this.owner = owner;
        this.splitCause = splitCause;
        requests = new MemoryRequest[] {new MemoryRequest(this, 0), new MemoryRequest(this, 1)};
        lastMarks = requests[0].marks;
    }

    /** Says for which entry of the owner's table these are. */
    void heldBy(long entry) {
        holder = entry;
    }

    /** Returns for which entry of the owner's table these are. */
    long holder() {
        return holder;
    }

    /** The reference is booked; its marks are of no use any more. */
    void forget() {
        requests[0].marks.forget();
        requests[1].marks.forget();
    }

    /** Begins the list of a new reference at an instant; waits before it is sent may be marked on {@link #marks}. */
    void begin(long time) {
        begun = time;
        lastMarks = requests[0].marks;
        lastMarks.begin(time);
    }

    /**
     * Sends the reference at an instant.
     *
     * @return when it is served, or PENDING: the owner is then told
     */
    long send(AccessType type, long virtual, long physical, int size, long pc, int thread, long time) {
        MemoryRequest request = requests[0];
        request.type = type;
        request.pc = pc;
        request.thread = thread;
        int room = level.lineBytes() - (int) (physical & (level.lineBytes() - 1));
        if (size > room) {
            return sendParts(virtual, physical, size, time);
        }
        fill(request, virtual, physical, size, time);
        long served = level.level().access(request);
        if (served == PENDING) {
            underWay = 1;
            left = 0;
            lastEnd = 0;
            return PENDING;
        }
        lastEnd = served;
        closeHit(request, served);
        return served;
    }

    /** An older store serves the reference, which is never sent. */
    void forward(long time, int cause, int outcome) {
        lastMarks.spent(cause, time);
        lastMarks.answered(outcome);
        lastEnd = time;
    }

    /** Returns the marks of the part that ended last. */
    MarkList marks() {
        return lastMarks;
    }

    /** Whether the reference was nothing but a first-level hit; where a level takes no time, only the outcome tells who answered. */
    boolean plainHit() {
        return lastMarks.size() == 0 && lastMarks.outcome() == MarkList.UNANSWERED;
    }

    /** Returns when the reference is served, in picoseconds; known once it is. */
    long end() {
        return lastEnd;
    }

    /** Returns when the reference began, in picoseconds. */
    long begun() {
        return begun;
    }

    private long sendParts(long virtual, long physical, int size, long time) {
        long last = (physical + size - 1) / level.lineBytes();
        level.countCuts((int) (last - physical / level.lineBytes()));
        nextVirtual = virtual;
        nextPhysical = physical;
        left = size;
        underWay = 0;
        lastEnd = 0;
        // Both halves have waited for whatever the first one has.
        requests[1].marks.begin(begun);
        requests[1].marks.follow(requests[0].marks, splitCause);
        requests[1].type = requests[0].type;
        requests[1].pc = requests[0].pc;
        requests[1].thread = requests[0].thread;
        long one = sendNext(requests[0], time);
        long other = sendNext(requests[1], time);
        boolean otherFirst = other != PENDING && (one == PENDING || other < one);
        answered(requests[otherFirst ? 1 : 0], otherFirst ? other : one);
        answered(requests[otherFirst ? 0 : 1], otherFirst ? one : other);
        return underWay == 0 && left == 0 ? lastEnd : PENDING;
    }

    private long sendNext(MemoryRequest request, long time) {
        int room = level.lineBytes() - (int) (nextPhysical & (level.lineBytes() - 1));
        int size = Math.min(left, room);
        fill(request, nextVirtual, nextPhysical, size, time);
        nextVirtual += size;
        nextPhysical += size;
        left -= size;
        underWay++;
        return level.level().access(request);
    }

    private void answered(MemoryRequest request, long served) {
        if (served != PENDING) {
            underWay--;
            closeHit(request, served);
            returned(request, served);
        }
    }

    /** A part has returned; the next one follows by an event, for it may not be sent before its time. */
    private void returned(MemoryRequest request, long time) {
        if (time >= lastEnd) {
            lastEnd = time;
            lastMarks = request.marks;
        }
        if (left > 0) {
            idle |= 1 << request.slot;
            idleAt[request.slot] = time;
            underWay++;
            wakeAt(time);
        }
    }

    private void wakeAt(long time) {
        if (!scheduled() || due() > time) {
            engine.reschedule(this, time);
        }
    }

    /** A part has returned and the next may follow. */
    @Override
    protected void fire() {
        long now = engine.now();
        for (int slot = 0; slot < requests.length; slot++) {
            if ((idle & (1 << slot)) != 0 && idleAt[slot] <= now) {
                idle &= ~(1 << slot);
                underWay--;
                follow(requests[slot], now);
            }
        }
        if (idle != 0) {
            wakeAt(idle == 3 ? Math.min(idleAt[0], idleAt[1]) : idleAt[idle - 1]);
        }
        if (underWay == 0 && left == 0) {
            owner.served(this, lastEnd);
        }
    }

    private void follow(MemoryRequest request, long now) {
        if (left > 0) {
            request.marks.begin(begun);
            request.marks.spent(splitCause, now);
            answered(request, sendNext(request, now));
        }
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        underWay--;
        request.marks.close(time);
        returned(request, time);
        if (underWay == 0 && left == 0) {
            owner.served(this, lastEnd);
        }
    }

    /** An answer inside the call: what the cache left unmarked is its hit; it stays unmarked where nothing else happened. */
    private void closeHit(MemoryRequest request, long served) {
        MarkList marks = request.marks;
        if (marks.size() > 0 && marks.end() == request.time) {
            marks.spent(level.cause(), served);
        }
        if (marks.size() > 0) {
            marks.close(served);
        } else if (served != request.time + level.latency()) {
            throw new AccountingException(
                    "an unmarked answer took " + (served - request.time) + " ps, not " + level.latency());
        }
    }

    private static void fill(MemoryRequest request, long virtual, long physical, int size, long time) {
        request.virtualAddress = virtual;
        request.physicalAddress = physical;
        request.size = size;
        request.time = time;
    }
}
