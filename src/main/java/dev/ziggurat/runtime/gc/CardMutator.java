package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** A thread of the program that marks the card of each reference of an old object that it writes: HotSpot's barrier stores to the card whatever it refers to. */
final class CardMutator implements Mutator {
    private final PlainMutator plain;
    private final RuntimeThread thread;
    private final Runnable full;
    private final Write write;

    /**
     * Makes the thread's view of the heap.
     *
     * @param full has the next collection be one of everything
     */
    CardMutator(PlainMutator plain, RuntimeThread thread, References references, Cards cards, Runnable full) {
        this.plain = plain;
        this.thread = thread;
        this.full = full;
        write = new Write(cards, references);
    }

    @Override
    public void allocate(Types.Shape shape) {
        plain.allocate(shape);
    }

    @Override
    public void read(long object, long place) {
        plain.read(object, place);
    }

    @Override
    public void write(long object, long place, long value) {
        write.place = place;
        write.value = value;
        write.written = false;
        thread.call(write);
    }

    @Override
    public void root(long place, long value) {
        plain.root(place, value);
    }

    @Override
    public Safepoints.Part safepoint() {
        return plain.safepoint();
    }

    @Override
    public void collect() {
        full.run();
        plain.collect();
    }

    private static final class Write extends Routine {
        private final Cards cards;
        private final References references;
        private long place;
        private long value;
        private boolean written;

        Write(Cards cards, References references) {
            this.cards = cards;
            this.references = references;
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (!written) {
                written = true;
                references.store(thread, place, value);
            } else {
                thread.storeByte(cards.card(place), Cards.DIRTY);
                thread.end();
            }
        }
    }
}
