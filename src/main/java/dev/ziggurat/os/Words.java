package dev.ziggurat.os;

import dev.ziggurat.engine.Watched;
import dev.ziggurat.stats.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads that wait for words of their process's memory, as with Linux's futex; whoever waits longest is woken first. */
final class Words implements Watched {
    /** In the order in which they came. */
    private final List<WordCall> waiting = new ArrayList<>();

    // Since time 0: waits that began, and how they ended.
    private long waits;
    private long wakes;
    private long abandoned;

    /** A thread waits from now on. */
    void add(WordCall call) {
        waiting.add(call);
        waits++;
    }

    /** Wakes threads of a process that wait for a word, so many at most, at an instant in picoseconds that is not before {@code engine.now()}. */
    void wake(Process process, long address, int most, long time) {
        int left = most;
        for (int i = 0; i < waiting.size() && left > 0; i++) {
            WordCall call = waiting.get(i);
            if (call.isFor(process, address)) {
                waiting.remove(i--);
                wakes++;
                left--;
                call.thread().come(time);
            }
        }
    }

    /** A thread is over. */
    void forget(Thread thread) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).thread() == thread) {
                waiting.remove(i);
                abandoned++;
                return;
            }
        }
    }

    @Override
    public @Nullable String waitsFor() {
        if (waiting.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder("os: nobody is left to wake");
        for (WordCall call : waiting) {
            text.append("\n    ").append(call);
        }
        return text.toString();
    }

    void describe(Section section) {
        section.counter("word_waits", "waits", "times that a thread left its core until a word is woken", () -> waits);
        section.counter("word_wakes", "wakes", "threads woken that waited for a word", () -> wakes);
        section.law(
                "waits for words = wakes + those whose process ended + those that wait",
                () -> waits,
                () -> wakes + abandoned + waiting.size());
    }
}
