package dev.ziggurat.cache;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A line that a directory is busy with: the request that is served, the dirty data that went down for it, and those that wait, in order of
 * arrival. It is an event twice for a request: when the caches above have given the line up, and when the request is served.
 */
final class DirectoryLine extends Event implements Requester {
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Directory directory;

    /** The data that a recall brought, on its way into the level below. */
    private final MemoryRequest data = new MemoryRequest(this, 0);

    long line;

    // The request that is served and who is told; whether it has been sent; until when it and the data keep the line.
    private @Nullable MemoryRequest request;
    private @Nullable Requester above;
    private boolean sent;
    private boolean dirty;
    private long servedAt;
    private long dataTakenAt;

    // Those that wait: a ring of requests and of the caches that they come from.
    private @Nullable MemoryRequest[] waiting = new @Nullable MemoryRequest[4];
    private int[] senders = new int[4];
    private int first;
    private int size;

    DirectoryLine(Directory directory) {
        this.directory = directory;
    }

    /** Adds a request that waits. */
    void add(MemoryRequest next, int sender) {
        if (size == waiting.length) {
            grow();
        }
        int at = (first + size++) % waiting.length;
        waiting[at] = next;
        senders[at] = sender;
    }

    private void grow() {
        @Nullable MemoryRequest[] requests = Arrays.copyOf(waiting, 2 * size);
        int[] from = Arrays.copyOf(senders, 2 * size);
        for (int i = 0; i < size; i++) {
            requests[i] = waiting[(first + i) % size];
            from[i] = senders[(first + i) % size];
        }
        waiting = requests;
        senders = from;
        first = 0;
    }

    int waiting() {
        return size;
    }

    /** Begins to serve a request, for which the caches above have dirty data or not. */
    void begin(MemoryRequest next, boolean broughtDirty) {
        request = next;
        dirty = broughtDirty;
        sent = false;
        servedAt = UNKNOWN;
        dataTakenAt = 0;
    }

    /** Sends on what was begun: what a recall brought first, then the request; returns when that is served, or PENDING. */
    long send(long now) {
        sent = true;
        if (dirty) {
            sendData(now);
        }
        MemoryRequest next = request();
        if (next.type == AccessType.UPGRADE) {
            return served(directory.upgrade(next, now));
        }
        above = next.requester();
        next.requester(this);
        long time = directory.below().access(next);
        if (time == Directory.PENDING) {
            return time;
        }
        next.requester(above);
        return served(time);
    }

    private void sendData(long now) {
        data.type = AccessType.WRITE_BACK;
        data.physicalAddress = directory.address(line);
        data.size = directory.lineBytes();
        data.time = now;
        data.marks.begin(now);
        dataTakenAt = directory.below().access(data);
        if (dataTakenAt == Directory.PENDING) {
            dataTakenAt = UNKNOWN;
        }
    }

    private MemoryRequest request() {
        if (request == null) {
            throw new IllegalStateException("a line without a request is served");
        }
        return request;
    }

    private long served(long time) {
        servedAt = time;
        keep();
        return time;
    }

    /** The line is kept until the request is served and the data taken. */
    private void keep() {
        long until = Math.max(servedAt, dataTakenAt);
        if (until != UNKNOWN) {
            directory.wakeAt(this, until);
        }
    }

    @Override
    public void completed(MemoryRequest answered, long time) {
        if (answered == data) {
            dataTakenAt = time;
            keep();
            return;
        }
        Requester told = above;
        if (told != null) {
            answered.requester(told);
            served(time);
            told.completed(answered, time);
        }
    }

    @Override
    protected void fire() {
        if (!sent) {
            MemoryRequest next = request();
            long time = send(due());
            if (time != Directory.PENDING) {
                next.requester().completed(next, time);
            }
            return;
        }
        MemoryRequest next = waiting[first];
        if (size == 0 || next == null) {
            directory.release(this);
            return;
        }
        waiting[first] = null;
        int sender = senders[first];
        first = (first + 1) % waiting.length;
        size--;
        long time = directory.serve(this, next, sender);
        if (time != Directory.PENDING) {
            next.requester().completed(next, time);
        }
    }

    @Override
    public String toString() {
        return request + (sent ? "" : ", which waits for caches above") + ", and " + size + " behind it";
    }
}
