package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Goes through a list and loads the first word of each value. */
final class ListWalk extends Routine {
    private final Objects objects;
    private final Holders nodes;
    private Step step = Step.HEAD;

    private enum Step {
        HEAD,
        VALUE,
        NEXT
    }

    ListWalk(Objects objects, Holders nodes) {
        this.objects = objects;
        this.nodes = nodes;
    }

    /** Has a thread go through the list. */
    void begin(RuntimeThread thread) {
        step = Step.HEAD;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case HEAD -> {
                step = Step.VALUE;
                objects.copy(ListMaking.AT, ListMaking.HEAD);
            }
            case VALUE -> {
                if (objects.isNull(ListMaking.AT)) {
                    thread.end();
                } else {
                    step = Step.NEXT;
                    nodes.load(thread, ListMaking.AT, ListMaking.BOX, ListMaking.VALUE);
                }
            }
            case NEXT -> {
                step = Step.VALUE;
                objects.get(ListMaking.AT, ListMaking.AT, ListMaking.LINK);
            }
        }
    }
}
