package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Types;
import dev.ziggurat.runtime.gc.World;

/** A thread makes the span of an object that is too large for a class (mcache.allocLarge in Go's mcache.go). */
final class GoLarge extends Routine {
    private final GoHeap heap;
    private final GoActor actor;
    private final GoStack stack = new GoStack();

    private Types.Shape shape;
    private long pages;
    private int spanClass;
    private long generation;
    private long span;
    private long spanAt;
    private Step step = Step.GENERATION;

    private enum Step {
        GENERATION,
        CREDIT,
        TAKE,
        TAKEN,
        LIST,
        LIVE,
        PACE,
        END
    }

    GoLarge(World world, GoHeap heap, GoActor actor) {
        this.heap = heap;
        this.actor = actor;
        shape = world.types.of(0, 0);
    }

    /** Has a thread make it; answers where the object is, 0 if there is no room. */
    void begin(RuntimeThread thread, Types.Shape of) {
        shape = of;
        pages = (shape.bytes() + heap.page() - 1) / heap.page();
        spanClass = shape.references() > 0 ? 0 : 1;
        step = Step.GENERATION;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case GENERATION -> {
                generation = thread.load(GoPlaces.GENERATION);
                step = Step.CREDIT;
            }
            case CREDIT -> {
                step = Step.TAKE;
                actor.credit.begin(thread, pages * heap.page());
            }
            case TAKE -> {
                step = Step.TAKEN;
                actor.pages.take(thread, spanClass, pages, generation);
            }
            case TAKEN -> {
                span = thread.answer();
                spanAt = thread.answeredAt();
                step = Step.LIST;
                if (span == 0) {
                    thread.end(0);
                } else {
                    // Its only place is taken.
                    thread.store(span + GoSpan.COUNTS, GoSpan.counts(1, 1, 1));
                }
            }
            case LIST -> {
                step = Step.LIVE;
                stack.push(thread, GoHeap.swept(spanClass, true, generation), span, spanAt);
            }
            case LIVE -> {
                thread.add(GoPlaces.HEAP_LIVE, pages * heap.page());
                step = Step.PACE;
            }
            case PACE -> {
                step = Step.END;
                actor.pace.begin(thread);
            }
            case END -> thread.end(heap.address((span - GoPlaces.RECORDS) / GoSpan.BYTES), spanAt);
        }
    }
}
