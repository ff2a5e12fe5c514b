package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes their buffers from all threads, while the world stands: what is left of a buffer becomes a gap, so that the heap can be gone through from object to
 * object.
 */
public final class Retirement extends Routine {
    private final List<Allocation> allocations = new ArrayList<>();
    private int next;
    private long top;
    private long rest;
    private Step step = Step.TOP;

    private enum Step {
        TOP,
        END,
        GAP
    }

    /** A thread's buffers are taken too from now on. */
    public void add(Allocation allocation) {
        allocations.add(allocation);
    }

    /** Has a thread do so. */
    public void begin(RuntimeThread thread) {
        next = 0;
        step = Step.TOP;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TOP -> {
                if (next == allocations.size()) {
                    thread.end();
                } else {
                    top = thread.load(allocations.get(next).topWord());
                    step = Step.END;
                }
            }
            case END -> {
                rest = thread.load(allocations.get(next).endWord()) - top;
                step = Step.GAP;
            }
            case GAP -> {
                if (rest > 0) {
                    thread.store(top, ObjectModel.gap(rest));
                }
                allocations.get(next++).buffer(0, 0);
                step = Step.TOP;
            }
        }
    }
}
