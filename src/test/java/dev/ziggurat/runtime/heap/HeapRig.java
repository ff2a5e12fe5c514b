package dev.ziggurat.runtime.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Threads that allocate and free at random, any of which may go on after each reference of another; they free each other's blocks. An oracle looks at
 * every answer: a block overlaps no other, lies where it may, and what was written into it is there when it is given back.
 */
final class HeapRig {
    private static final long PAGE = 4096;

    final Heap heap;
    final Statistics statistics = new Statistics();
    private final WordStore words = new WordStore();
    private final Random random;
    private final List<RuntimeThread> threads = new ArrayList<>();
    private final List<Driver> drivers = new ArrayList<>();

    // What the oracle knows: live blocks and their bytes, in any order and by address; mapped memory; who waits for
    // what.
    private final List<Long> order = new ArrayList<>();
    private final TreeMap<Long, Long> live = new TreeMap<>();
    private final TreeMap<Long, Long> mapped = new TreeMap<>();
    private final Map<Long, Deque<Integer>> waiting = new HashMap<>();
    private final boolean[] sleeps;

    private long time;
    private final long alignment;
    private final long most;
    long failures;

    /** How far the next mapping lies whose place is left to the system. */
    private long free = 1L << 44;

    HeapRig(HeapSpec spec, int threadCount, long seed, long alignment, long most) {
        random = new Random(seed);
        this.alignment = alignment;
        this.most = most;
        sleeps = new boolean[threadCount];
        heap = spec.create(new HeapSite(words, () -> time, PAGE, () -> 0));
        for (Area area : heap.areas()) {
            mapped.put(area.start(), area.start() + area.bytes());
        }
        for (int i = 0; i < threadCount; i++) {
            RuntimeThread thread = new RuntimeThread(words, List.of());
            threads.add(thread);
            drivers.add(new Driver(heap.attach(thread)));
            thread.call(drivers.get(i));
        }
        heap.describe(statistics.section("process.p.heap"));
    }

    /** Runs so many operations of each thread, and then gives everything back. */
    HeapRig run(int operations) {
        drivers.forEach(driver -> driver.left = operations);
        go();
        drivers.forEach(driver -> driver.left = Driver.EMPTY);
        go();
        assertThat(live).isEmpty();
        return this;
    }

    private void go() {
        Reference reference = new Reference();
        int idle = 0;
        while (drivers.stream().anyMatch(driver -> !driver.idle())) {
            int number = random.nextInt(threads.size());
            if (sleeps[number] || drivers.get(number).idle()) {
                idle++;
                assertThat(idle).as("everybody waits").isLessThan(10_000);
                continue;
            }
            idle = 0;
            time++;
            threads.get(number).next(reference);
            act(number, reference);
        }
        statistics.checkLaws();
    }

    private void act(int number, Reference reference) {
        switch (reference.kind) {
            case LOAD, STORE, MODIFY -> {
                Map.Entry<Long, Long> area = mapped.floorEntry(reference.address);
                assertThat(area != null && reference.address + reference.size <= area.getValue())
                        .as("0x%x is mapped", reference.address)
                        .isTrue();
            }
            case WAIT -> {
                if (threads.get(number).waits(reference.address)) {
                    waiting.computeIfAbsent(reference.address, unknown -> new ArrayDeque<>())
                            .add(number);
                    sleeps[number] = true;
                }
            }
            case WAKE -> {
                Deque<Integer> line = waiting.getOrDefault(reference.address, new ArrayDeque<>());
                for (int i = 0; i < reference.number && !line.isEmpty(); i++) {
                    sleeps[line.remove()] = false;
                }
            }
            case SYSTEM_CALL -> threads.get(number).returned(system(threads.get(number), reference));
            case SLEEP -> {}
            default -> throw new AssertionError(reference.kind);
        }
    }

