package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;

/** Puts an entry into a {@link HashTable}, at the end of its chain, and makes the table larger if it is full (HashMap.putVal). */
final class TableInsert extends Routine {
    private final Objects objects;
    private final Holders entries;
    private final HashTable table;
    private final Rehash rehash;

    private long key;
    private int variety;
    private long size;
    private Step step = Step.MAKE;

    private enum Step {
        MAKE,
        HASH,
        KEY,
        LINK,
        LOAD,
        STORE,
        FULL,
        GROW,
        TABLE,
        THRESHOLD
    }

    TableInsert(Objects objects, Holders entries, HashTable table) {
        this.objects = objects;
        this.entries = entries;
        this.table = table;
        rehash = new Rehash(objects, entries.shape());
    }

    /** Has a thread put in the key that was looked for last. */
    void begin(RuntimeThread thread, long newKey, int newVariety) {
        key = newKey;
        variety = newVariety;
        step = Step.MAKE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case MAKE -> {
                step = Step.HASH;
                entries.make(thread, HashTable.NEW, HashTable.BOX, variety);
            }
            case HASH -> {
                step = Step.KEY;
                objects.store(HashTable.NEW, entries.shape(), HashTable.HASH, table.hash());
            }
            case KEY -> {
                step = Step.LINK;
                entries.set(thread, HashTable.NEW, HashTable.BOX, HashTable.KEY, key);
            }
            case LINK -> {
                step = Step.LOAD;
                table.link(HashTable.NEW);
            }
            case LOAD -> {
                step = Step.STORE;
                size = table.size() + 1;
            }
            case STORE -> {
                step = Step.FULL;
                table.storeSize(size);
            }
            case FULL -> {
                if (size > table.threshold()) {
                    step = Step.GROW;
                } else {
                    thread.end();
                }
            }
            case GROW -> {
                step = Step.TABLE;
                rehash.begin(thread, table.capacity());
            }
            case TABLE -> {
                step = Step.THRESHOLD;
                table.table(2 * table.capacity());
            }
            case THRESHOLD -> {
                thread.end();
                table.storeThreshold();
            }
        }
    }
}
