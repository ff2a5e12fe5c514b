package dev.ziggurat.mmu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Gives pages for tables from an address on; the one given back last is given first. */
final class Frames implements TablePages {
    private final Deque<Long> free = new ArrayDeque<>();
    private long next;

    /** What was asked for and came back: {@code take LEVEL PARENT}, {@code back LEVEL PAGE}. */
    final List<String> log = new ArrayList<>();

    Frames(long start) {
        next = start;
    }

    @Override
    public long take(int level, long parent) {
        log.add("take " + level + " " + Long.toHexString(parent));
        if (!free.isEmpty()) {
            return free.pop();
        }
        next += 4096;
        return next - 4096;
    }

    @Override
    public void giveBack(int level, long page) {
        log.add("back " + level + " " + Long.toHexString(page));
        free.push(page);
    }

    int free() {
        return free.size();
    }
}
