package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;
import java.util.List;

/**
 * The pause in which marking begins: the other colour of marking is good, threads have neither buffers nor a shared page any more, so that all new objects are on pages taken from now on, and what the roots refer to goes
 * to the mark stack.
 */
final class ZMarkStart extends Routine implements Pause.Work {
    private final List<ZThread> threads;
    private final ZColours colours;
    private final ZFlip flip;
    private final ZRoots roots;

    private long cycle;
    private int next;
    private Step step = Step.BUFFER;

    private enum Step {
        BUFFER,
        FLIP,
        SHARED,
        CYCLE,
        ROOTS,
        END
    }

    ZMarkStart(List<ZThread> threads, ZColours colours, ZFlip flip, ZRoots roots) {
        this.threads = threads;
        this.colours = colours;
        this.flip = flip;
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
        step = Step.BUFFER;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        // What is counted is known only when the cycle is over.
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BUFFER -> retire(thread);
            case FLIP -> {
                step = Step.SHARED;
                flip.begin(thread, ZPages.MARKING);
            }
            case SHARED -> {
                thread.store(ZPages.SHARED, 0);
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

    private void retire(RuntimeThread thread) {
        if (next == threads.size()) {
            step = Step.FLIP;
        } else {
            ZThread of = threads.get(next++);
            of.retire();
            thread.store(of.topWord(), 0);
        }
    }
}
