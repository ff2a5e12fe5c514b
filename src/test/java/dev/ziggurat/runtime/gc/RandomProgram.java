package dev.ziggurat.runtime.gc;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes objects, links them, drops roots and has garbage collected, at random; and does the same to a graph beside the simulated memory. */
final class RandomProgram extends Routine {
    /** The references of the largest objects: more than a card has. */
    private static final int MANY = 200;

    private static final int COMPARED_EVERY = 64;

    private final World world;
    private final Mutator mutator;
    private final Graph graph;
    private final SplittableRandom random;
    private final Walk first = new Walk();
    private final Walk second = new Walk();

    /** Live bytes of this thread below which there must be memory. */
    private final long leastOutOfMemory;

    private int left;
    private int stops;
    private boolean exhausted;

    // The object that is made.
    private Graph.@Nullable Item made;
    private long address;
    private int word;

    private Operation operation = Operation.CHOOSE;

    private Map<Graph.Item, Long> last = Map.of();

    private enum Operation {
        CHOOSE,
        MADE,
        FILL,
        FIRST,
        PUT,
        COPY,
        COLLECTED,
        LEAVE,
        EXIT
    }

    RandomProgram(World world, Mutator mutator, Graph graph, SplittableRandom random, Limits limits) {
        this.world = world;
        this.mutator = mutator;
        this.graph = graph;
        this.random = random;
        left = limits.operations;
        leastOutOfMemory = limits.leastOutOfMemory;
    }

    /** How long it goes on, whether objects may move, and with how many bytes of live objects there may be no memory. */
    record Limits(int operations, boolean moving, long leastOutOfMemory) {}

    /** Returns what it has made and not dropped. */
    Graph graph() {
        return graph;
    }

    /** Whether there was no memory once. */
    boolean exhausted() {
        return exhausted;
    }

    /** Returns where its objects were at its end, after a last collection. */
    Map<Graph.Item, Long> last() {
        return last;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (operation) {
            case CHOOSE -> choose(thread);
            case MADE -> made(thread);
            case FILL -> fill(thread);
            case FIRST -> {
                operation = Operation.PUT;
                second.begin(thread);
            }
            case PUT -> put();
            case COPY -> {
                int root = rootToSet();
                graph.set(root, first.item, first.address);
                operation = Operation.CHOOSE;
                mutator.root(graph.place(root), first.address);
            }
            case COLLECTED -> {
                last = graph.compare();
                operation = Operation.LEAVE;
            }
            case LEAVE -> {
                operation = Operation.EXIT;
                mutator.safepoint().leave(thread);
            }
            case EXIT -> thread.exit();
        }
    }

    private void choose(RuntimeThread thread) {
        graph.finish();
        compare();
        if (left-- == 0) {
            operation = Operation.COLLECTED;
            mutator.collect();
            return;
        }
        int dice = random.nextInt(100);
        if (dice < 40) {
            int words = random.nextInt(6);
            Types.Shape shape = world.types.of(
                    random.nextInt(20) == 0 ? random.nextInt(MANY) : random.nextInt(5),
                    (long) words * RuntimeThread.WORD);
            made = new Graph.Item(shape, words);
            operation = Operation.MADE;
            mutator.allocate(shape);
        } else if (dice < 78) {
            operation = Operation.FIRST;
            first.begin(thread);
        } else if (dice < 84) {
            operation = Operation.COPY;
            first.begin(thread);
        } else if (dice < 88) {
            int root = rootToSet();
            graph.set(root, null, 0);
            mutator.root(graph.place(root), 0);
        } else if (dice < 99) {
            mutator.safepoint().poll(thread);
        } else {
            mutator.collect();
        }
    }

    /** Compares the heap with the graph if there was a collection, and now and then beside. */
    private void compare() {
        if (stops != world.log.stops() || left % COMPARED_EVERY == 0) {
            last = graph.compare();
            stops = world.log.stops();
        }
    }

    /** Returns a root: the last of them are set seldom, so that some objects grow old. */
    private int rootToSet() {
        return random.nextInt(1 + random.nextInt(1 + random.nextInt(graph.roots())));
    }

    private void made(RuntimeThread thread) {
        compare();
        address = thread.answer();
        if (address == Mutator.NONE) {
            exhausted = true;
            if (graph.bytes() < leastOutOfMemory) {
                throw new AssertionError("no memory beside " + graph.bytes() + " B of live objects");
            }
            int root = random.nextInt(graph.roots());
            graph.set(root, null, 0);
            operation = Operation.CHOOSE;
            mutator.root(graph.place(root), 0);
            return;
        }
        word = 0;
        operation = Operation.FILL;
    }

    private void fill(RuntimeThread thread) {
        if (word < made.data.length) {
            long value = random.nextLong();
            made.data[word] = value;
            thread.store(
                    world.model.data(address, made.shape.references()) + (long) word++ * RuntimeThread.WORD, value);
        } else {
            int root = rootToSet();
            graph.set(root, made, address);
            operation = Operation.CHOOSE;
            mutator.root(graph.place(root), address);
        }
    }

    private void put() {
        operation = Operation.CHOOSE;
        Graph.Item object = first.item;
        if (object == null || object.fields.length == 0) {
            return;
        }
        int field = random.nextInt(object.fields.length);
        boolean clear = random.nextInt(5) == 0;
        long place = world.model.field(first.address, field);
        graph.set(object, field, place, clear ? null : second.item, second.address);
        mutator.write(first.address, place, clear ? 0 : second.address);
    }

    /** Goes from a root along some references to an object, in the simulated memory and in the graph. */
    private final class Walk extends Routine {
        private Graph.@Nullable Item item;
        private long address;
        private int steps;
        private boolean begun;

        /** Whether the address is what the mutator has answered. */
        private boolean answered;

        void begin(RuntimeThread thread) {
            steps = random.nextInt(5);
            begun = false;
            thread.call(this);
        }

        @Override
        protected void step(RuntimeThread thread) {
            if (!begun) {
                begun = true;
                int root = random.nextInt(graph.roots());
                item = graph.root(root);
                address = thread.load(graph.place(root));
                answered = false;
                return;
            }
            if (answered) {
                address = thread.answer();
            }
            if ((item == null) != (address == 0)) {
                throw new AssertionError(item == null ? "no null reference" : "a null reference");
            }
            if (steps-- == 0 || item == null || item.fields.length == 0) {
                thread.end();
                return;
            }
            int field = random.nextInt(item.fields.length);
            item = item.fields[field];
            answered = true;
            mutator.read(address, world.model.field(address, field));
        }
    }
}
