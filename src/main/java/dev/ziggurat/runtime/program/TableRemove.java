package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Takes the entry out of a {@link HashTable} that a search has found (HashMap.removeNode); the table stays as large as it is. */
final class TableRemove extends Routine {
    private final Objects objects;
    private final Holders entries;
    private final HashTable table;

    private long size;
    private Step step = Step.NEXT;

    private enum Step {
        NEXT,
        LINK,
        LOAD,
        STORE,
        GIVE
    }

    TableRemove(Objects objects, Holders entries, HashTable table) {
        this.objects = objects;
        this.entries = entries;
        this.table = table;
    }

    /** Has a thread take out what was found last. */
    void begin(RuntimeThread thread) {
        step = Step.NEXT;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case NEXT -> {
                step = Step.LINK;
                objects.get(HashTable.NEW, HashTable.NODE, HashTable.LINK);
            }
            case LINK -> {
                step = Step.LOAD;
                table.link(HashTable.NEW);
            }
            case LOAD -> {
                step = Step.STORE;
                size = table.size() - 1;
            }
            case STORE -> {
                step = Step.GIVE;
                table.storeSize(size);
            }
            case GIVE -> {
                thread.end();
                if (objects.explicit()) {
                    entries.give(thread, HashTable.NODE, HashTable.BOX);
                }
            }
        }
    }
}
