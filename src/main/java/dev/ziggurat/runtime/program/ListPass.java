package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.units.Share;

/** Goes through a list and has new nodes take the places of some; or takes it apart. */
final class ListPass extends Routine {
    // The locals.
    private static final int HEAD = ListMaking.HEAD;
    private static final int PREVIOUS = ListMaking.AT;
    private static final int BOX = ListMaking.BOX;
    private static final int NEW = ListMaking.NEW;
    private static final int NEXT = ListMaking.NEXT;
    private static final int NODE = ListMaking.TABLE;

    private final Objects objects;
    private final Holders nodes;
    private final RandomStream random;

    private long share;
    private boolean replaces;
    private boolean first;
    private long number;
    private Step step = Step.HEAD;

    private enum Step {
        HEAD,
        LOOK,
        NEXT,
        CHOOSE,
        VALUE,
        MAKE,
        NUMBER,
        POLL,
        JOIN,
        PUT,
        MOVE,
        STAY,
        FREE,
        ON,
        END
    }

    ListPass(Objects objects, Holders nodes, RandomStream random) {
        this.objects = objects;
        this.nodes = nodes;
        this.random = random;
    }

    /** Has a thread replace a share of the nodes by new ones with the same values. */
    void replace(RuntimeThread thread, Share of) {
        share = of.billionths();
        replaces = true;
        step = Step.HEAD;
        thread.call(this);
    }

    /** Has a thread give back all nodes. */
    void drop(RuntimeThread thread) {
        replaces = false;
        step = Step.HEAD;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case HEAD -> {
                first = true;
                step = Step.LOOK;
                objects.copy(NODE, HEAD);
            }
            case LOOK -> {
                step = objects.isNull(NODE) ? Step.END : Step.NEXT;
            }
            case NEXT -> {
                step = replaces ? Step.CHOOSE : Step.FREE;
                objects.get(NEXT, NODE, ListMaking.LINK);
            }
            case CHOOSE -> step = random.nextLong(Share.WHOLE) < share ? Step.VALUE : Step.STAY;
            case STAY -> {
                first = false;
                step = Step.ON;
                objects.copy(PREVIOUS, NODE);
            }
            case FREE -> {
                step = Step.ON;
                if (objects.explicit()) {
                    nodes.give(thread, NODE, BOX);
                }
            }
            case ON -> {
                step = Step.LOOK;
                objects.copy(NODE, NEXT);
            }
            case END -> {
                // The routine is over first, for what is to be forgotten may take steps.
                thread.end();
                objects.forget(NODE);
            }
            default -> swap(thread);
        }
    }

    /** Has a new node take the place of the one at hand. */
    private void swap(RuntimeThread thread) {
        switch (step) {
            case VALUE -> {
                step = Step.MAKE;
                nodes.load(thread, NODE, BOX, ListMaking.VALUE);
            }
            case MAKE -> {
                number = thread.answer();
                step = Step.NUMBER;
                nodes.make(thread, NEW, BOX, 0);
            }
            case NUMBER -> {
                step = Step.POLL;
                nodes.set(thread, NEW, BOX, ListMaking.VALUE, number);
            }
            case POLL -> {
                step = Step.JOIN;
                objects.poll();
            }
            case JOIN -> {
                step = Step.PUT;
                objects.put(NEW, ListMaking.LINK, NEXT);
            }
            default -> put();
        }
    }

    private void put() {
        if (step == Step.PUT) {
            step = Step.MOVE;
            if (first) {
                objects.copy(HEAD, NEW);
            } else {
                objects.put(PREVIOUS, ListMaking.LINK, NEW);
            }
        } else {
            first = false;
            step = Step.FREE;
            objects.copy(PREVIOUS, NEW);
        }
    }
}
