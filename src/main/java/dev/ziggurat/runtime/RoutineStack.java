package dev.ziggurat.runtime;

import java.util.Arrays;

/** The routines of a thread that have begun and not ended, the one that runs on top. */
final class RoutineStack {
    private Routine[] routines = new Routine[8];
    private int depth;

    boolean isEmpty() {
        return depth == 0;
    }

    /** Returns the one that runs; there must be one. */
    Routine top() {
        return routines[depth - 1];
    }

    void push(Routine routine) {
        if (depth == routines.length) {
            routines = Arrays.copyOf(routines, 2 * depth);
        }
        routines[depth++] = routine;
    }

    void pop() {
        depth--;
    }
}
