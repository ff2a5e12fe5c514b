package dev.ziggurat.runtime.heap;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Looks for a hole along a list, two loads a node: its size, and the link to the next, both of which need the link before. Answers the node, 0 if none
 * has room.
 */
abstract class Search extends Routine {
    private final Fit fit;
    private final long head;
    private final long rover;
    private final int sizeField;
    private final int nextField;

    private long wanted;
    private long node;
    private long from;
    private long until;
    private boolean anew;

    /** Which reference has loaded the link to the node. */
    private long link;

    private long best;
    private long bestSize;
    private Step step = Step.BEGIN;

    private enum Step {
        BEGIN,
        SIZE,
        NEXT
    }

    /**
     * Makes the search of a list.
     *
     * @param head where the address of the first node stands
     * @param rover where the address of the node stands with which {@link Fit#NEXT} begins
     * @param sizeField where the size stands in a node
     * @param nextField where the link to the next stands in a node
     */
    Search(Fit fit, long head, long rover, int sizeField, int nextField) {
        this.fit = fit;
        this.head = head;
        this.rover = rover;
        this.sizeField = sizeField;
        this.nextField = nextField;
    }

    /** Returns the bytes of room that a word of size tells, 0 if it is that of a block. */
    protected abstract long room(long word);

    void begin(RuntimeThread thread, long bytes) {
        wanted = bytes;
        best = 0;
        bestSize = 0;
        until = 0;
        anew = false;
        step = Step.BEGIN;
        thread.call(this);
    }

    /** Returns the bytes of the hole that was found. */
    long size() {
        return bestSize;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case BEGIN -> {
                node = thread.load(fit.roves() ? rover : head);
                from = node;
                link = thread.position();
                step = Step.SIZE;
            }
            case SIZE -> {
                if (node != until) {
                    look(thread);
                } else if (!fit.roves() || anew) {
                    thread.end(best);
                } else {
                    startAnew(thread);
                }
            }
            case NEXT -> {
                long next = thread.follow(node + nextField, link);
                node = next;
                link = thread.position();
                step = Step.SIZE;
            }
        }
    }

    private void look(RuntimeThread thread) {
        long size = room(thread.follow(node + sizeField, link));
        step = Step.NEXT;
        if (size >= wanted && (best == 0 || fit.prefers(size, bestSize))) {
            best = node;
            bestSize = size;
            if (fit.ends(size, wanted)) {
                thread.end(best);
            }
        }
    }

    /** From the rover to the end there was no room: now from the beginning to the rover. */
    private void startAnew(RuntimeThread thread) {
        until = from;
        anew = true;
        node = thread.load(head);
        link = thread.position();
    }
}
