package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;

/** An order of n nodes: which one stands at a position from 0 to n - 1. */
interface NodeOrder {
    /** Returns the node at a position. */
    long at(long position);

    /** Upwards. */
    static NodeOrder forward() {
        return position -> position;
    }

    /** Downwards. */
    static NodeOrder backward(long n) {
        return position -> n - 1 - position;
    }

    /**
     * Each order equally likely, in a table (Fisher and Yates; Durstenfeld, "Algorithm 235", CACM 7(7), 1964). The n! orders of a ring, read
     * from each of its n nodes, make every cycle equally likely, as Sattolo's algorithm does; unlike his table of successors this one is
     * read in sequence, which the host's caches like.
     */
    static NodeOrder shuffled(int n, RandomStream random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return position -> order[(int) position];
    }
}
