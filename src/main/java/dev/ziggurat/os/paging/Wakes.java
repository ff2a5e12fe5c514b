package dev.ziggurat.os.paging;

import dev.ziggurat.os.Awaited;
import dev.ziggurat.os.Thread;
import java.util.ArrayList;
import java.util.List;

/**
 * Threads for which what they waited for has come, until somebody who knows the time tells them: the program that brought it by a BLOCK that waits
 * for nothing, which is its next step; or whoever is called with a time.
 */
final class Wakes implements Awaited {
    private final List<Thread> threads = new ArrayList<>();

    /** Takes over those that wait; mostly nobody does, and nothing is allocated. */
    void addAll(List<Thread> waiting) {
        for (int i = 0; i < waiting.size(); i++) {
            threads.add(waiting.get(i));
        }
        waiting.clear();
    }

    boolean pending() {
        return !threads.isEmpty();
    }

    /** Tells them, at an instant in picoseconds that is not before {@code engine.now()}. */
    void deliver(long time) {
        for (int i = 0; i < threads.size(); i++) {
            threads.get(i).come(time);
        }
        threads.clear();
    }

    @Override
    public boolean begins(Thread thread, long time) {
        deliver(time);
        return false;
    }

    @Override
    public void account(Thread thread, long time) {
        throw new IllegalStateException("whoever wakes others waits for nothing");
    }
}
