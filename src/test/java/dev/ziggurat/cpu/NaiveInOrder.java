package dev.ziggurat.cpu;

import dev.ziggurat.cpu.ListedProgram.Line;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An in-order core as its manual says, one reference after the other; a cycle takes 1000 ps. */
final class NaiveInOrder {
    static final long CYCLE = 1000;

    private final NaiveLevel level;
    private final long hit;
    private final int storeQueue;

    /** The stores sent: address, end, and when each is written. */
    private final List<long[]> stores = new ArrayList<>();

    /** What the core's time was spent on, in picoseconds. */
    final Map<String, Long> spent = new TreeMap<>();

    /** What the loads' time was spent on, how many were forwarded, and what the fetches took. */
    final Map<String, Long> loads = new TreeMap<>();

    long forwarded;
    long fetchTime;

    private long settled;

    long time;
    long loadTime;

    NaiveInOrder(NaiveLevel level, long hit, int storeQueue) {
        this.level = level;
        this.hit = hit;
        this.storeQueue = storeQueue;
    }

    void run(List<Line> program) {
        for (Line line : program) {
            time += line.gap() * CYCLE;
            spend("retiring", time);
            switch (line.kind()) {
                case FETCH -> {
                    long served = level.send(AccessType.FETCH, line.address(), line.size(), time);
                    fetchTime += served - time;
                    time = edge(Math.max(time, served - hit));
                    spend("fetch", time);
                }
                case SLEEP -> {
                    drain();
                    time = edge(Math.max(time, line.at()));
                    spend("idle", time);
                }
                case STORE -> store(line);
                default -> load(line);
            }
        }
        drain();
    }

    private void load(Line line) {
        long begun = time;
        long[] store = youngestOverlapping(line);
        while (store != null && (store[0] > line.address() || store[1] < line.address() + line.size())) {
            time = edge(store[2]);
            store = youngestOverlapping(line);
        }
        spend("store_buffer", time);
        long served = store == null ? level.send(AccessType.LOAD, line.address(), line.size(), time) : time + hit;
        loadTime += served - begun;
        forwarded += store == null ? 0 : 1;
        loads.merge("store_buffer", time - begun, Long::sum);
        loads.merge(store == null ? "fake" : "forward", served - time, Long::sum);
        spend(store == null ? "fake" : "forward", served);
        time = edge(Math.max(time + CYCLE, served));
        spend("retiring", time);
        if (line.kind() == Kind.MODIFY) {
            store(line);
        }
    }

    private void store(Line line) {
        while (storeQueue > 0 && underWay() == storeQueue) {
            time = edge(stores.stream()
                    .mapToLong(each -> each[2])
                    .filter(end -> end > time)
                    .min()
                    .orElseThrow());
        }
        spend("store_buffer", time);
        long served = level.send(AccessType.STORE, line.address(), line.size(), time);
        stores.add(new long[] {line.address(), line.address() + line.size(), served});
        if (storeQueue == 0) {
            spend("fake", served);
        }
        time = storeQueue > 0 ? time + CYCLE : edge(Math.max(time + CYCLE, served));
        spend("retiring", time);
    }

    private void drain() {
        time = edge(
                Math.max(time, stores.stream().mapToLong(each -> each[2]).max().orElse(0)));
        spend("store_buffer", time);
    }

    private void spend(String cause, long until) {
        if (until > settled) {
            spent.merge(cause, until - settled, Long::sum);
            settled = until;
        }
    }

    private long underWay() {
        return stores.stream().filter(each -> each[2] > time).count();
    }

    private long[] youngestOverlapping(Line load) {
        return stores.stream()
                .filter(each -> each[2] > time)
                .filter(each -> each[0] < load.address() + load.size() && load.address() < each[1])
                .reduce(null, (older, younger) -> younger);
    }

    static long edge(long instant) {
        return (instant + CYCLE - 1) / CYCLE * CYCLE;
    }
}
