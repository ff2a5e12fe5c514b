package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Pause;

/** The pause in which a marking ends: what is left in the marking queues is marked, and the new bitmap is the one that tells what lives (G1ConcurrentMark::remark). */
final class G1Remark extends Routine implements Pause.Work {
    private final G1Flush flush;
    private final G1Mark mark;
    private final G1Begin begin;
    private final G1Shade shade;
    private Step step = Step.FLUSH;
    private long pauses;

    private enum Step {
        FLUSH,
        MARK,
        STARTS,
        BITMAP,
        END
    }

    G1Remark(G1Flush flush, G1Mark mark, G1Begin begin, G1Shade shade) {
        this.flush = flush;
        this.mark = mark;
        this.begin = begin;
        this.shade = shade;
    }

    /** Returns how many of these pauses there were. */
    long pauses() {
        return pauses;
    }

    @Override
    public void begin(RuntimeThread thread) {
        step = Step.FLUSH;
        thread.call(this);
    }

    @Override
    public void done(long time) {
        pauses++;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FLUSH -> {
                step = Step.MARK;
                flush.mark(thread);
            }
            case MARK -> {
                step = Step.STARTS;
                mark.begin(thread, true);
            }
            case STARTS -> {
                step = Step.BITMAP;
                begin.begin(thread, false);
            }
            case BITMAP -> {
                thread.store(G1Heap.BITMAP, shade.bitmap());
                shade.flip();
                step = Step.END;
            }
            case END -> thread.end();
        }
    }
}
