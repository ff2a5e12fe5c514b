package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.WordStore;

/** What the threads of a process with a collector have in common. */
final class World {
    final WordStore words = new WordStore();
    final ObjectModel model;
    final Types types;
    final References references;
    final Roots roots;
    final PauseLog log;
    final Safepoints safepoints;

    /** How many cores the threads of the process may run on. */
    final int cores;

    /**
     * Makes a world without threads, on one core.
     *
     * @param globals how many global references there are
     */
    World(ObjectModel model, long globals) {
        this(model, globals, 1);
    }

    /** Makes a world without threads, on some cores. */
    World(ObjectModel model, long globals, int cores) {
        this.cores = cores;
        this.model = model;
        types = new Types(words, model);
        references = new References(words, model);
        roots = new Roots(globals);
        log = new PauseLog();
        safepoints = new Safepoints(words, log);
    }
}
