package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Gives a binary tree back, each node after its children. Locals from the one of the root upwards hold the way down. */
final class TreeDrop extends Routine {
    private static final int MOST_LEVELS = 64;
    private static final int CHILDREN = 2;

    private final Objects objects;
    private final Holders nodes;
    private final int box;

    /** Which child is next, of each node on the way from the root down. */
    private final int[] children = new int[MOST_LEVELS];

    private int level;
    private int root;
    private boolean got;

    /** Gives trees of such nodes back; a local below those of their roots is for boxes. */
    TreeDrop(Objects objects, Holders nodes, int box) {
        this.objects = objects;
        this.nodes = nodes;
        this.box = box;
    }

    /** Has a thread give back the tree of a local. */
    void begin(RuntimeThread thread, int local) {
        root = local;
        level = 0;
        children[0] = 0;
        got = false;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (got) {
            got = false;
            if (!objects.isNull(root + level + 1)) {
                children[++level] = 0;
            }
        }
        if (children[level] < CHILDREN) {
            got = true;
            objects.get(root + level + 1, root + level, children[level]++);
        } else {
            int done = root + level--;
            if (level < 0) {
                thread.end();
            }
            nodes.give(thread, done, box);
        }
    }
}
