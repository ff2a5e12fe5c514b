package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread makes grey what a row of words refers to: those of a frame, the globals, or what a barrier has kept; and gives it to all. */
final class GoGrey extends Routine {
    private static final int WORD = 8;

    private final GoShade shade;
    private final GoWork work;
    private long place;
    private long end;
    private long object;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        SHADE,
        SHADED,
        DISPOSE,
        TELL
    }

    GoGrey(GoShade shade, GoWork work) {
        this.shade = shade;
        this.work = work;
    }

    /** Has a thread do that with the words from an address up to another. */
    void begin(RuntimeThread thread, long from, long to) {
        place = from;
        end = to;
        step = from == to ? Step.DISPOSE : Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                object = thread.load(place);
                place += WORD;
                step = object != 0 ? Step.SHADE : next();
            }
            case SHADE -> {
                step = Step.SHADED;
                shade.begin(thread, object);
            }
            case SHADED -> {
                step = next();
                if (thread.answer() != 0) {
                    work.put(thread, object);
                }
            }
            case DISPOSE -> {
                step = Step.TELL;
                work.dispose(thread);
            }
            case TELL -> {
                long marked = shade.marked();
                if (marked > 0) {
                    thread.add(GoPlaces.BYTES_MARKED, marked);
                }
                thread.end();
            }
        }
    }

    private Step next() {
        return place == end ? Step.DISPOSE : Step.NEXT;
    }
}
