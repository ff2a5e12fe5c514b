package dev.ziggurat.runtime.program;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.program.Objects.Shape;

/**
 * A map with separate chaining as java.util.HashMap of OpenJDK has it: an object that refers to a table of references to chains of entries, each with the hash and
 * the key; a table of 16 chains at first, twice as large when there are more entries than three quarters of it. Chains do not become trees.
 *
 * <p>One object a thread. Hashes and keys are loaded and compared, sizes are loaded and stored: nothing is known of the map beside it but which table it has.
 */
final class HashTable {
    // The locals that it uses; those from FREE on are the program's.
    static final int MAP = 0;
    static final int TABLE = 1;

    /** What the last search found. */
    static final int NODE = 2;

    /** The entry before that one in its chain, or the last of the chain. */
    static final int PREVIOUS = 3;

    /** The entry made last. */
    static final int NEW = 4;

    static final int BOX = 5;
    static final int FREE = Rehash.END;

    /** The reference of an entry to the next of its chain. */
    static final int LINK = 0;

    /** The word of an entry that has its hash. */
    static final int HASH = 0;

    // The values of an entry.
    static final int KEY = 0;
    static final int VALUE = 1;

    /** The words of an entry's own data. */
    static final int WORDS = 1;

    /** The map's reference to its table. */
    private static final int TABLE_FIELD = 0;

    // The words of the map.
    private static final int SIZE = 0;
    private static final int THRESHOLD = 1;
    private static final long MAP_DATA = 16;

    /** DEFAULT_INITIAL_CAPACITY. */
    private static final int FIRST_CAPACITY = 16;

    /** MAXIMUM_CAPACITY is 2^30 there, which is more than the references an object has here. */
    static final int LARGEST_CAPACITY = 1 << 23;

    private final Objects objects;
    private final Holders entries;
    private final Shape map;
    private final Create create = new Create();
    private final Find find = new Find();
    private final TableInsert insert;
    private final TableRemove remove;
    private final TableDrop drop;

    private int capacity = FIRST_CAPACITY;

    /** The search that was last: its hash, and whether it went past an entry. */
    private int hash;

    private boolean behind;

    /**
     * Makes the code of one.
     *
     * @param entries its entries, whose first link is {@link #LINK}, with {@link #WORDS} words and the two values
     * @param references how many references the map has beside that to its table, behind it
     */
    HashTable(Objects objects, Holders entries, int references) {
        this.objects = objects;
        this.entries = entries;
        map = objects.shape(1 + references, MAP_DATA);
        insert = new TableInsert(objects, entries, this);
        remove = new TableRemove(objects, entries, this);
        drop = new TableDrop(objects, entries, this);
    }

    /** Has a thread make the map, empty. */
    void create(RuntimeThread thread) {
        create.step = Create.CreateStep.MAP;
        thread.call(create);
    }

    /** Has a thread look for a key; the answer is 1 if it is there, which {@link #NODE} refers to then, and otherwise 0. */
    void find(RuntimeThread thread, long key) {
        find.key = key;
        hash = Keys.hash(key);
        behind = false;
        find.step = Find.FindStep.TABLE;
        thread.call(find);
    }

    /** Has a thread put in, at the end of its chain, what it has looked for last and not found; {@link #NEW} refers to it then. */
    void insert(RuntimeThread thread, long key, int variety) {
        insert.begin(thread, key, variety);
    }

    /** Has a thread take out, and give back, what it has looked for and found last. */
    void remove(RuntimeThread thread) {
        remove.begin(thread);
    }

    /** Has a thread give back everything. */
    void drop(RuntimeThread thread) {
        drop.begin(thread);
    }

    /** Loads how many entries there are. */
    long size() {
        return objects.load(MAP, map, SIZE);
    }

    /** Stores how many entries there are. */
    void storeSize(long size) {
        objects.store(MAP, map, SIZE, size);
    }

    /** Loads with how many entries the table is full. */
    long threshold() {
        return objects.load(MAP, map, THRESHOLD);
    }

    /** Stores with how many entries the table is full. */
    void storeThreshold() {
        objects.store(MAP, map, THRESHOLD, capacity == LARGEST_CAPACITY ? Long.MAX_VALUE : capacity / 4 * 3L);
    }

    /** Has the map refer to the table that a local refers to, which has so many chains. */
    void table(int newCapacity) {
        capacity = newCapacity;
        objects.put(MAP, TABLE_FIELD, TABLE);
    }

    /** Returns how many chains the table has. */
    int capacity() {
        return capacity;
    }

    /** Returns the hash that was looked for last. */
    int hash() {
        return hash;
    }

    private int index() {
        return hash & (capacity - 1);
    }

    /** Has what comes behind the place of the last search be what a local refers to. */
    void link(int local) {
        if (behind) {
            objects.put(PREVIOUS, LINK, local);
        } else {
            objects.put(TABLE, index(), local);
        }
    }

    private final class Create extends Routine {
        private CreateStep step = CreateStep.MAP;

        private enum CreateStep {
            MAP,
            TABLE,
            PUT,
            THRESHOLD
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case MAP -> {
                    step = CreateStep.TABLE;
                    objects.make(MAP, map);
                }
                case TABLE -> {
                    step = CreateStep.PUT;
                    objects.make(TABLE, objects.shape(capacity, 0));
                }
                case PUT -> {
                    step = CreateStep.THRESHOLD;
                    table(capacity);
                }
                case THRESHOLD -> {
                    thread.end();
                    storeThreshold();
                }
            }
        }
    }

    private final class Find extends Routine {
        private long key;
        private FindStep step = FindStep.TABLE;

        private enum FindStep {
            TABLE,
            CHAIN,
            HASH,
            COMPARE,
            PAST,
            NEXT,
            LINK
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case TABLE -> {
                    step = FindStep.CHAIN;
                    objects.get(TABLE, MAP, TABLE_FIELD);
                }
                case CHAIN -> {
                    step = FindStep.HASH;
                    objects.get(NODE, TABLE, index());
                }
                case HASH -> {
                    if (objects.isNull(NODE)) {
                        thread.end(0);
                    } else {
                        long found = objects.load(NODE, entries.shape(), HashTable.HASH);
                        step = found == hash ? FindStep.COMPARE : FindStep.NEXT;
                    }
                }
                case COMPARE -> {
                    step = FindStep.PAST;
                    entries.load(thread, NODE, BOX, KEY);
                }
                case PAST -> {
                    if (thread.answer() == key) {
                        thread.end(1);
                    } else {
                        step = FindStep.NEXT;
                    }
                }
                case NEXT -> {
                    behind = true;
                    step = FindStep.LINK;
                    objects.copy(PREVIOUS, NODE);
                }
                case LINK -> {
                    step = FindStep.HASH;
                    objects.get(NODE, NODE, HashTable.LINK);
                }
            }
        }
    }
}
