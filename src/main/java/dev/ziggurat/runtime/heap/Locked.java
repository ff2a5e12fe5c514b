package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Mutex;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has a thread run a routine while it holds a lock; the answer is that of the routine. */
public final class Locked extends Routine {
    private final HeapLock lock;
    private final Mutex mutex;
    private @Nullable Routine inside;
    private Step step = Step.ACQUIRE;
    private long answer;

    private enum Step {
        ACQUIRE,
        RUN,
        RELEASE,
        END
    }

    /** Makes a thread's way to run under a lock. */
    public Locked(HeapLock lock) {
        this.lock = lock;
        mutex = lock.attach();
    }

    /** Has a thread take the lock, run the routine and give the lock back. */
    public void begin(RuntimeThread thread, Routine routine) {
        if (lock.shared()) {
            inside = routine;
            step = Step.ACQUIRE;
            thread.call(this);
        } else {
            thread.call(routine);
        }
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case ACQUIRE -> {
                step = Step.RUN;
                mutex.acquire(thread);
            }
            case RUN -> {
                step = Step.RELEASE;
                thread.call(Objects.requireNonNull(inside));
            }
            case RELEASE -> {
                answer = thread.answer();
                step = Step.END;
                mutex.release(thread);
            }
            case END -> thread.end(answer);
        }
    }
}
