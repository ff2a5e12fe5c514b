package dev.ziggurat.os.paging;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.Kernel;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.BlockRequester;
import dev.ziggurat.storage.Direction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of one page between its frame and its slot, for which a thread has left its core. Out: all lines are read from memory, some at a time,
 * then the device writes. In: the device reads, then all lines are written to memory. At the end the device interrupts the thread's core.
 *
 * <p>Charged here: {@code swap dma}, the time of the lines. The device charges {@code swap queue} and {@code swap device} in the same list, which
 * the thread takes over: there is nothing else between the instant at which it leaves the core and the end.
 */
final class Transfer extends Event implements Awaited, Requester, BlockRequester {
    /** So many lines are under way at once. */
    static final int MOST_LINES = 16;

    private static final int PAGE = 1 << UserFrames.SHIFT;

    private final Kernel kernel;
    private final Engine engine;
    private final MemoryLevel memory;
    private final int lineBytes;
    private final SwapCounts counts;
    private final int cause;
    private final MarkList marks = new MarkList();
    private final BlockRequest block = new BlockRequest(this, 0, marks);
    private final MemoryRequest[] lines;
    private final Owner owner;

    // The page: which way it goes, from or to which frame and slot; which line is sent next.
    private @Nullable Swap swap;
    private Direction direction = Direction.READ;
    private long frame;
    private long slot;
    private int nextLine;
    private int linesUnderWay;
    private long linesDone;

    private @Nullable Thread thread;
    private boolean active;
    private boolean orphaned;
    private boolean deviceDone;

    /** Whose transfer it is. */
    interface Owner {
        /** The transfer is over, and the thread that waited for it had ended before. */
        void over(long now);
    }

    Transfer(Paging paging, Owner owner) {
        PagingSite site = paging.site;
        kernel = paging.kernel;
        engine = kernel.simulation().engine();
        memory = site.devices();
        lineBytes = site.lineBytes();
        cause = paging.swapDma;
        counts = paging.swapCounts;
        this.owner = owner;
        lines = new MemoryRequest[Math.min(MOST_LINES, PAGE / lineBytes)];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new MemoryRequest(this, i);
        }
    }

    /** The page in a frame is to go to a slot. */
    Transfer out(Swap to, long fromFrame, long toSlot) {
        return of(Direction.WRITE, to, fromFrame, toSlot);
    }

    /** The page in a slot is to come to a frame. */
    Transfer in(Swap from, long fromSlot, long toFrame) {
        return of(Direction.READ, from, toFrame, fromSlot);
    }

    private Transfer of(Direction way, Swap area, long inFrame, long inSlot) {
        direction = way;
        swap = area;
        frame = inFrame;
        slot = inSlot;
        return this;
    }

    /** Whether it has begun and is not over. */
    boolean active() {
        return active;
    }

    /** The thread has ended: the owner is to be told instead. */
    void orphan() {
        orphaned = true;
    }

    @Override
    public boolean device() {
        return true;
    }

    @Override
    public boolean begins(Thread waiting, long time) {
        thread = waiting;
        active = true;
        deviceDone = false;
        nextLine = 0;
        linesDone = time;
        marks.begin(time);
        counts.begun(direction);
        if (direction == Direction.WRITE) {
            sendLines(time);
        } else {
            engine.schedule(this, time);
        }
        return true;
    }

    private void sendLines(long time) {
        for (MemoryRequest line : lines) {
            send(line, time);
        }
    }

    /** Sends the next line, if there is one, in a slot of the table that is free at an instant. The entrance only schedules its arrival. */
    private void send(MemoryRequest line, long time) {
        if (nextLine == PAGE / lineBytes) {
            return;
        }
        line.type = direction == Direction.WRITE ? AccessType.DMA_READ : AccessType.DMA_WRITE;
        line.physicalAddress = (frame << UserFrames.SHIFT) + (long) nextLine++ * lineBytes;
        line.size = lineBytes;
        line.time = time;
        line.thread = Objects.requireNonNull(thread).number();
        line.marks.begin(time);
        linesUnderWay++;
        if (memory.access(line) != MemoryLevel.PENDING) {
            throw new IllegalStateException("the entrance of devices answers at once");
        }
    }

    @Override
    public void completed(MemoryRequest request, long time) {
        served(time);
        send(request, time);
    }

    private void served(long time) {
        linesDone = Math.max(linesDone, time);
        linesUnderWay--;
        if (linesUnderWay == 0 && nextLine == PAGE / lineBytes) {
            engine.schedule(this, linesDone);
        }
    }

    /** The lines have been served; or the device is to begin. */
    @Override
    protected void fire() {
        long now = engine.now();
        marks.spent(cause, now);
        if (deviceDone) {
            end(now);
            return;
        }
        block.direction = direction;
        block.block = Swap.sector(slot);
        block.size = PAGE;
        block.time = now;
        Objects.requireNonNull(swap).device().submit(block);
    }

    @Override
    public void completed(BlockRequest request, long time) {
        deviceDone = true;
        if (direction == Direction.WRITE) {
            end(time);
        } else {
            linesDone = time;
            sendLines(time);
        }
    }

    private void end(long now) {
        active = false;
        counts.ended(direction, marks);
        Thread waiting = Objects.requireNonNull(thread);
        if (orphaned) {
            owner.over(now);
        } else {
            kernel.deviceInterrupts(waiting);
        }
    }

    /** What follows until the thread runs is the scheduler's. */
    @Override
    public void account(Thread waiting, long time) {
        waiting.spent(marks, cause, marks.end());
    }
}
