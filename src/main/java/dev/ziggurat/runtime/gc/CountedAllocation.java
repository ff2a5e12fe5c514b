package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** How a thread makes an object that is counted. One that may have references is put among the youngest, and may begin a search for cycles before it is made. */
final class CountedAllocation extends Routine {
    private static final int CLEARED = 16;
    private static final int WORD = 8;

    private final World world;
    private final Counted counted;
    private final Blocks blocks;
    private final Links links;
    private final CountedStore store;
    private final Searches searches;
    private final Allocation.Counts counts;

    private Types.Shape shape;
    private long object;
    private long cleared;
    private long happened;
    private boolean collected;
    private Step step = Step.LET_GO;

    private enum Step {
        LET_GO,
        HAPPENED,
        TELL,
        BLOCK,
        TAKEN,
        COUNT,
        TYPE,
        CLEAR,
        LINK,
        END
    }

    /** What the parts of it share. */
    record Parts(Counted counted, Blocks blocks, Links links, CountedStore store, Searches searches) {}

    CountedAllocation(World world, Parts parts, Allocation.Counts counts) {
        this.world = world;
        counted = parts.counted;
        blocks = parts.blocks;
        links = parts.links;
        store = parts.store;
        searches = parts.searches;
        this.counts = counts;
        shape = world.types.of(0, 0);
    }

    /** Has a thread make an object; the answer is its address, {@link Mutator#NONE} if there is no memory for it. */
    void begin(RuntimeThread thread, Types.Shape newShape) {
        shape = newShape;
        collected = false;
        step = Step.LET_GO;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LET_GO -> {
                step = shape.references() > 0 ? Step.HAPPENED : Step.BLOCK;
                store.letGo(thread);
            }
            case HAPPENED -> {
                happened = thread.load(Counted.happened(0)) + 1;
                step = Step.TELL;
            }
            case TELL -> {
                thread.store(Counted.happened(0), happened);
                step = Step.BLOCK;
                searches.perhaps(thread, happened);
            }
            case BLOCK -> {
                step = Step.TAKEN;
                blocks.take(thread, counted.prefix(shape.references()) + shape.bytes());
            }
            case TAKEN -> taken(thread);
            case COUNT -> {
                thread.store(object, world.model.newMarkWord(shape.number()) + 1);
                cleared = object + WORD;
                step = world.model.hasTypeWord() ? Step.TYPE : Step.CLEAR;
            }
            case TYPE -> {
                cleared = world.model.storeType(thread, object, shape.descriptor());
                step = Step.CLEAR;
            }
            case CLEAR -> clear(thread);
            case LINK -> {
                step = Step.END;
                if (shape.references() > 0) {
                    links.append(thread, object - Counted.LINKS, Counted.list(0));
                }
            }
            case END -> {
                counts.objects++;
                counts.bytes += shape.bytes();
                store.hold(object);
                thread.end(object);
            }
        }
    }

    private void taken(RuntimeThread thread) {
        if (thread.answer() != 0) {
            object = thread.answer() + counted.prefix(shape.references());
            step = Step.COUNT;
        } else if (collected) {
            thread.end(Mutator.NONE);
        } else {
            collected = true;
            step = Step.BLOCK;
            searches.all(thread);
        }
    }

    private void clear(RuntimeThread thread) {
        int size = (int) Math.min(CLEARED, object + shape.bytes() - cleared);
        if (size == 0) {
            step = Step.LINK;
            return;
        }
        thread.touch(Kind.STORE, cleared, size);
        world.words.zero(cleared, size);
        cleared += size;
    }
}
