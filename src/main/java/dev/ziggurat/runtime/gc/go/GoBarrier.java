package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.References;

/**
 * How a thread stores a reference in an object or a global: while marking is under way it keeps the old one and the new one in a buffer first, for both are to be grey (the hybrid
 * write barrier: A. Clements and R. Hudson, Go proposal 17503; mbarrier.go, gcWriteBarrier in asm_amd64.s, mwbbuf.go). The old reference may be lost to the collector (Yuasa), the
 * new one may come from a frame that is not scanned yet (Dijkstra). A null reference to store is not kept.
 */
final class GoBarrier extends Routine {
    private static final int WORD = 8;

    private final References references;
    private final GoErrands errands;
    private final GoCounts counts;
    private final int number;

    private long place;

    /** The position of what the place comes from, if it was said. */
    private long placeAt;

    private long value;
    private long next;
    private long entry;
    private long old;
    private Step step = Step.FLAG;

    private enum Step {
        FLAG,
        NEXT,
        END,
        FLUSH,
        TAKE,
        NEW,
        OLD,
        KEEP,
        STORE
    }

    GoBarrier(int number, References references, GoErrands errands, GoCounts counts) {
        this.number = number;
        this.references = references;
        this.errands = errands;
        this.counts = counts;
    }

    /** Has a thread store a reference, perhaps null. */
    void begin(RuntimeThread thread, long at, long reference) {
        place = at;
        placeAt = thread.origin();
        value = reference;
        step = Step.FLAG;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case FLAG -> step = thread.load(GoPlaces.PHASE) == GoPlaces.OFF ? Step.STORE : Step.NEXT;
            case NEXT -> {
                entry = thread.load(GoPlaces.barrierNext(number));
                next = entry + (value == 0 ? WORD : 2 * WORD);
                step = Step.END;
            }
            case END -> step = next > thread.load(GoPlaces.barrierEnd(number)) ? Step.FLUSH : Step.TAKE;
            case FLUSH -> {
                step = Step.NEXT;
                errands.begin(thread, number, GoHandshake.FLUSH, false);
            }
            case TAKE -> {
                thread.store(GoPlaces.barrierNext(number), next);
                counts.barriers++;
                step = value == 0 ? Step.OLD : Step.NEW;
            }
            case NEW -> {
                thread.store(entry, value);
                entry += WORD;
                step = Step.OLD;
            }
            case OLD -> {
                thread.from(placeAt);
                old = references.follow(thread, place);
                step = Step.KEEP;
            }
            case KEEP -> {
                thread.store(entry, old);
                step = Step.STORE;
            }
            case STORE -> {
                references.store(thread, place, value);
                thread.end();
            }
        }
    }
}
