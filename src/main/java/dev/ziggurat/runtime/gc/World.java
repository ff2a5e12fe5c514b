package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.WordStore;
import java.util.function.LongSupplier;

/** What the threads of a process with a collector have in common. */
final class World {
    final WordStore words = new WordStore();
    final ObjectModel model;
    final Types types;
    final Roots roots;
    final PauseLog log;
    final Safepoints safepoints;

    /**
     * Makes a world without threads.
     *
     * @param globals how many global references there are
     * @param now the present time in picoseconds, for statistics alone
     */
    World(ObjectModel model, long globals, LongSupplier now) {
        this.model = model;
        types = new Types(words, model);
        roots = new Roots(globals);
        log = new PauseLog(now);
        safepoints = new Safepoints(words, log);
    }
}
