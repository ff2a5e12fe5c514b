package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Goes through a binary tree depth first, each node before its children. Locals from the one of the root upwards hold the way down. */
final class TreeWalk extends Routine {
    private static final int MOST_LEVELS = 64;
    private static final int CHILDREN = 2;

    private final Objects objects;

    /** Which child is next, of each node on the way from the root down. */
    private final int[] children = new int[MOST_LEVELS];

    private int level;
    private int root;
    private boolean got;

    TreeWalk(Objects objects) {
        this.objects = objects;
    }

    /** Has a thread go through the tree of a local. */
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
        } else if (level > 0) {
            level--;
        } else {
            // The routine is over first, for what is to be forgotten may take steps.
            thread.end();
            objects.forget(root + 1);
        }
    }
}
