package dev.ziggurat.os;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Event;
import java.util.List;

/**
 * How a thread goes round its cores: when it has had one for so long it goes on to the next. What counts is the time from user mode on, as for a
 * {@link Quantum}, without the time in which it waits; the move itself takes effect in user mode only.
 */
final class Migration extends Event {
    private final Kernel kernel;
    private final Engine engine;
    private final List<Processor> cores;
    private final long length;

    /** The place of the present core in the list. */
    private int at;

    // How long it still has the core, when it got it last, and whether it has it now.
    private long left;
    private long since;
    private boolean runs;

    /** Whether its time on the core is up. */
    private boolean up;

    /** Makes that of a thread which begins on the first of the cores, and has each for {@code length} picoseconds. */
    Migration(Kernel kernel, List<Processor> cores, long length) {
        this.kernel = kernel;
        engine = kernel.simulation.engine();
        this.cores = List.copyOf(cores);
        this.length = length;
        left = length;
    }

    /** The thread is in user mode from an instant on, for the first time since it got the core. */
    void runs(long time) {
        runs = true;
        since = time;
        if (!up) {
            engine.schedule(this, Math.max(engine.now(), time + left));
        }
    }

    /** The thread leaves the core at an instant. */
    void pauses(long time) {
        if (runs) {
            runs = false;
            left = Math.max(0, left - (time - since));
            engine.cancel(this);
        }
    }

    @Override
    protected void fire() {
        up = true;
        cores.get(at).timeUp(new Timer(kernel), due());
    }

    /** Whether the thread is to go on elsewhere. */
    boolean isUp() {
        return up;
    }

    /** Returns the core on which the thread goes on. */
    Processor next() {
        up = false;
        runs = false;
        left = length;
        at = at + 1 == cores.size() ? 0 : at + 1;
        return cores.get(at);
    }
}
