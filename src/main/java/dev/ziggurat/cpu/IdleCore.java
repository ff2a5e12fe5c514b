package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import org.jspecify.annotations.Nullable;

/** A core that has nothing to run; all its time is idle. */
public final class IdleCore implements Core {
    private final CoreBooks books;

    public IdleCore(Simulation simulation, String path, Clock clock, FirstLevel data) {
        books = new CoreBooks(simulation, path, clock.period(), data, null);
    }

    @Override
    public void start(long from) {}

    @Override
    public void cutAt(long time) {
        books.time.cutAt(time);
    }

    @Override
    public void finishAt(long time) {
        books.time.spend(books.causes.idle(), time);
    }

    @Override
    public void describe(Statistics statistics) {
        books.describe(statistics);
    }

    @Override
    public @Nullable String waitsFor() {
        return null;
    }
}
