package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Gives a whole {@link HashTable} back: its entries chain by chain, the table, the map. */
final class TableDrop extends Routine {
    private final Objects objects;
    private final Holders entries;
    private final HashTable table;

    private int chain;
    private Step step = Step.CHAIN;

    private enum Step {
        CHAIN,
        NEXT,
        GIVE,
        ON,
        MAP
    }

    TableDrop(Objects objects, Holders entries, HashTable table) {
        this.objects = objects;
        this.entries = entries;
        this.table = table;
    }

    /** Has a thread give everything back. */
    void begin(RuntimeThread thread) {
        chain = 0;
        step = Step.CHAIN;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CHAIN -> {
                if (chain == table.capacity()) {
                    step = Step.MAP;
                    objects.free(HashTable.TABLE);
                } else {
                    step = Step.NEXT;
                    objects.get(HashTable.NODE, HashTable.TABLE, chain++);
                }
            }
            case NEXT -> {
                if (objects.isNull(HashTable.NODE)) {
                    step = Step.CHAIN;
                } else {
                    step = Step.GIVE;
                    objects.get(HashTable.PREVIOUS, HashTable.NODE, HashTable.LINK);
                }
            }
            case GIVE -> {
                step = Step.ON;
                entries.give(thread, HashTable.NODE, HashTable.BOX);
            }
            case ON -> {
                step = Step.NEXT;
                objects.copy(HashTable.NODE, HashTable.PREVIOUS);
            }
            case MAP -> {
                thread.end();
                objects.free(HashTable.MAP);
            }
        }
    }
}
