package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** How a thread learns what an object looks like: it loads the type from the header, if the mark word does not have it, and then the descriptor. */
public final class ShapeReader extends Routine {
    private static final int TYPE_WORD = 8;

    private final ObjectModel model;
    private long at;
    private boolean described;

    private long bytes;
    private int references;

    public ShapeReader(ObjectModel model) {
        this.model = model;
    }

    /** Has a thread learn the shape of an object whose mark word it has loaded. */
    public void read(RuntimeThread thread, long object, long markWord) {
        described = !model.hasTypeWord();
        at = described ? Types.descriptor(ObjectModel.type(markWord)) : object + TYPE_WORD;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        long word = described || !model.hasHalfTypeWord()
                ? thread.follow(at)
                : thread.followHalf(at) << Types.DESCRIPTOR_SHIFT;
        if (described) {
            bytes = Types.bytes(word);
            references = Types.references(word);
            thread.end();
        } else {
            at = word;
            described = true;
        }
    }

    /** Returns the size of the object. */
    public long bytes() {
        return bytes;
    }

    /** Returns how many references it has. */
    public int references() {
        return references;
    }
}
