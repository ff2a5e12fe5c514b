package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Grey objects as one thread has them: two buffers, of which one is given to all when both are full, and taken from them when both are empty (gcWork in Go's mgcwork.go). How
 * many objects a buffer has stands in it when the thread does not have it.
 */
final class GoWork extends Routine {
    /** A buffer, with three words before its objects (workbuf). */
    static final long BUFFER = 2048;

    private static final long COUNT = 16;
    private static final long OBJECTS = 24;
    private static final int WORD = 8;
    private static final int MOST = (int) ((BUFFER - OBJECTS) / WORD);

    /** Fewer objects are not shared (gcWork.balance). */
    private static final int LEAST_SHARED = 4;

    private final GoStack stack = new GoStack();

    // The buffers, 0 if there is none, and their objects.
    private long first;
    private long second;
    private int firstCount;
    private int secondCount;

    /** The position of what told where the buffer is that was taken last, and then how many objects it has. */
    private long countAt;

    private long object;
    private long given;
    private int copied;
    private int half;

    /** Whether all is to be given. */
    private boolean disposing;

    private Step step = Step.PUT;

    private enum Step {
        PUT,
        PUT_FULL,
        EMPTY,
        FRESH,
        STORE,
        GET,
        TAKE,
        TAKEN,
        COUNT,
        LOAD,
        DISPOSE,
        SHARE,
        SHARE_SECOND,
        SHARE_FRESH,
        COPY_LOAD,
        COPY_STORE,
        GIVE,
        GIVEN,
        END
    }

    /** Has a thread keep a grey object. */
    void put(RuntimeThread thread, long grey) {
        object = grey;
        step = Step.PUT;
        thread.call(this);
    }

    /** Has a thread get a grey object; answers 0 if there is none. */
    void get(RuntimeThread thread) {
        step = Step.GET;
        thread.call(this);
    }

    /** Has a thread give all it has to all (gcWork.dispose). */
    void dispose(RuntimeThread thread) {
        step = Step.DISPOSE;
        thread.call(this);
    }

    /** Has a thread give some of what it has to all, for they have nothing. */
    void balance(RuntimeThread thread) {
        if (secondCount > 0 || firstCount > LEAST_SHARED) {
            step = secondCount > 0 ? Step.SHARE_SECOND : Step.SHARE;
            thread.call(this);
        }
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PUT, PUT_FULL, EMPTY, FRESH, STORE -> keep(thread);
            case GET, TAKE, TAKEN, COUNT, LOAD -> fetch(thread);
            case DISPOSE -> giveNext();
            case SHARE, SHARE_SECOND, SHARE_FRESH, COPY_LOAD, COPY_STORE -> share(thread);
            case GIVE -> {
                step = Step.GIVEN;
                thread.store(given + COUNT, half);
            }
            case GIVEN -> {
                step = Step.END;
                stack.push(thread, half == 0 ? GoPlaces.EMPTY : GoPlaces.FULL, given, 0);
            }
            case END -> {
                // There may be another buffer to give.
                step = Step.DISPOSE;
                if (!disposing || (first == 0 && second == 0)) {
                    disposing = false;
                    thread.end();
                }
            }
        }
    }

    private void keep(RuntimeThread thread) {
        switch (step) {
            case PUT -> {
                if (firstCount == MOST) {
                    swap();
                }
                step = first == 0 ? Step.EMPTY : firstCount == MOST ? Step.PUT_FULL : Step.STORE;
            }
            case PUT_FULL -> {
                thread.store(first + COUNT, firstCount);
                given = first;
                first = 0;
                firstCount = 0;
                step = Step.EMPTY;
                stack.push(thread, GoPlaces.FULL, given, 0);
            }
            case EMPTY -> {
                step = Step.FRESH;
                stack.pop(thread, GoPlaces.EMPTY);
            }
            case FRESH -> {
                step = Step.STORE;
                first = thread.answer() == 0 ? thread.add(GoPlaces.BUFFERS_TOP, BUFFER) : thread.answer();
            }
            default -> {
                thread.store(first + OBJECTS + (long) firstCount++ * WORD, object);
                thread.end();
            }
        }
    }

    private void fetch(RuntimeThread thread) {
        switch (step) {
            case GET -> {
                if (firstCount == 0) {
                    swap();
                }
                step = firstCount == 0 ? Step.TAKE : Step.LOAD;
            }
            case TAKE -> {
                step = Step.TAKEN;
                stack.pop(thread, GoPlaces.FULL);
            }
            case TAKEN -> taken(thread);
            case COUNT -> {
                firstCount = (int) thread.follow(first + COUNT, countAt);
                countAt = thread.position();
                step = Step.LOAD;
            }
            default -> thread.end(thread.follow(first + OBJECTS + (long) --firstCount * WORD, countAt));
        }
    }

    private void taken(RuntimeThread thread) {
        if (thread.answer() == 0) {
            thread.end(0);
            return;
        }
        long empty = first;
        first = thread.answer();
        countAt = thread.answeredAt();
        step = Step.COUNT;
        if (empty != 0) {
            stack.push(thread, GoPlaces.EMPTY, empty, 0);
        }
    }

    private void swap() {
        long buffer = first;
        first = second;
        second = buffer;
        int count = firstCount;
        firstCount = secondCount;
        secondCount = count;
    }

    private void giveNext() {
        disposing = true;
        if (first == 0) {
            swap();
        }
        given = first;
        half = firstCount;
        first = 0;
        firstCount = 0;
        step = given == 0 ? Step.END : half == 0 ? Step.GIVEN : Step.GIVE;
    }

    private void share(RuntimeThread thread) {
        switch (step) {
            case SHARE_SECOND -> {
                given = second;
                half = secondCount;
                second = 0;
                secondCount = 0;
                step = Step.GIVE;
            }
            case SHARE -> {
                step = Step.SHARE_FRESH;
                stack.pop(thread, GoPlaces.EMPTY);
            }
            case SHARE_FRESH -> {
                given = first;
                half = firstCount - firstCount / 2;
                copied = half;
                step = Step.COPY_LOAD;
                first = thread.answer() == 0 ? thread.add(GoPlaces.BUFFERS_TOP, BUFFER) : thread.answer();
            }
            case COPY_LOAD -> {
                object = thread.load(given + OBJECTS + (long) copied * WORD);
                step = Step.COPY_STORE;
            }
            default -> copy(thread);
        }
    }

    /** The upper half stays with the thread, in the fresh buffer (handoff). */
    private void copy(RuntimeThread thread) {
        thread.store(first + OBJECTS + (long) (copied - half) * WORD, object);
        copied++;
        step = copied == firstCount ? Step.GIVE : Step.COPY_LOAD;
        if (step == Step.GIVE) {
            firstCount -= half;
        }
    }
}
