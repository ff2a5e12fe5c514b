package dev.ziggurat.runtime.program;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects.Shape;

/** Makes a list. For random places a table refers to all nodes meanwhile, so that any can be found by its number. */
final class ListMaking extends Routine {
    // The locals of the program.
    static final int HEAD = 0;
    static final int AT = 1;
    static final int BOX = 2;
    static final int NEW = 3;
    static final int NEXT = 4;
    static final int TABLE = 5;

    /** The reference to the next node. */
    static final int LINK = 0;

    /** The value of a node. */
    static final int VALUE = 0;

    private final Objects objects;
    private final Holders nodes;
    private final boolean scattered;
    private final int length;
    private final Shape table;
    private final RandomStream random;

    private int made;
    private Step step = Step.TABLE;

    private enum Step {
        TABLE,
        NODE,
        NUMBER,
        LOOK,
        FIND,
        AFTER,
        JOIN,
        APPEND,
        NOTE,
        NEXT,
        FREE,
        END
    }

    ListMaking(Objects objects, Holders nodes, LinkedList.Spec spec, RandomStream random) {
        this.objects = objects;
        this.nodes = nodes;
        this.random = random;
        scattered = spec.order() == LinkedList.Order.RANDOM;
        length = spec.length();
        table = objects.shape(scattered ? length : 0, 0);
    }

    /** Has a thread make the list. */
    void begin(RuntimeThread thread) {
        made = 0;
        step = scattered ? Step.TABLE : Step.NODE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case TABLE -> {
                step = Step.NODE;
                objects.make(TABLE, table);
            }
            case NODE -> {
                step = Step.NUMBER;
                nodes.make(thread, NEW, BOX, 0);
            }
            case NUMBER -> {
                step = Step.LOOK;
                nodes.set(thread, NEW, BOX, VALUE, made);
            }
            case LOOK -> {
                step = made == 0 || !scattered ? Step.APPEND : Step.FIND;
                objects.poll();
            }
            case APPEND -> {
                step = scattered ? Step.NOTE : Step.NEXT;
                if (made == 0) {
                    objects.copy(HEAD, NEW);
                } else {
                    objects.put(AT, LINK, NEW);
                }
            }
            case NEXT -> next();
            case FREE -> {
                step = Step.END;
                objects.free(TABLE);
            }
            case END -> end(thread);
            default -> insert();
        }
    }

    /** Puts the new node behind one that was made earlier. */
    private void insert() {
        switch (step) {
            case FIND -> {
                step = Step.AFTER;
                objects.get(AT, TABLE, random.nextInt(made));
            }
            case AFTER -> {
                step = Step.JOIN;
                objects.get(NEXT, AT, LINK);
            }
            case JOIN -> {
                step = Step.APPEND;
                objects.put(NEW, LINK, NEXT);
            }
            default -> {
                step = Step.NEXT;
                objects.put(TABLE, made, NEW);
            }
        }
    }

    private void next() {
        made++;
        step = made < length ? Step.NODE : scattered ? Step.FREE : Step.END;
        if (!scattered) {
            objects.copy(AT, NEW);
        }
    }

    private void end(RuntimeThread thread) {
        // The routine is over first, for what is to be forgotten may take steps.
        thread.end();
        objects.forget(TABLE);
    }
}
