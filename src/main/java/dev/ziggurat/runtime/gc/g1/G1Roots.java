package dev.ziggurat.runtime.gc.g1;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.Roots;
import dev.ziggurat.runtime.gc.World;

/** Goes through the roots: those that lead into the collection set are put on the stack; what the others refer to is marked if the pause begins a marking. */
final class G1Roots extends Routine {
    private final G1Heap heap;
    private final References access;
    private final Roots.Walk roots;
    private final G1Lists lists;
    private final G1Shade shade;

    private boolean marks;
    private long place;
    private long reference;
    private long referenceAt;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        KIND,
        PUSH
    }

    G1Roots(World world, G1Heap heap, G1Lists lists, G1Shade shade) {
        this.heap = heap;
        access = world.references;
        roots = world.roots.new Walk();
        this.lists = lists;
        this.shade = shade;
    }

    /** Has a thread do so. */
    void begin(RuntimeThread thread, boolean marking) {
        marks = marking;
        roots.begin();
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                place = roots.next();
                if (place == 0) {
                    thread.end();
                    return;
                }
                reference = access.load(thread, place);
                referenceAt = thread.position();
                step = reference == 0 ? Step.NEXT : Step.KIND;
            }
            case KIND -> {
                boolean chosen = (thread.followByte(heap.kindOf(reference)) & G1Heap.CHOSEN) != 0;
                step = chosen ? Step.PUSH : Step.NEXT;
                if (!chosen && marks) {
                    shade.begin(thread, reference, referenceAt);
                }
            }
            case PUSH -> {
                lists.push(thread, place);
                step = Step.NEXT;
            }
        }
    }
}
