package dev.ziggurat.runtime.gc.zgc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;

/** The pause from which on objects move: references to where they were have bad colours, and what roots refer to moves first. */
final class ZRelocateStart extends Routine implements Pause.Work {
    private final ZColours colours;
    private final ZFlip flip;
    private final ZRoots roots;
    private Step step = Step.FLIP;

    private enum Step {
        FLIP,
        ROOTS,
        END
    }

    ZRelocateStart(ZColours colours, ZFlip flip, ZRoots roots) {
        this.colours = colours;
        this.flip = flip;
        this.roots = roots;
    }

    @Override
    public void begin(RuntimeThread thread) {
        colours.flipToRemapped();
        step = Step.FLIP;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        // What is counted is known only when the cycle is over.
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FLIP -> {
                step = Step.ROOTS;
                flip.begin(thread, ZPages.RELOCATING);
            }
            case ROOTS -> {
                step = Step.END;
                roots.relocate(thread);
            }
            case END -> thread.end();
        }
    }
}
