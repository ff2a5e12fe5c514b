package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/**
 * Moves from one list to another what no reference from outside leads to (move_unreachable). An object without references from outside is moved at once, and
 * moved back if an object that is reached turns out to refer to it. While the list is gone through, it is linked forwards only.
 */
final class FindUnreachable extends Routine {
    private final Counted counted;
    private final ObjectModel model;
    private final ShapeReader shape;
    private final Reach reach;

    private long list;
    private long garbage;

    // The links at hand, those before them in the list, and those behind.
    private long links;
    private long previous;

    /** The load that they come from. */
    private long linksAt;

    private long next;

    private long word;
    private long last;
    private int field;
    private long target;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        COUNT,
        SHAPE,
        FIELD,
        REACH,
        KEEP,
        BEHIND,
        UNLINK,
        LAST,
        LINK_LAST,
        LINK_PREVIOUS,
        LINK_NEXT,
        LINK_HEAD,
        END,
        HEAD,
        CLEAN_HEAD,
        MASK,
        UNMASK
    }

    FindUnreachable(Counted counted, ObjectModel model) {
        this.counted = counted;
        this.model = model;
        shape = new ShapeReader(model);
        reach = new Reach(counted, new ShapeReader(model));
    }

    /** Has a thread do so; the list to move to is empty. */
    void begin(RuntimeThread thread, long from, long to) {
        list = from;
        garbage = to;
        previous = from;
        linksAt = thread.position();
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                links = thread.follow(previous, linksAt);
                linksAt = thread.position();
                step = links == list ? Step.END : Step.COUNT;
            }
            case COUNT -> {
                word = thread.follow(links + Counted.PREVIOUS);
                step = word >= Counted.ONE ? Step.SHAPE : Step.BEHIND;
            }
            case SHAPE -> {
                field = 0;
                step = Step.FIELD;
                counted.shape(thread, links + Counted.LINKS, shape);
            }
            case FIELD -> field(thread);
            case REACH -> {
                step = Step.FIELD;
                reach.begin(thread, target, list);
            }
            case KEEP -> {
                thread.store(links + Counted.PREVIOUS, previous);
                previous = links;
                step = Step.NEXT;
            }
            case END -> {
                thread.store(list + Counted.PREVIOUS, previous);
                step = Step.HEAD;
            }
            case HEAD -> {
                next = thread.load(garbage) & ~Counted.UNREACHABLE;
                step = Step.CLEAN_HEAD;
            }
            case CLEAN_HEAD -> {
                thread.store(garbage, next);
                links = next;
                step = Step.MASK;
            }
            case MASK -> {
                if (links == garbage) {
                    thread.end();
                } else {
                    next = thread.follow(links) & ~Counted.UNREACHABLE;
                    step = Step.UNMASK;
                }
            }
            case UNMASK -> {
                thread.store(links, next);
                links = next;
                step = Step.MASK;
            }
            default -> move(thread);
        }
    }

    private void field(RuntimeThread thread) {
        if (field == shape.references()) {
            step = Step.KEEP;
            return;
        }
        target = thread.follow(model.field(links + Counted.LINKS, field++), linksAt);
        if (target != 0) {
            step = Step.REACH;
        }
    }

    /** Goes on moving the links at hand to the other list. */
    private void move(RuntimeThread thread) {
        switch (step) {
            case BEHIND -> {
                next = thread.follow(links, linksAt);
                step = Step.UNLINK;
            }
            case UNLINK -> {
                thread.store(previous, next);
                step = Step.LAST;
            }
            case LAST -> {
                last = thread.load(garbage + Counted.PREVIOUS);
                step = Step.LINK_LAST;
            }
            case LINK_LAST -> {
                thread.store(last, links | Counted.UNREACHABLE);
                step = Step.LINK_PREVIOUS;
            }
            case LINK_PREVIOUS -> {
                thread.store(links + Counted.PREVIOUS, last | Counted.SEARCHED);
                step = Step.LINK_NEXT;
            }
            case LINK_NEXT -> {
                thread.store(links, garbage | Counted.UNREACHABLE);
                step = Step.LINK_HEAD;
            }
            default -> {
                thread.store(garbage + Counted.PREVIOUS, links);
                step = Step.NEXT;
            }
        }
    }
}
