package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.List;

/** What the threads of a process with a collector have in common. */
public final class World {
    public final WordStore words = new WordStore();
    public final ObjectModel model;
    public final Types types;
    public final References references;
    public final Roots roots;
    public final PauseLog log;
    public final Safepoints safepoints;

    /** How many cores the threads of the process may run on. */
    public final int cores;

    private final int threads;

    /**
     * Makes a world without threads, on one core; it may get as many as there may be.
     *
     * @param globals how many global references there are
     */
    public World(ObjectModel model, long globals) {
        this(model, globals, 1, Places.MOST_THREADS);
    }

    /**
     * Makes a world without threads, on some cores.
     *
     * @param threads how many it will get
     */
    public World(ObjectModel model, long globals, int cores, int threads) {
        this.cores = cores;
        this.threads = threads;
        this.model = model;
        types = new Types(words, model);
        references = new References(words, model);
        roots = new Roots(globals);
        log = new PauseLog();
        safepoints = new Safepoints(words, log);
    }

    /** Returns the areas of all but the heap, which has so many bytes. */
    List<Area> areas(long heap) {
        return Places.areas(globalBytes(), threads, workBytes(heap));
    }

    /**
     * Returns for how many bytes there is room of what a collector has yet to look at: a word for each of the heap, for each global and for each local
     * of the threads and of one of its own, and the same again for buffers that are not full.
     */
    public long workBytes(long heap) {
        return Math.min(Places.MOST_WORK, 2 * (heap + globalBytes() + (threads + 1) * Places.FRAME_BYTES));
    }

    private long globalBytes() {
        return roots.globals() * RuntimeThread.WORD;
    }
}
