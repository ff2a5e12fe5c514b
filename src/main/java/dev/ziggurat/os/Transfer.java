package dev.ziggurat.os;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.BlockRequester;
import dev.ziggurat.storage.Direction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of bytes between memory and a block device, for which a thread has left its core. Out: all lines are read from memory, some at a time,
 * then the device writes. In: the device reads, then all lines are written to memory. At the end the device interrupts the thread's core.
 *
 * <p>Charged here: {@code swap dma}, the time of the lines. The device charges {@code swap queue} and {@code swap device} in the same list, which
 * the thread takes over: there is nothing else between the instant at which it leaves the core and the end.
 */
public final class Transfer extends Event implements Awaited, Requester, BlockRequester {
    /** So many lines are under way at once. */
    public static final int MOST_LINES = 16;

    private final Kernel kernel;
    private final Engine engine;
    private final MemoryLevel memory;
    private final int lineBytes;
    private final Counts counts;
    private final int cause;
    private final MarkList marks = new MarkList();
    private final BlockRequest block = new BlockRequest(this, 0, marks);
    private final MemoryRequest[] lines;
    private final Owner owner;

    // Which way the bytes go, how many, from or to which address and sector; which line is sent next.
    private @Nullable BlockDevice device;
    private Direction direction = Direction.READ;
    private long address;
    private long sector;
    private int bytes;
    private int nextLine;
    private int linesUnderWay;
    private long linesDone;

    private @Nullable Thread thread;
    private boolean active;
    private boolean orphaned;
    private boolean deviceDone;

    /** Whose transfer it is. */
    public interface Owner {
        /** The transfer is over, and the thread that waited for it had ended before. */
        void over(long now);
    }

    /** Who counts transfers. */
    public interface Counts {
        /** One begins. */
        void begun(Direction way);

        /** One is over, and its time is in a list. */
        void ended(Direction way, MarkList marks);
    }

    /**
     * Where a transfer stands in its machine.
     *
     * @param devices where its lines enter, whole ones: a request may be for a later instant and is always PENDING first
     * @param lineBytes the bytes of a line there
     * @param cause the number of the cause of the time of the lines
     */
    public record Site(Kernel kernel, MemoryLevel devices, int lineBytes, int cause) {}

    /** Makes a transfer that has not begun, to be used again and again. */
    public Transfer(Site site, Counts counts, Owner owner) {
        kernel = site.kernel();
        engine = kernel.simulation().engine();
        memory = site.devices();
        lineBytes = site.lineBytes();
        cause = site.cause();
        this.counts = counts;
        this.owner = owner;
        lines = new MemoryRequest[MOST_LINES];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new MemoryRequest(this, i);
        }
    }

    /**
     * Says what is to go.
     *
     * @param physical the first address in memory, a multiple of the line
     * @param from the first sector
     * @param length how many bytes, a multiple of the line; the device carries whole sectors
     */
    public Transfer of(Direction way, BlockDevice on, long physical, long from, int length) {
        direction = way;
        device = on;
        address = physical;
        sector = from;
        bytes = length;
        return this;
    }

    /** Whether it has begun and is not over. */
    public boolean active() {
        return active;
    }

    /** The thread has ended: the owner is to be told instead. */
    public void orphan() {
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
        if (nextLine == bytes / lineBytes) {
            return;
        }
        line.type = direction == Direction.WRITE ? AccessType.DMA_READ : AccessType.DMA_WRITE;
        line.physicalAddress = address + (long) nextLine++ * lineBytes;
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
        if (linesUnderWay == 0 && nextLine == bytes / lineBytes) {
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
        block.block = sector;
        block.size = (bytes + BlockRequest.SECTOR - 1) / BlockRequest.SECTOR * BlockRequest.SECTOR;
        block.time = now;
        Objects.requireNonNull(device).submit(block);
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
