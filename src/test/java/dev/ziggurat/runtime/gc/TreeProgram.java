package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Has one root refer to a tree, and then again and again a new node take the place of one of it, whose children it takes over in exchanged places; and does the same to a graph. So garbage is strewn between what lives, and
 * unlike a {@link RandomProgram} it finds nearly all objects through references of objects, which it moves to elsewhere.
 */
public final class TreeProgram extends Routine {
    private static final int CHILDREN = 2;

    private final World world;
    private final Mutator mutator;
    private final Graph graph;
    private final SplittableRandom random;
    private final Types.Shape shape;
    private final int nodes;
    private final int operations;
    private int left;

    // The new node, and the one whose place it takes: a child of the parent.
    private Graph.Item item;
    private long fresh;
    private long parent;
    private long child;
    private Graph.@Nullable Item parentItem;
    private Graph.@Nullable Item childItem;
    private int field;
    private int depth;

    /** What the new node's first child is going to be. */
    private long second;

    private Step step = Step.MAKE;

    private enum Step {
        MAKE,
        MADE,
        ROOT,
        DESCEND,
        ARRIVE,
        READ_FIRST,
        READ_SECOND,
        SET_FIRST,
        SET_SECOND,
        LINK,
        POLL,
        COLLECTED,
        LEAVE
    }

    /**
     * Makes one.
     *
     * @param nodes how many nodes the tree gets
     * @param operations how many of them are replaced then
     */
    public TreeProgram(World world, Mutator mutator, Graph graph, SplittableRandom random, int nodes, int operations) {
        this.world = world;
        this.mutator = mutator;
        this.graph = graph;
        this.random = random;
        this.nodes = nodes;
        this.operations = operations;
        left = nodes + operations;
        shape = world.types.of(CHILDREN, RuntimeThread.WORD);
        item = new Graph.Item(shape, 1);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case MAKE -> {
                graph.finish();
                step = left-- == 0 ? Step.COLLECTED : Step.MADE;
                if (step == Step.MADE) {
                    mutator.allocate(shape);
                } else {
                    mutator.collect();
                }
            }
            case MADE -> made(thread);
            case POLL -> {
                step = Step.MAKE;
                mutator.safepoint().poll(thread);
            }
            case COLLECTED -> {
                graph.compare();
                step = Step.LEAVE;
                mutator.safepoint().leave(thread);
            }
            case LEAVE -> thread.exit();
            case ROOT, DESCEND, ARRIVE -> descend(thread);
            default -> replace(thread);
        }
    }

    private void made(RuntimeThread thread) {
        fresh = thread.answer();
        if (fresh == Mutator.NONE) {
            throw new AssertionError("no memory");
        }
        item = new Graph.Item(shape, 1);
        item.data[0] = left;
        depth = random.nextInt(2 + Integer.SIZE - Integer.numberOfLeadingZeros(nodes));
        thread.store(world.model.data(fresh, CHILDREN), left);
        step = Step.ROOT;
    }

    /** Goes down the tree; where it ends a node is added as long as it grows, and later the new node is dropped. */
    private void descend(RuntimeThread thread) {
        switch (step) {
            case ROOT -> {
                parentItem = null;
                childItem = graph.root(0);
                child = thread.load(graph.place(0));
                step = Step.DESCEND;
            }
            case ARRIVE -> {
                child = thread.answer();
                same();
                step = Step.DESCEND;
            }
            default -> {
                if (childItem == null) {
                    step = left >= operations ? Step.LINK : Step.POLL;
                } else if (depth-- == 0) {
                    step = Step.READ_FIRST;
                } else {
                    parent = child;
                    parentItem = childItem;
                    field = random.nextInt(CHILDREN);
                    childItem = childItem.fields[field];
                    step = Step.ARRIVE;
                    mutator.read(parent, world.model.field(parent, field));
                }
            }
        }
    }

    private void same() {
        if ((childItem == null) != (child == 0)) {
            throw new AssertionError("a reference is null, or one is not");
        }
    }

    private void replace(RuntimeThread thread) {
        switch (step) {
            case READ_FIRST -> {
                step = Step.READ_SECOND;
                mutator.read(child, world.model.field(child, 0));
            }
            case READ_SECOND -> {
                second = thread.answer();
                step = Step.SET_FIRST;
                mutator.read(child, world.model.field(child, 1));
            }
            case SET_FIRST -> {
                step = Step.SET_SECOND;
                set(item, fresh, 0, old().fields[1], thread.answer());
            }
            case SET_SECOND -> {
                step = Step.LINK;
                set(item, fresh, 1, old().fields[0], second);
            }
            default -> {
                step = Step.POLL;
                if (parentItem != null) {
                    set(parentItem, parent, field, item, fresh);
                } else {
                    graph.set(0, item, fresh);
                    mutator.root(graph.place(0), fresh);
                }
            }
        }
    }

    private Graph.Item old() {
        if (childItem == null) {
            throw new AssertionError("no node is replaced");
        }
        return childItem;
    }

    private void set(Graph.Item of, long object, int index, Graph.@Nullable Item to, long address) {
        long place = world.model.field(object, index);
        graph.set(of, index, place, to, address);
        mutator.write(object, place, address);
    }
}
