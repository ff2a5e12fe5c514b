package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** What a thread of the program does for its collector: it is the collector's until that is over, however it ends. */
public final class ForCollector extends Routine {
    private static final ForCollector OVER = new ForCollector();

    private ForCollector() {}

    /** What a thread is made to call in the same step behind this is the collector's. */
    public static void begin(RuntimeThread thread) {
        thread.collecting(true);
        thread.call(OVER);
    }

    /** It has no state, so that one is enough for all threads; the answer of what is over stays. */
    @Override
    protected void step(RuntimeThread thread) {
        thread.collecting(false);
        thread.end();
    }
}
