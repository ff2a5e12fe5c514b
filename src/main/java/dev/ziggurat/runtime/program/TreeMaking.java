package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Makes a binary tree, as even as its size lets it be, each node before its children. Locals from the given one upwards hold the way from the root. */
final class TreeMaking extends Routine {
    private static final int MOST_LEVELS = 64;
    private static final int CHILDREN = 2;

    private final Objects objects;
    private final Holders nodes;
    private final int box;
    private final RandomStream random;

    // The way from the root down: of each node how many nodes its subtree has, and which child is next.
    private final long[] sizes = new long[MOST_LEVELS];
    private final int[] children = new int[MOST_LEVELS];
    private int level;

    /** The local of the root. */
    private int root;

    private Step step = Step.MAKE;

    private enum Step {
        MAKE,
        LOOK,
        CHILD,
        PUT
    }

    /**
     * Makes trees.
     *
     * @param nodes what they are made of; if there are several varieties, each is as likely
     * @param box a local for boxes, below those of the roots
     */
    TreeMaking(Objects objects, Holders nodes, int box, RandomStream random) {
        this.objects = objects;
        this.nodes = nodes;
        this.box = box;
        this.random = random;
    }

    /** Has a thread make a tree of so many nodes, at least 1, to which a local refers then. */
    void begin(RuntimeThread thread, int local, long nodes) {
        root = local;
        level = 0;
        sizes[0] = nodes;
        step = Step.MAKE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case MAKE -> {
                children[level] = 0;
                step = Step.LOOK;
                nodes.make(thread, root + level, box, variety());
            }
            case LOOK -> {
                step = Step.CHILD;
                objects.poll();
            }
            case CHILD -> child(thread);
            case PUT -> {
                level--;
                step = Step.CHILD;
                objects.put(root + level, children[level]++, root + level + 1);
            }
        }
    }

    private int variety() {
        int varieties = nodes.varieties();
        return varieties == 1 ? 0 : random.nextInt(varieties);
    }

    /** Goes on with the next child of the node at hand, or back to its parent. */
    private void child(RuntimeThread thread) {
        int next = children[level];
        // The left child's subtree has the node more, if there is one.
        long size = next == CHILDREN ? 0 : (sizes[level] - next) / CHILDREN;
        if (size > 0) {
            sizes[++level] = size;
            step = Step.MAKE;
        } else if (level > 0) {
            step = Step.PUT;
        } else {
            // The routine is over first, for what is to be forgotten may take steps.
            thread.end();
            objects.forget(root + 1);
        }
    }
}
