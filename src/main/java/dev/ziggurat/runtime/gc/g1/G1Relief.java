package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ForCollector;

/** What a thread of the program does with a full buffer of cards: if there are too many it refines it itself, which is the collector's work; otherwise, if there are enough, it wakes the collector's thread. */
final class G1Relief implements G1Queue.Relief {
    private final G1BufferList full;
    private final G1Refine refine;
    private final int entries;
    private final int green;
    private final int red;
    private final Before before = new Before();
    private final Wake wake = new Wake();

    G1Relief(G1BufferList full, G1Refine refine, G1.Spec spec) {
        this.full = full;
        this.refine = refine;
        entries = spec.updateBuffer();
        green = spec.greenZone();
        red = spec.redZone();
    }

    @Override
    public void before(RuntimeThread thread, long buffer, long at) {
        before.buffer = buffer;
        before.bufferAt = at;
        thread.call(before);
    }

    @Override
    public void pushed(RuntimeThread thread, long count) {
        if (count > green) {
            wake.told = false;
            thread.call(wake);
        }
    }

    private final class Before extends Routine {
        private long buffer;
        private long bufferAt;

        @Override
        protected void step(RuntimeThread thread) {
            boolean many = thread.load(full.count()) > red;
            thread.end(0);
            if (many) {
                ForCollector.begin(thread);
                refine.begin(thread, buffer, bufferAt, entries);
            }
        }
    }

    private static final class Wake extends Routine {
        private boolean told;

        @Override
        protected void step(RuntimeThread thread) {
            if (!told) {
                told = true;
                thread.add(G1Heap.EVENTS, 1);
            } else {
                thread.wake(G1Heap.EVENTS, 1);
                thread.end();
            }
        }
    }
}
