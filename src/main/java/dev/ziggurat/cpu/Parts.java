package dev.ziggurat.cpu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.AccountingException;
import dev.ziggurat.stats.MarkList;

/**
 * One queue entry's way through translation and the first level. First its addresses are translated, two if it crosses the border of a page
 * ({@link Crossing}). Then it is cut at line borders into parts, of which two are under way at a time; a further part follows when one returns.
 * The reference is served with the part that ends last, and that part's marks are its own.
 *
 * <p>A first-level hit that waited for nothing leaves the list empty ({@link #plainHit}): the core books those by number.
 */
final class Parts extends Event implements Requester, Crossing.Owner {
    private static final long PENDING = MemoryLevel.PENDING;

    private final Engine engine;
    private long holder;
    private boolean wanted = true;
    private final Owner owner;
    private final int splitCause;
    private final MemoryRequest[] requests;
    private final FirstLevel level;
    private final Crossing crossing;
    private final Companions companions = new Companions();

    // The reference: where, how large, and whether it is to be sent as soon as it is translated.
    private long virtual;
    private int size;
    private boolean goesOn;

    /** Whether it was sent as one part. */
    private boolean whole;

    // The rest that has not been sent, and what is under way.
    private int left;
    private int underWay;

    // Which slots have returned and wait for their instant to send the next part, a bit each, and that instant.
    private int idle;
    private final long[] idleAt = new long[2];

    // When it began; the end and the marks of the part that ended last so far.
    private long begun;
    private long lastEnd;
    private MarkList lastMarks;

    /** The queue that the entry belongs to. */
    interface Owner {
        /**
         * A reference that was pending is served; or translated, if that is all that was asked for; or its translation has failed.
         *
         * @param parts its requests; {@link Parts#holder} tells whose they are
         * @param time when, in picoseconds; possibly in the future
         */
        void served(Parts parts, long time);
    }

    Parts(Engine engine, FirstLevel level, Translator translator, Owner owner, int splitCause) {
        this.engine = engine;
        this.level = level;
        this.owner = owner;
        this.splitCause = splitCause;
        requests = new MemoryRequest[] {new MemoryRequest(this, 0), new MemoryRequest(this, 1)};
        crossing = new Crossing(translator, requests, splitCause, this);
        lastMarks = requests[0].marks;
    }

    /** Says for which entry of the owner's table these are. */
    void heldBy(long entry) {
        holder = entry;
        wanted = entry != InFlight.NONE;
    }

    /** The entry is squashed, and free when its translation has come. */
    void disown() {
        wanted = false;
    }

    @Override
    public boolean wanted() {
        return wanted;
    }

    /** Returns the loads that wait with this one. */
    Companions companions() {
        return companions;
    }

    /** Returns when the reference was sent, if that was in one part. */
    long sentAt() {
        return requests[0].time;
    }

    /** Whether a load that arrives at an instant, and finds this request to be the last that waits for its line, may wait with it. */
    boolean takesCompanions(MemoryRequest request, Owner loads, long time) {
        return owner == loads && whole && request.time <= time && request.type == AccessType.LOAD;
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

    /**
     * Says what the reference is; its address is not translated.
     *
     * @param collector whether a garbage collector makes it
     */
    void of(long address, int bytes, long pc, boolean collector, Thread thread) {
        virtual = address;
        size = bytes;
        for (MemoryRequest request : requests) {
            request.pc = pc;
            request.thread = thread.number();
            request.kernel = thread.inKernel();
            request.collector = collector;
        }
        crossing.of(address);
    }

    /** The address has been translated: what lies in its page, and what lies beyond. */
    void at(long physical, long beyond) {
        crossing.at(physical, beyond);
    }

    /** Returns the physical address of the first byte. */
    long physical() {
        return crossing.physical(0);
    }

    /** Returns the physical address of what lies beyond the page of the first byte; means nothing if nothing does. */
    long beyond() {
        return crossing.beyond();
    }

    /** Returns why the translation failed, one of {@link dev.ziggurat.mmu.Fault}. */
    int fault() {
        return crossing.fault();
    }

    /** Returns the first address that could not be translated. */
    long faultAddress() {
        return crossing.faultAddress();
    }

    /** Begins the list of a new reference at an instant; waits before it is sent may be marked on {@link #marks}. */
    void begin(long time) {
        begun = time;
        lastMarks = requests[0].marks;
        lastMarks.begin(time);
    }

    /** Translates the address at an instant; returns when it is known, or PENDING: the owner is then told. */
    long translate(AccessType type, long time) {
        goesOn = false;
        lastEnd = crossing.translate(virtual, size, type, time);
        return lastEnd;
    }

    /**
     * Sends the reference at an instant, translated before if it has not been; if that fails, nothing is sent.
     *
     * @return when it is served, or PENDING: the owner is then told
     */
    long send(AccessType type, long time) {
        requests[0].type = type;
        if (crossing.known()) {
            return sendTranslated(time);
        }
        goesOn = true;
        lastEnd = crossing.translate(virtual, size, type, time);
        return lastEnd == PENDING || fault() != 0 ? lastEnd : sendTranslated(lastEnd);
    }

    @Override
    public void translated(long time) {
        lastEnd = goesOn && fault() == 0 ? sendTranslated(time) : time;
        if (lastEnd != PENDING) {
            owner.served(this, lastEnd);
        }
    }

    private long sendTranslated(long time) {
        MemoryRequest request = requests[0];
        whole = size <= lineRoom(0);
        if (!whole) {
            return sendParts(time);
        }
        fill(request, 0, size, time);
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

    private long sendParts(long time) {
        level.countCuts((level.lineBytes() - lineRoom(0) + size - 1) / level.lineBytes());
        left = size;
        underWay = 0;
        lastEnd = 0;
        // Both halves have waited for whatever the first one has.
        requests[1].marks.begin(begun);
        requests[1].marks.follow(requests[0].marks, splitCause);
        requests[1].type = requests[0].type;
        long one = sendNext(requests[0], time);
        long other = sendNext(requests[1], time);
        answered(requests[0], one);
        answered(requests[1], other);
        return underWay == 0 && left == 0 ? lastEnd : PENDING;
    }

    /** Returns how many bytes from an offset on lie in its line; where a segment begins anywhere, only the physical address tells. */
    private int lineRoom(int offset) {
        return level.lineBytes() - (int) (crossing.physical(offset) & (level.lineBytes() - 1));
    }

    private long sendNext(MemoryRequest request, long time) {
        int offset = size - left;
        int bytes = Math.min(left, lineRoom(offset));
        fill(request, offset, bytes, time);
        left -= bytes;
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

    private void fill(MemoryRequest request, int offset, int bytes, long time) {
        request.virtualAddress = virtual + offset;
        request.physicalAddress = crossing.physical(offset);
        request.size = bytes;
        request.time = time;
    }
}
