package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one thread as they have to be, beside the simulated memory and without a collector: what a heap is compared with. A reference that the program sets
 * counts here from the step on at which it is in memory.
 */
public final class Graph {
    private static final long HALF = 0xffff_ffffL;

    private final World world;
    private final Collector collector;
    private final List<Area> heap;
    private final boolean moving;

    /** Where the roots are, and what each refers to. */
    private final long[] places;

    private final @Nullable Item[] roots;

    /** The reference that is being set. */
    private final Change change = new Change();

    // The comparison: what it has reached, of which the first have been looked at.
    private final List<Item> reached = new ArrayList<>();
    private int comparison;

    /** An object. */
    static final class Item {
        final Types.Shape shape;
        final @Nullable Item[] fields;
        final long[] data;

        /** Where it was when it was compared last, and in which comparison. */
        private long address;

        private int compared;

        Item(Types.Shape shape, int words) {
            this.shape = shape;
            fields = new @Nullable Item[shape.references()];
            data = new long[words];
        }
    }

    /** A reference on its way to memory. */
    private static final class Change {
        private boolean underWay;
        private @Nullable Item[] of = new @Nullable Item[0];
        private int index;
        private long place;
        private @Nullable Item to;
        private long address;
    }

    /** Makes one without objects. */
    Graph(World world, Collector collector, long[] places, boolean moving) {
        this.world = world;
        this.collector = collector;
        this.moving = moving;
        this.places = places.clone();
        heap = collector.areas();
        roots = new @Nullable Item[places.length];
    }

    int roots() {
        return roots.length;
    }

    long place(int root) {
        return places[root];
    }

    @Nullable
    Item root(int root) {
        return roots[root];
    }

    /** A root is about to be set: to an object whose address the program has. */
    void set(int root, @Nullable Item to, long address) {
        begin(roots, root, places[root], to, address);
    }

    /** A reference of an object, whose place the program has, is about to be set. */
    void set(Item item, int field, long place, @Nullable Item to, long address) {
        begin(item.fields, field, place, to, address);
    }

    private void begin(@Nullable Item[] of, int index, long place, @Nullable Item to, long address) {
        finish();
        change.underWay = true;
        change.of = of;
        change.index = index;
        change.place = place;
        change.to = to;
        change.address = to == null ? 0 : address;
    }

    /** What was being set has to be in memory now. */
    void finish() {
        settle();
        if (change.underWay) {
            throw new AssertionError("a reference was not stored");
        }
    }

    /** Counts what is being set, if it is in memory. */
    private void settle() {
        if (change.underWay && resolved(change.place) == resolve(change.address)) {
            change.of[change.index] = change.to;
            change.underWay = false;
        }
    }

    private long resolved(long place) {
        return resolve(world.references.peek(place));
    }

    private long resolve(long word) {
        return word == 0 ? 0 : collector.resolve(word);
    }

    /** Returns the bytes of all that is reached from the roots. */
    long bytes() {
        long sum = 0;
        for (Item item : reached()) {
            sum += item.shape.bytes();
        }
        return sum;
    }

    /** Returns how many references there are to each object, of the roots and of what is reached from them. */
    Map<Item, Integer> references() {
        Map<Item, Integer> counts = new HashMap<>();
        for (Item root : roots) {
            if (root != null) {
                counts.merge(root, 1, Integer::sum);
            }
        }
        for (Item item : reached()) {
            for (Item field : item.fields) {
                if (field != null) {
                    counts.merge(field, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private List<Item> reached() {
        Map<Item, Boolean> seen = new LinkedHashMap<>();
        List<Item> waiting = new ArrayList<>();
        for (Item root : roots) {
            if (root != null && seen.put(root, true) == null) {
                waiting.add(root);
            }
        }
        for (int i = 0; i < waiting.size(); i++) {
            for (Item next : waiting.get(i).fields) {
                if (next != null && seen.put(next, true) == null) {
                    waiting.add(next);
                }
            }
        }
        return waiting;
    }

    /** Goes through the heap from the roots, by the words, and compares it; returns where each object is. */
    Map<Item, Long> compare() {
        check();
        Map<Item, Long> found = new LinkedHashMap<>();
        reached.forEach(item -> found.put(item, item.address));
        disjoint(found);
        return found;
    }

    /** Goes through the heap from the roots, by the words, and compares it, but for objects that overlap. */
    void check() {
        settle();
        comparison++;
        reached.clear();
        for (int i = 0; i < roots.length; i++) {
            meet(roots[i], resolved(places[i]));
        }
        for (int i = 0; i < reached.size(); i++) {
            Item item = reached.get(i);
            compareObject(item);
            for (int field = 0; field < item.fields.length; field++) {
                meet(item.fields[field], resolved(world.model.field(item.address, field)));
            }
        }
    }

    private void meet(@Nullable Item wanted, long address) {
        if (wanted == null) {
            require(address == 0, "a reference that should be null", address);
            return;
        }
        if (wanted.compared == comparison) {
            require(address == wanted.address, "one object at two addresses", address);
            return;
        }
        require(moving || wanted.address == 0 || wanted.address == address, "an object has moved", address);
        wanted.compared = comparison;
        wanted.address = address;
        reached.add(wanted);
    }

    private void compareObject(Item item) {
        long address = item.address;
        require(inHeap(address, item.shape.bytes()), "an object that is not in the heap", address);
        require(world.model.aligned(address) == address, "an object that is not aligned", address);
        long left = moving ? world.words.read(address) & (ObjectModel.MARK | ObjectModel.FORWARDED) : 0;
        require(left == 0, "an object that was left behind", address);
        require(descriptor(address) == item.shape.descriptor(), "another type of object", address);
        long data = world.model.data(address, item.shape.references());
        for (int i = 0; i < item.data.length; i++) {
            require(world.words.read(data + (long) i * RuntimeThread.WORD) == item.data[i], "other data", address);
        }
    }

    private static void require(boolean right, String what, long address) {
        if (!right) {
            throw new AssertionError(what + ", at 0x" + Long.toHexString(address));
        }
    }

    private long descriptor(long address) {
        if (!world.model.hasTypeWord()) {
            return Types.descriptor(ObjectModel.type(world.words.read(address)));
        }
        long word = world.words.read(address + RuntimeThread.WORD);
        return world.model.hasHalfTypeWord() ? (word & HALF) << Types.DESCRIPTOR_SHIFT : word;
    }

    private boolean inHeap(long address, long bytes) {
        for (Area area : heap) {
            if (address >= area.start() && address + bytes <= area.start() + area.bytes()) {
                return true;
            }
        }
        return false;
    }

    /** No two objects share a byte. */
    static void disjoint(Map<Item, Long> objects) {
        List<Map.Entry<Item, Long>> sorted = new ArrayList<>(objects.entrySet());
        sorted.sort(Comparator.comparing(Map.Entry::getValue));
        long end = 0;
        for (Map.Entry<Item, Long> entry : sorted) {
            require(entry.getValue() >= end, "objects overlap", entry.getValue());
            end = entry.getValue() + entry.getKey().shape.bytes();
        }
    }
}
