package dev.ziggurat.runtime.gc;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;

/**
 * Two spaces of which one is in use. When it is full, the world stops, and what lives is copied into the other (Fenichel and Yochelson, 1969); the thread that found it
 * full does that. Threads take buffers from the space by compare-and-exchange.
 */
public final class Semispace implements Collector {
    /** The word that says how far the space in use is given out. */
    private static final long TOP = Places.CONTROL + 4 * Places.APART;

    private final Spec spec;
    private final World world;
    private Space from;
    private Space to;
    private final List<Use> uses = new ArrayList<>();
    private final Allocation.Counts counts = new Allocation.Counts();

    private long collections;
    private long copied;
    private long survivors;
    private long liveAfter;

    private Semispace(Spec spec, World world) {
        this.spec = spec;
        this.world = world;
        long half = spec.heap.bytes() / 2;
        from = new Space(spec.base, half);
        to = new Space(spec.toSpace, half);
        world.words.write(TOP, from.base());
    }

    /**
     * {@code kind: semispace}.
     *
     * @param heap the bytes of both spaces together
     * @param base where the first space begins
     * @param toSpace where the other begins, default right behind it
     * @param copyOrder in what order references are followed, default breadth-first
     * @param buffer the bytes that a thread takes at once to allocate from, 0 B: just those of the object; default 16 KiB
     */
    public record Spec(ByteSize heap, Long base, Long toSpace, CopyOrder copyOrder, ByteSize buffer)
            implements CollectorSpec {
        public Spec {
            HeapKeys.heap(heap);
            base = HeapKeys.base("base", base, Places.HEAP);
            toSpace = HeapKeys.base("to-space", toSpace, base + heap.bytes() / 2);
            copyOrder = copyOrder == null ? CopyOrder.BREADTH_FIRST : copyOrder;
            buffer = HeapKeys.buffer(buffer);
            if (Math.abs(toSpace - base) < heap.bytes() / 2) {
                throw new SpecException(
                        "to-space", "the spaces overlap: each has half of the heap, " + heap.bytes() / 2 + " B");
            }
        }

        @Override
        public Collector create(World world) {
            return new Semispace(this, world);
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(
                new Area("heap", from.base(), from.end() - from.base()),
                new Area("to-space", to.base(), to.end() - to.base()));
    }

    @Override
    public Mutator attach(RuntimeThread thread, int number) {
        Use use = new Use(thread, number);
        uses.add(use);
        return use;
    }

    @Override
    public void describe(Section section) {
        section.counter("collections", "collections", "how often the spaces changed places", () -> collections);
        section.counter("objects_copied", "objects", "objects that were copied", () -> survivors);
        section.counter("bytes_copied", "B", "bytes of them", () -> copied);
        section.counter("bytes_live", "B", "bytes that lived after the last collection", () -> liveAfter);
        counts.describe(section);
    }

    /** The space that is in use from now on has what lives up to its top. */
    private void flip() {
        Space old = from;
        from = to;
        to = old;
        liveAfter = from.top() - from.base();
        uses.forEach(use -> use.allocation.buffer(0, 0));
        collections++;
    }

    /** What a thread does with the heap. */
    private final class Use implements Mutator, Allocation.Source, Evacuation.Destination {
        private final RuntimeThread thread;
        private final Plain plain;
        private final Allocation allocation;
        private final BufferRefill refill;
        private final Collect collect;
        private final Safepoints.Part safepoint = world.safepoints.join();

        Use(RuntimeThread thread, int number) {
            this.thread = thread;
            plain = new Plain(thread);
            allocation = new Allocation(world, number, this, counts);
            refill = new BufferRefill(allocation, TOP, world.model.aligned(spec.buffer.bytes()));
            collect = new Collect(new Evacuation(world, this), safepoint);
        }

        @Override
        public void allocate(Types.Shape shape) {
            allocation.begin(thread, shape);
        }

        @Override
        public void read(long object, long place) {
            plain.read(place);
        }

        @Override
        public void write(long object, long place, long value) {
            plain.write(place, value);
        }

        @Override
        public void root(long place, long value) {
            plain.write(place, value);
        }

        @Override
        public Safepoints.Part safepoint() {
            return safepoint;
        }

        @Override
        public void collect() {
            collect(thread);
        }

        @Override
        public void refill(RuntimeThread into, Allocation of, long bytes) {
            refill.begin(into, from, bytes);
        }

        @Override
        public void collect(RuntimeThread of) {
            collect.step = Collect.Step.STOP;
            of.call(collect);
        }

        @Override
        public long place(long bytes, long markWord) {
            survivors++;
            copied += bytes;
            return to.take(bytes);
        }

        @Override
        public long markWord(long old) {
            return old;
        }
    }

    /** Stops the world, copies, and lets the world go on. */
    private final class Collect extends Routine {
        private final BreadthFirstCopy breadthFirst;
        private final DepthFirstCopy depthFirst;
        private final Safepoints.Part safepoint;
        private Step step = Step.STOP;

        private enum Step {
            STOP,
            COPY,
            FLIP,
            DONE
        }

        Collect(Evacuation evacuation, Safepoints.Part safepoint) {
            breadthFirst = new BreadthFirstCopy(world, evacuation);
            depthFirst = new DepthFirstCopy(world, evacuation);
            this.safepoint = safepoint;
        }

        @Override
        protected void step(RuntimeThread thread) {
            switch (step) {
                case STOP -> {
                    step = Step.COPY;
                    safepoint.stop(thread);
                }
                case COPY -> {
                    if (thread.answer() == 0) {
                        step = Step.DONE;
                        return;
                    }
                    step = Step.FLIP;
                    to.clear();
                    if (spec.copyOrder == CopyOrder.BREADTH_FIRST) {
                        breadthFirst.begin(thread, to);
                    } else {
                        depthFirst.begin(thread);
                    }
                }
                case FLIP -> {
                    flip();
                    thread.store(TOP, from.top());
                    step = Step.DONE;
                    safepoint.release(thread);
                }
                case DONE -> thread.end();
            }
        }
    }
}
