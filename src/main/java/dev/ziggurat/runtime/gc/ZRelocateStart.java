package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.List;

/** The pause from which on objects move: references to where they were have bad colours, and what roots refer to moves first. */
final class ZRelocateStart extends Routine implements Pause.Work {
    private final List<ZThread> threads;
    private final ZColours colours;
    private final long ownBad;
    private final ZRoots roots;

    private int next;
    private Step step = Step.BAD;

    private enum Step {
        BAD,
        PHASE,
        ROOTS,
        END
    }

    ZRelocateStart(List<ZThread> threads, ZColours colours, long ownBad, ZRoots roots) {
        this.threads = threads;
        this.colours = colours;
        this.ownBad = ownBad;
        this.roots = roots;
    }

    @Override
    public void begin(RuntimeThread thread) {
        colours.flipToRemapped();
        next = 0;
        step = Step.BAD;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        // What is counted is known only when the cycle is over.
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BAD -> {
                boolean own = next == threads.size();
                thread.store(own ? ownBad : threads.get(next++).badWord(), colours.bad());
                step = own ? Step.PHASE : Step.BAD;
            }
            case PHASE -> {
                thread.store(ZPages.PHASE, ZPages.RELOCATING);
                step = Step.ROOTS;
            }
            case ROOTS -> {
                step = Step.END;
                roots.relocate(thread);
            }
            case END -> thread.end();
        }
    }
}
