package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.SpecException;

/**
 * A kernel of STREAM (McCalpin, "Memory bandwidth and machine balance", 1995) over arrays of doubles that lie one behind the other: for each
 * element the loads in the order of the formula, then the store, which depends on the last load. After the last element it begins again.
 * Of the kernel's arrays, those only read come first.
 */
public final class Stream extends Generator {
    private final long element;

    /** From an element of one array to the same element of the next. */
    private final long distance;

    private final long bytes;
    private final int loads;

    /** The offset of the element in its array. */
    private long offset;

    /** The array of the next reference, 0 to {@code loads}; the last one is stored to. */
    private int array;

    private long address = CommonKeys.BASE;

    private Stream(Spec spec) {
        super(spec.footprint.bytes(), spec.access, spec.gap);
        element = spec.access.bytes();
        loads = spec.kernel.loads;
        bytes = spec.array();
        distance = bytes + spec.padding.bytes();
    }

    /** What is computed for each element. */
    public enum Kernel {
        /** c = a. */
        COPY(1),
        /** b = s c. */
        SCALE(1),
        /** c = a + b. */
        ADD(2),
        /** a = b + s c. */
        TRIAD(2);

        private final int loads;

        Kernel(int loads) {
            this.loads = loads;
        }
    }

    /**
     * {@code kind: stream}.
     *
     * @param kernel copy, scale, add or triad
     * @param footprint the bytes of the kernel's arrays together (two for copy and scale, three for add and triad), padding included
     * @param padding the bytes between two arrays, default none (STREAM's OFFSET)
     * @param access the bytes of an element, default 8 B
     * @param gap the instructions before each reference, default 0
     */
    public record Spec(Kernel kernel, ByteSize footprint, ByteSize padding, ByteSize access, Count gap)
            implements ProgramSpec {
        public Spec {
            SpecException.requirePresent("kernel", kernel, "triad");
            access = CommonKeys.access(access);
            footprint = CommonKeys.footprint(footprint, access);
            padding = padding == null ? new ByteSize(0) : padding;
            gap = CommonKeys.gap(gap);
            if ((footprint.bytes() - kernel.loads * padding.bytes()) / (kernel.loads + 1) < access.bytes()) {
                throw new SpecException(
                        "footprint",
                        footprint + " has no room for " + (kernel.loads + 1) + " arrays of at least one element");
            }
        }

        /** Returns the bytes of one array: whole elements. */
        long array() {
            long share = (footprint.bytes() - kernel.loads * padding.bytes()) / (kernel.loads + 1);
            return share - share % access.bytes();
        }

        @Override
        public Program create(RandomStream random) {
            return new Stream(this);
        }
    }

    @Override
    public void skipTo(long n) {
        array = (int) (n % (loads + 1));
        offset = n / (loads + 1) % (bytes / element) * element;
        address = CommonKeys.BASE + array * distance + offset;
    }

    @Override
    public void next(Reference into) {
        if (array < loads) {
            emit(into, Reference.Kind.LOAD, address);
            address += distance;
            array++;
            return;
        }
        emit(into, Reference.Kind.STORE, address);
        into.dependsOn = 1;
        array = 0;
        offset = offset + element == bytes ? 0 : offset + element;
        address = CommonKeys.BASE + offset;
    }
}
