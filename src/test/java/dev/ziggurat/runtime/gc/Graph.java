package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of one thread as they have to be, beside the simulated memory and without a collector: what a heap is compared with. */
final class Graph {
    private final World world;
    private final Collector collector;

    /** Where the roots are, and what each refers to. */
    private final long[] places;

    private final @Nullable Item[] roots;

    /** Where each object was when the heap was compared with the graph last. */
    private Map<Item, Long> addresses = new HashMap<>();

    /** An object. */
    static final class Item {
        final Types.Shape shape;
        final @Nullable Item[] fields;
        final long[] data;

        Item(Types.Shape shape, int words) {
            this.shape = shape;
            fields = new @Nullable Item[shape.references()];
            data = new long[words];
        }
    }

    Graph(World world, Collector collector, long[] places) {
        this.world = world;
        this.collector = collector;
        this.places = places.clone();
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

    void root(int root, @Nullable Item item) {
        roots[root] = item;
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
        Deque<Item> waiting = new ArrayDeque<>();
        for (Item root : roots) {
            if (root != null && seen.put(root, true) == null) {
                waiting.add(root);
            }
        }
        while (!waiting.isEmpty()) {
            for (Item next : waiting.remove().fields) {
                if (next != null && seen.put(next, true) == null) {
                    waiting.add(next);
                }
            }
        }
        return new ArrayList<>(seen.keySet());
    }

    /** Goes through the heap from the roots, by the words, and compares it; returns where each object is. */
    Map<Item, Long> compare(boolean moving) {
        Map<Item, Long> found = new LinkedHashMap<>();
        Deque<Item> waiting = new ArrayDeque<>();
        for (int i = 0; i < roots.length; i++) {
            meet(roots[i], world.words.read(places[i]), found, waiting);
        }
        while (!waiting.isEmpty()) {
            Item item = waiting.remove();
            long address = found.get(item);
            compareObject(item, address, moving);
            for (int i = 0; i < item.fields.length; i++) {
                meet(item.fields[i], world.references.peek(world.model.field(address, i)), found, waiting);
            }
        }
        disjoint(found);
        if (!moving) {
            found.forEach((item, address) ->
                    assertThat(address).as("an object has moved").isEqualTo(addresses.getOrDefault(item, address)));
        }
        addresses = found;
        return found;
    }

    private static void meet(@Nullable Item wanted, long address, Map<Item, Long> found, Deque<Item> waiting) {
        if (wanted == null) {
            assertThat(address).as("a null reference").isZero();
            return;
        }
        Long before = found.putIfAbsent(wanted, address);
        if (before == null) {
            waiting.add(wanted);
        } else {
            assertThat(address).as("one object at two addresses").isEqualTo(before);
        }
    }

    private void compareObject(Item item, long address, boolean moving) {
        assertThat(inHeap(address, item.shape.bytes()))
                .as("an object at 0x%x, in the heap", address)
                .isTrue();
        assertThat(world.model.aligned(address)).as("alignment").isEqualTo(address);
        if (moving) {
            assertThat(ObjectModel.is(world.words.read(address), ObjectModel.MARK | ObjectModel.FORWARDED))
                    .as("the object at 0x%x is one that was left behind", address)
                    .isFalse();
        }
        long type = descriptor(address);
        assertThat(type).as("the type of the object at 0x%x", address).isEqualTo(item.shape.descriptor());
        long data = world.model.data(address, item.shape.references());
        for (int i = 0; i < item.data.length; i++) {
            assertThat(world.words.read(data + (long) i * RuntimeThread.WORD))
                    .as("data of the object at 0x%x", address)
                    .isEqualTo(item.data[i]);
        }
    }

    private long descriptor(long address) {
        if (!world.model.hasTypeWord()) {
            return Types.descriptor(ObjectModel.type(world.words.read(address)));
        }
        long word = world.words.read(address + RuntimeThread.WORD);
        return world.model.hasHalfTypeWord() ? (word & 0xffff_ffffL) << Types.DESCRIPTOR_SHIFT : word;
    }

    private boolean inHeap(long address, long bytes) {
        for (Area area : collector.areas()) {
            if (address >= area.start() && address + bytes <= area.start() + area.bytes()) {
                return true;
            }
        }
        return false;
    }

    /** No two objects share a byte. */
    static void disjoint(Map<Item, Long> objects) {
        List<Map.Entry<Item, Long>> sorted = new ArrayList<>(objects.entrySet());
        sorted.sort(Map.Entry.comparingByValue());
        long end = 0;
        for (Map.Entry<Item, Long> entry : sorted) {
            assertThat(entry.getValue()).as("objects overlap").isGreaterThanOrEqualTo(end);
            end = entry.getValue() + entry.getKey().shape.bytes();
        }
    }
}
