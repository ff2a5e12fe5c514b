package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.function.IntSupplier;

/** The collector's thread wants something of every thread, and is done when all have done it; what those have to do that wait, it does itself. */
final class GoAsk extends Routine {
    private final IntSupplier threads;
    private final GoErrands errands;

    private long wanted;

    /** Whether a thread is told when the one before has done it. */
    private boolean one;

    private int number;
    private long state;
    private Step step = Step.ASK;

    private enum Step {
        ASK,
        ASK_ALL,
        LOOK,
        HOLD,
        DO,
        FREE,
        WAKE,
        WAIT
    }

    /** Makes it for so many threads as there are when something is wanted. */
    GoAsk(IntSupplier threads, GoErrands errands) {
        this.threads = threads;
        this.errands = errands;
    }

    /** Tells all threads what is wanted, a bit of {@link GoHandshake}, and waits until they have done it. */
    void all(RuntimeThread thread, long bit) {
        start(thread, bit, Step.ASK_ALL);
    }

    /** Tells one thread after the other, when the one before has done it. */
    void each(RuntimeThread thread, long bit) {
        start(thread, bit, Step.ASK);
    }

    /** Waits until they have done it, who know what is wanted. */
    void await(RuntimeThread thread, long bit) {
        start(thread, bit, Step.LOOK);
    }

    private void start(RuntimeThread thread, long bit, Step first) {
        wanted = bit;
        number = 0;
        one = first == Step.ASK;
        step = first;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case ASK -> {
                step = Step.LOOK;
                if (number < threads.getAsInt()) {
                    thread.or(GoPlaces.state(number), wanted);
                }
            }
            case ASK_ALL -> {
                if (number == threads.getAsInt()) {
                    number = 0;
                    step = Step.LOOK;
                } else {
                    thread.or(GoPlaces.state(number++), wanted);
                }
            }
            case LOOK -> look(thread);
            case HOLD -> {
                long held = (state & ~wanted) | GoHandshake.HELD;
                boolean got = thread.compareAndExchange(GoPlaces.state(number), state, held) == state;
                step = got ? Step.DO : Step.LOOK;
            }
            case DO -> {
                step = Step.FREE;
                errands.begin(thread, number, wanted, true);
            }
            case FREE -> {
                thread.add(GoPlaces.state(number), -GoHandshake.HELD);
                step = Step.WAKE;
            }
            case WAKE -> {
                thread.wake(GoPlaces.state(number), 1);
                step = Step.LOOK;
            }
            case WAIT -> {
                thread.await(GoPlaces.state(number), state);
                step = Step.LOOK;
            }
        }
    }

    private void look(RuntimeThread thread) {
        if (number == threads.getAsInt()) {
            thread.end();
            return;
        }
        state = thread.load(GoPlaces.state(number));
        if ((state & wanted) == 0) {
            number++;
            step = one ? Step.ASK : Step.LOOK;
        } else {
            step = (state & GoHandshake.WAITS) != 0 ? Step.HOLD : Step.WAIT;
        }
    }
}