    private long system(RuntimeThread thread, Reference call) {
        long bytes = (call.argument1 + PAGE - 1) / PAGE * PAGE;
        if (thread.operation(call.number).equals("mmap")) {
            long start = call.argument0 == 0 ? free : call.argument0;
            free += call.argument0 == 0 ? bytes + PAGE : 0;
            Map.Entry<Long, Long> before = mapped.lowerEntry(start + bytes);
            assertThat(before == null || before.getValue() <= start)
                    .as("mapped twice")
                    .isTrue();
            join(start, start + bytes);
            return start;
        }
        assertThat(thread.operation(call.number)).isEqualTo("munmap");
        Map.Entry<Long, Long> area = mapped.floorEntry(call.argument0);
        long end = area.getValue();
        assertThat(call.argument0 + bytes).isLessThanOrEqualTo(end);
        if (area.getKey() == call.argument0) {
            mapped.remove(area.getKey());
        } else {
            mapped.put(area.getKey(), call.argument0);
        }
        if (call.argument0 + bytes < end) {
            mapped.put(call.argument0 + bytes, end);
        }
        words.zero(call.argument0, bytes);
        return 0;
    }

    private void join(long start, long end) {
        Map.Entry<Long, Long> before = mapped.lowerEntry(start);
        if (before != null && before.getValue() == start) {
            mapped.put(before.getKey(), end);
        } else {
            mapped.put(start, end);
        }
    }

    private void allocated(long block, long bytes, long aligned) {
        if (block == HeapThread.NONE) {
            failures++;
            return;
        }
        assertThat(block % Math.max(alignment, aligned))
                .as("alignment of 0x%x", block)
                .isZero();
        Map.Entry<Long, Long> before = live.lowerEntry(block + bytes);
        assertThat(before == null || before.getKey() + before.getValue() <= block)
                .as("0x%x overlaps no other block", block)
                .isTrue();
        Map.Entry<Long, Long> area = mapped.floorEntry(block);
        assertThat(area != null && block + bytes <= area.getValue())
                .as("0x%x is mapped", block)
                .isTrue();
        live.put(block, bytes);
        order.add(block);
        for (long at = (block + 7) / 8 * 8; at + 8 <= block + bytes; at += 8) {
            words.write(at, block ^ at << 20);
        }
    }

    private long freed() {
        int index = random.nextInt(order.size());
        long block = order.get(index);
        order.set(index, order.get(order.size() - 1));
        order.remove(order.size() - 1);
        long bytes = live.remove(block);
        for (long at = (block + 7) / 8 * 8; at + 8 <= block + bytes; at += 8) {
            assertThat(words.read(at))
                    .as("0x%x in the block at 0x%x", at, block)
                    .isEqualTo(block ^ at << 20);
        }
        return block;
    }

    private final class Driver extends Routine {
        private static final int EMPTY = -1;

        private final HeapThread own;
        private int left;
        private boolean allocating;
        private long bytes;
        private long aligned;

        Driver(HeapThread own) {
            this.own = own;
        }

        private boolean busy;

        boolean idle() {
            return !busy && (left == 0 || (left == EMPTY && order.isEmpty()));
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (allocating) {
                allocating = false;
                allocated(thread.answer(), bytes, aligned);
            } else if (busy) {
                assertThat(thread.answer()).isZero();
            }
            busy = false;
            if (idle()) {
                thread.wake(0, 0);
                return;
            }
            busy = true;
            if (left == EMPTY || (!order.isEmpty() && random.nextInt(100) < 45)) {
                left -= left == EMPTY ? 0 : 1;
                own.free(freed());
            } else {
                left--;
                allocating = true;
                boolean large = random.nextInt(20) == 0;
                bytes = 1L + random.nextInt((int) (large ? most : Math.min(most, 300)));
                aligned = random.nextInt(10) == 0 ? 1L << random.nextInt(13) : 1;
                own.allocate(bytes, aligned);
            }
        }
    }
}
