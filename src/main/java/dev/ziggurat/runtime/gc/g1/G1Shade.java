package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Places;

/**
 * Marks an object, if it was made before the marking began: its bit is set by compare-and-exchange, and it is put on the stack of objects whose references are to be looked at. The
 * bitmap is that of the marking under way.
 */
final class G1Shade extends Routine {
    private static final int WORD = 8;

    private final G1Heap heap;

    /** The bitmap; whoever begins a marking has loaded the word that names the other. */
    private long bitmap = G1Heap.otherBitmap(G1Heap.firstBitmap());

    private long stacked;
    private long object;
    private long objectAt;
    private long word;
    private Step step = Step.START;

    private long marked;

    private enum Step {
        START,
        LOOK,
        SET,
        PUSH
    }

    G1Shade(G1Heap heap) {
        this.heap = heap;
    }

    /** Has a thread mark an object, from a reference that is not null and was loaded by the reference at a position. */
    void begin(RuntimeThread thread, long reference, long at) {
        object = reference;
        objectAt = at;
        step = Step.START;
        thread.call(this);
    }

    long bitmap() {
        return bitmap;
    }

    /** The marking is over: the next is in the other bitmap. */
    void flip() {
        bitmap = G1Heap.otherBitmap(bitmap);
    }

    /** Forgets what is on the stack. */
    void clear() {
        stacked = 0;
    }

    /** Whether no object is on the stack. */
    boolean isEmpty() {
        return stacked == 0;
    }

    /** Yields the load of the object that was put on the stack last, and takes it away. */
    long pop(RuntimeThread thread) {
        stacked -= WORD;
        return thread.load(Places.WORK + stacked);
    }

    /** Returns how many objects were marked, ever. */
    long marked() {
        return marked;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case START -> {
                step = Step.LOOK;
                if (object >= thread.follow(heap.wordOf(object, G1Heap.NEXT_START), objectAt)) {
                    thread.end();
                }
            }
            case LOOK -> {
                word = thread.follow(heap.mapWord(bitmap, object), objectAt);
                step = Step.SET;
                if ((word & G1Heap.mapBit(object)) != 0) {
                    thread.end();
                }
            }
            case SET -> {
                long found =
                        thread.compareAndExchange(heap.mapWord(bitmap, object), word, word | G1Heap.mapBit(object));
                step = found == word ? Step.PUSH : Step.LOOK;
            }
            case PUSH -> {
                thread.store(Places.WORK + stacked, object);
                stacked += WORD;
                marked++;
                thread.end();
            }
        }
    }
}
