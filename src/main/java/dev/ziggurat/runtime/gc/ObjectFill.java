package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread stores the header of a new object word by word, and clears the rest of it, 16 B at a time (SSE2, which every x86-64 has). */
public final class ObjectFill extends Routine {
    private static final int WORD = 8;
    private static final int CLEARED = 16;

    private final ObjectModel model;

    private long object;
    private long end;
    private long cleared;
    private int type;
    private long descriptor;
    private Step step = Step.MARK_WORD;

    private enum Step {
        MARK_WORD,
        TYPE_WORD,
        CLEAR
    }

    public ObjectFill(ObjectModel model) {
        this.model = model;
    }

    /** Has a thread do that. */
    public void begin(RuntimeThread thread, long fresh, Types.Shape shape) {
        object = fresh;
        end = object + shape.bytes();
        type = shape.number();
        descriptor = shape.descriptor();
        step = Step.MARK_WORD;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case MARK_WORD -> {
                thread.store(object, model.newMarkWord(type));
                cleared = object + WORD;
                step = model.hasTypeWord() ? Step.TYPE_WORD : Step.CLEAR;
            }
            case TYPE_WORD -> {
                cleared = model.storeType(thread, object, descriptor);
                step = Step.CLEAR;
            }
            case CLEAR -> {
                int bytes = (int) Math.min(CLEARED - cleared % WORD, end - cleared);
                if (bytes > 0) {
                    thread.clear(cleared, bytes);
                    cleared += bytes;
                } else {
                    thread.end();
                }
            }
        }
    }
}
