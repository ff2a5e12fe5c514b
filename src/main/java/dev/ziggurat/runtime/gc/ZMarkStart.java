package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.List;

/**
 * The pause in which marking begins: the other colour of marking is good, threads have neither buffers nor a shared page any more, so that all new objects are on pages taken from now on, and what the roots refer to goes
 * to the mark stack.
 */
final class ZMarkStart extends Routine implements Pause.Work {
    private final List<ZThread> threads;
    private final ZColours colours;
    private final long ownBad;
    private final ZRoots roots;

    private long cycle;
    private int next;
    private Step step = Step.BUFFER;

    private enum Step {
        BUFFER,
        BAD,
        OWN_BAD,
        SHARED,
        PHASE,
        CYCLE,
        ROOTS,
        END
    }

    ZMarkStart(List<ZThread> threads, ZColours colours, long ownBad, ZRoots roots) {
        this.threads = threads;
        this.colours = colours;
        this.ownBad = ownBad;
        this.roots = roots;
    }

    /** The next cycle to begin has a number. */
    void cycle(long number) {
        cycle = number;
    }

    @Override
    public void begin(RuntimeThread thread) {
        colours.flipToMarked();
        next = 0;
        step = threads.isEmpty() ? Step.OWN_BAD : Step.BUFFER;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        // What is counted is known only when the cycle is over.
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BUFFER -> {
                threads.get(next).retire();
                thread.store(threads.get(next).topWord(), 0);
                step = Step.BAD;
            }
            case BAD -> {
                thread.store(threads.get(next++).badWord(), colours.bad());
                step = next == threads.size() ? Step.OWN_BAD : Step.BUFFER;
            }
            case OWN_BAD -> {
                thread.store(ownBad, colours.bad());
                step = Step.SHARED;
            }
            case SHARED -> {
                thread.store(ZPages.SHARED, 0);
                step = Step.PHASE;
            }
            case PHASE -> {
                thread.store(ZPages.PHASE, ZPages.MARKING);
                step = Step.CYCLE;
            }
            case CYCLE -> {
                thread.store(ZPages.CYCLE, cycle);
                step = Step.ROOTS;
            }
            case ROOTS -> {
                step = Step.END;
                roots.mark(thread);
            }
            case END -> thread.end();
        }
    }
}
