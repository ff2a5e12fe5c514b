package dev.ziggurat.runtime.heap;

import dev.ziggurat.memory.Area;
import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.stats.Section;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * Block after block, upwards; nothing that is given back is used again. The first word of the heap says how far it has come; an allocation is one
 * atomic addition to it.
 */
public final class Bump implements Heap {
    private final Spec spec;
    private final HeapCounts counts = new HeapCounts();

    private Bump(Spec spec) {
        this.spec = spec;
    }

    /**
     * {@code kind: bump}.
     *
     * @param base where the heap begins, default {@link Region#BASE}
     * @param size its bytes
     * @param alignment what the address of each block is a multiple of, default 16 B
     */
    public record Spec(Long base, ByteSize size, ByteSize alignment) implements HeapSpec {
        public Spec {
            base = Region.base(base);
            SpecException.requirePresent("size", size, "64 MiB");
            alignment = Region.alignment(alignment);
        }

        @Override
        public Heap create(HeapSite site) {
            return new Bump(this);
        }

        @Override
        public boolean makesCalls() {
            return false;
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(new Area("heap", spec.base, spec.size.bytes()));
    }

    @Override
    public HeapThread attach(RuntimeThread thread) {
        return new Use(thread);
    }

    @Override
    public void describe(Section section) {
        counts.describe(section);
    }

    private final class Use implements HeapThread {
        private final RuntimeThread thread;
        private final Allocate allocate = new Allocate();
        private final Free free = new Free();

        Use(RuntimeThread thread) {
            this.thread = thread;
        }

        @Override
        public void allocate(long bytes) {
            allocate.bytes = Math.max(1, bytes);
            thread.call(allocate);
        }

        @Override
        public void free(long address) {
            free.address = address;
            thread.call(free);
        }
    }

    private final class Allocate extends Routine {
        private long bytes;

        @Override
        protected void step(RuntimeThread thread) {
            long granule = spec.alignment.bytes();
            long all = (bytes + granule - 1) / granule * granule;
            long first = Math.max(granule, RuntimeThread.WORD);
            long used = first + thread.add(spec.base, all);
            if (used + all > spec.size.bytes()) {
                counts.failed();
                thread.end(HeapThread.NONE);
            } else {
                counts.allocated(spec.base + used, bytes, all);
                thread.end(spec.base + used);
            }
        }
    }

    private final class Free extends Routine {
        private long address;

        @Override
        protected void step(RuntimeThread thread) {
            if (address != HeapThread.NONE) {
                counts.freed(address);
            }
            thread.end(0);
        }
    }
}
