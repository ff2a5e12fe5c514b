package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * How a thread puts something on a stack that threads share, or takes it from there, without a lock (Go's lfstack.go; R. Treiber, 1986). What stands there has two words in
 * front, the next below and how often it was put on a stack; that number is beside the address in the head, lest it be taken for the same again.
 */
final class GoStack extends Routine {
    private static final long PUSHES = 8;
    private static final int ADDRESS_SHIFT = 16;
    private static final long NUMBER = 0xffff;

    private long list;
    private long node;
    private long nodeAt;
    private long number;
    private long head;
    private long next;
    private Step step = Step.HEAD;

    private enum Step {
        NUMBER,
        COUNT,
        TOP,
        LINK,
        PUSH,
        HEAD,
        NEXT,
        POP
    }

    /** Has a thread put something on the stack whose head is at an address; the reference at a position has loaded where it is, 0: it is known. */
    void push(RuntimeThread thread, long onto, long what, long at) {
        list = onto;
        node = what;
        nodeAt = at;
        step = Step.NUMBER;
        thread.call(this);
    }

    /** Has a thread take what was put there last; answers its address, 0 if there is nothing. */
    void pop(RuntimeThread thread, long from) {
        list = from;
        step = Step.HEAD;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NUMBER -> {
                number = thread.follow(node + PUSHES, nodeAt) + 1;
                step = Step.COUNT;
            }
            case COUNT -> {
                thread.store(node + PUSHES, number);
                step = Step.TOP;
            }
            case TOP -> {
                head = thread.load(list);
                step = Step.LINK;
            }
            case LINK -> {
                thread.store(node, head);
                step = Step.PUSH;
            }
            case PUSH -> swap(thread, (node << ADDRESS_SHIFT) | (number & NUMBER), Step.TOP);
            case HEAD -> {
                head = thread.load(list);
                nodeAt = thread.position();
                node = head >>> ADDRESS_SHIFT;
                step = Step.NEXT;
                if (head == 0) {
                    thread.end(0);
                }
            }
            case NEXT -> {
                next = thread.follow(node);
                step = Step.POP;
            }
            case POP -> swap(thread, next, Step.HEAD);
        }
    }

    private void swap(RuntimeThread thread, long word, Step again) {
        if (thread.compareAndExchange(list, head, word) == head) {
            thread.end(node, nodeAt);
        } else {
            step = again;
        }
    }
}
