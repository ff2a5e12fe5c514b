package dev.ziggurat.runtime;

/**
 * A lock of which a thread that does not get it sleeps: the third mutex of U. Drepper, "Futexes Are Tricky" (2011). Its word is 0 if it is free, 1 if
 * somebody holds it, and 2 if others may wait. One object a thread; those of one lock have the same address.
 */
public final class Mutex {
    private static final long FREE = 0;
    private static final long HELD = 1;
    private static final long CONTENDED = 2;

    private final long address;
    private final Acquire acquire = new Acquire();
    private final Release release = new Release();

    /** How often it was not free. */
    private long contentions;

    /** Makes a thread's view of the lock whose word lies at an address. */
    public Mutex(long address) {
        this.address = address;
    }

    /** Has a thread take the lock, and wait for it if need be. */
    public void acquire(RuntimeThread thread) {
        acquire.step = Acquire.Step.TRY;
        thread.call(acquire);
    }

    /** Has a thread give the lock back. */
    public void release(RuntimeThread thread) {
        release.swapped = false;
        thread.call(release);
    }

    /** Returns how often this thread did not get the lock at once. */
    public long contentions() {
        return contentions;
    }

    private final class Acquire extends Routine {
        private Step step = Step.TRY;

        private enum Step {
            TRY,
            CONTEND,
            SLEEP
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case TRY -> {
                    if (thread.compareAndExchange(address, FREE, HELD) == FREE) {
                        thread.end();
                    } else {
                        contentions++;
                        step = Step.CONTEND;
                    }
                }
                case CONTEND -> {
                    if (thread.exchange(address, CONTENDED) == FREE) {
                        thread.end();
                    } else {
                        step = Step.SLEEP;
                    }
                }
                case SLEEP -> {
                    thread.await(address, CONTENDED);
                    step = Step.CONTEND;
                }
            }
        }
    }

    private final class Release extends Routine {
        private boolean swapped;

        @Override
        protected void step(RuntimeThread thread) {
            if (swapped) {
                thread.wake(address, 1);
                thread.end();
            } else if (thread.exchange(address, FREE) == CONTENDED) {
                swapped = true;
            } else {
                thread.end();
            }
        }
    }
}
