package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Versions;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.RequestObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whose page lies in which frame, and which store each line of it was written by last. It knows of no page table and of no list of frames: only of
 * what can be seen from outside, which are the faults that the kernel is told of, the stores that clear a frame, the lines that devices move and the
 * blocks that they keep.
 *
 * <p>Every store has a number of its own. A line is told by who owns it (a page of a process, or the kernel), not by where it lies; so a load that
 * sees the number of the last store to its line sees no line of another page, no older one, and none of whoever had the frame before.
 */
final class PageLedger implements Versions.Devices, RequestObserver {
    static final int LINE = 64;

    private static final int PAGE = 4096;
    private static final int PROCESS_SHIFT = 40;
    private static final long KERNEL = 1L << 62;
    private static final long NOBODY = -1;

    /** Where user frames end. */
    private final long userEnd;

    // Pages by frame, and the other way round.
    private final Map<Long, Long> owners = new HashMap<>();
    private final Map<Long, Long> frames = new HashMap<>();

    // The number of the last store to each line, and whose line each store wrote.
    private final Map<Long, Long> newest = new HashMap<>();
    private final List<Long> written = new ArrayList<>();

    /** The number of its process, by thread. */
    private final Map<Integer, Integer> processes = new HashMap<>();

    /** The pages whose faults the kernel was told last, by thread. */
    private final Map<Integer, Long> faulted = new HashMap<>();

    // What devices move, by transfer, and keep, by block.
    private final IdentityHashMap<Object, Page> moving = new IdentityHashMap<>();
    private final Map<Long, Page> kept = new HashMap<>();

    // How often each happened.
    long cleared;
    long broughtBack;
    long reused;
    long loads;
    long stores;

    /** A page on its way or on a device: whose, and the numbers of its lines. */
    private static final class Page {
        private final long owner;
        private final long[] lines;

        Page(long owner, long[] lines) {
            this.owner = owner;
            this.lines = lines;
        }
    }

    /** A load or a store under way: whose line it uses, and what the newest store to it was at the beginning. */
    record Use(long line, long newest) {}

    PageLedger(long userFrames) {
        userEnd = userFrames * PAGE;
        written.add(NOBODY);
    }

    /** A thread is one of a process. */
    void belongs(int thread, int process) {
        processes.put(thread, process);
    }

    private long page(int thread, long virtual) {
        int process = Objects.requireNonNull(processes.get(thread));
        return ((long) process << PROCESS_SHIFT) | (virtual / PAGE);
    }

    /** The kernel is told that a reference of a thread could not be translated. */
    void faulted(int thread, long virtual) {
        faulted.put(thread, page(thread, virtual));
    }

    /** A program uses memory. */
    Use byProgram(MemoryRequest request) {
        long physical = request.physicalAddress;
        long page = page(request.thread, request.virtualAddress);
        assertThat(physical).as("where a program gets to: %s", request).isBetween(0L, userEnd - 1);
        assertThat(physical % PAGE).as("place in the page: %s", request).isEqualTo(request.virtualAddress % PAGE);
        long frame = physical / PAGE;
        assertThat(owners.getOrDefault(frame, NOBODY))
                .as("owner of frame %d, which thread %d uses: %s", frame, request.thread, request)
                .isEqualTo(page);
        assertThat(frames.get(page)).as("frame of the page of: %s", request).isEqualTo(frame);
        return begin(page * (PAGE / LINE) + physical % PAGE / LINE);
    }

    /** The kernel uses memory for a thread: its own, or it clears a frame for the page that the thread has faulted on. */
    Use byKernel(MemoryRequest request) {
        long physical = request.physicalAddress;
        if (physical >= userEnd) {
            return begin(KERNEL | (physical / LINE));
        }
        assertThat(request.type)
                .as("what the kernel does in a user's frame: %s", request)
                .isEqualTo(AccessType.STORE);
        assertThat(request.size).as("bytes cleared: %s", request).isEqualTo(LINE);
        long page = Objects.requireNonNull(faulted.get(request.thread), "a frame is cleared for no fault");
        if (physical % PAGE == 0) {
            cleared++;
            own(physical / PAGE, page);
        }
        assertThat(owners.get(physical / PAGE))
                .as("owner of what is cleared: %s", request)
                .isEqualTo(page);
        return begin(page * (PAGE / LINE) + physical % PAGE / LINE);
    }

    private Use begin(long line) {
        return new Use(line, newest.getOrDefault(line, 0L));
    }

    /** A frame holds a page from now on. */
    private void own(long frame, long page) {
        Long before = owners.put(frame, page);
        if (before != null && before != page) {
            reused++;
            frames.remove(before, frame);
        }
        frames.put(page, frame);
    }

    /** A store has been made; returns its number. */
    long stored(Use use) {
        stores++;
        long number = written.size();
        written.add(use.line);
        newest.put(use.line, number);
        return number;
    }

    /** A load has been made, and has seen the line as a store left it. */
    void loaded(Use use, long seen, MemoryRequest request) {
        loads++;
        long now = newest.getOrDefault(use.line, 0L);
        boolean meanwhile = seen > use.newest && seen <= now && written.get((int) seen) == use.line;
        assertThat(seen == use.newest || meanwhile)
                .as(
                        "%s sees store %d, of line %x; of its own line %x the last was %d, and is %d now",
                        request, seen, written.get((int) seen), use.line, use.newest, now)
                .isTrue();
    }

    @Override
    public long brings(MemoryRequest request, long line) {
        Page page = Objects.requireNonNull(moving.get(request.owner()), "a device brings what it has not read");
        long frame = line * LINE / PAGE;
        if (owners.getOrDefault(frame, NOBODY) != page.owner || frames.getOrDefault(page.owner, NOBODY) != frame) {
            own(frame, page.owner);
        }
        return page.lines[(int) (line % (PAGE / LINE))];
    }

    @Override
    public void takes(MemoryRequest request, long line, long version) {
        long owner = owners.getOrDefault(line * LINE / PAGE, NOBODY);
        assertThat(owner).as("owner of what a device takes: %s", request).isNotEqualTo(NOBODY);
        Page page = moving.get(request.owner());
        if (page == null || page.owner != owner) {
            page = new Page(owner, new long[PAGE / LINE]);
            moving.put(request.owner(), page);
        }
        page.lines[(int) (line % (PAGE / LINE))] = version;
    }

    @Override
    public void arrived(BlockRequest request) {
        if (request.direction == Direction.WRITE) {
            Page page = Objects.requireNonNull(moving.remove(request.requester()), "a device is given nothing");
            kept.put(request.block, page);
        }
    }

    @Override
    public void served(BlockRequest request, long start, long end) {
        if (request.direction == Direction.READ) {
            Page page = Objects.requireNonNull(kept.get(request.block), "a device is asked for what it never had");
            broughtBack++;
            moving.put(request.requester(), new Page(page.owner, page.lines.clone()));
        }
    }
}
