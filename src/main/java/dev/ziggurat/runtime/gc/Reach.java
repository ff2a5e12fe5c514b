package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** An object is reached from one that is not garbage (visit_reachable): if it was moved to what may be garbage it comes back, to the end of the list that is gone through. */
final class Reach extends Routine {
    private final Counted counted;
    private final ShapeReader shape;

    private long target;
    private long list;

    private long links;
    private long previousWord;
    private long nextWord;
    private long flags;
    private long last;
    private Step step = Step.SHAPE;

    private enum Step {
        SHAPE,
        PREVIOUS,
        NEXT,
        UNLINK,
        BEHIND,
        BEHIND_BACK,
        LAST,
        LINK_LAST,
        LINK_NEXT,
        LINK_HEAD,
        ONE
    }

    Reach(Counted counted, ShapeReader shape) {
        this.counted = counted;
        this.shape = shape;
    }

    /** Has a thread look at an object, while it goes through a list. */
    void begin(RuntimeThread thread, long object, long ofList) {
        target = object;
        list = ofList;
        links = object - Counted.LINKS;
        step = Step.SHAPE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case SHAPE -> {
                step = Step.PREVIOUS;
                counted.shape(thread, target, shape);
            }
            case PREVIOUS -> {
                if (shape.references() == 0) {
                    thread.end();
                    return;
                }
                previousWord = thread.follow(links + Counted.PREVIOUS);
                step = Step.NEXT;
                if ((previousWord & Counted.SEARCHED) == 0) {
                    thread.end();
                }
            }
            case NEXT -> next(thread);
            case ONE -> {
                thread.store(links + Counted.PREVIOUS, Counted.ONE | Counted.SEARCHED);
                thread.end();
            }
            default -> comeBack(thread);
        }
    }

    private void next(RuntimeThread thread) {
        nextWord = thread.follow(links);
        if ((nextWord & Counted.UNREACHABLE) != 0) {
            step = Step.UNLINK;
        } else if (previousWord < Counted.ONE) {
            step = Step.ONE;
        } else {
            thread.end();
        }
    }

    /** Goes on moving the object from one list to the other. */
    private void comeBack(RuntimeThread thread) {
        long next = nextWord & ~Counted.UNREACHABLE;
        long previous = previousWord & ~Counted.FLAGS;
        switch (step) {
            case UNLINK -> {
                thread.store(previous, nextWord);
                step = Step.BEHIND;
            }
            case BEHIND -> {
                flags = thread.follow(next + Counted.PREVIOUS) & Counted.FLAGS;
                step = Step.BEHIND_BACK;
            }
            case BEHIND_BACK -> {
                thread.store(next + Counted.PREVIOUS, previous | flags);
                step = Step.LAST;
            }
            case LAST -> {
                last = thread.load(list + Counted.PREVIOUS);
                step = Step.LINK_LAST;
            }
            case LINK_LAST -> {
                thread.store(last, links);
                step = Step.LINK_NEXT;
            }
            case LINK_NEXT -> {
                thread.store(links, list);
                step = Step.LINK_HEAD;
            }
            default -> {
                thread.store(list + Counted.PREVIOUS, links);
                step = Step.ONE;
            }
        }
    }
}
