package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Reads and writes of references as they are without a barrier: one load, one store. */
public final class Plain {
    private final RuntimeThread thread;
    private final References references;
    private final Read read = new Read();
    private final Write write = new Write();

    public Plain(RuntimeThread thread, References references) {
        this.thread = thread;
        this.references = references;
    }

    public void read(long place) {
        read.place = place;
        thread.call(read);
    }

    public void write(long place, long value) {
        write.place = place;
        write.value = value;
        thread.call(write);
    }

    private final class Read extends Routine {
        private long place;

        @Override
        protected void step(RuntimeThread thread) {
            thread.end(references.follow(thread, place));
        }
    }

    private final class Write extends Routine {
        private long place;
        private long value;

        @Override
        protected void step(RuntimeThread thread) {
            references.store(thread, place, value);
            thread.end();
        }
    }
}
