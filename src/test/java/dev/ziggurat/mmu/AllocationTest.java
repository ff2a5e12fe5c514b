package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Translations allocate nothing once the tables have their size, whether they hit, walk, join, wait or set bits. */
final class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int PAGES = 256;
    private static final int SLOTS = 8;

    @Test
    void noByteIsAllocatedPerTranslation() {
        Bench bench = new Bench(new TestTlbs().walkers(2), Silent::new);
        for (int page = 0; page < PAGES; page++) {
            bench.table.map((long) page << 12, (long) page << 12, 12, Bench.RW);
        }
        Load load = new Load(bench);
        load.run(40_000);
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 4; window++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            load.run(20_000);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(bench.count("walker merged")).isPositive();
        assertThat(bench.count("walker walks")).isGreaterThan(10_000);
        assertThat(bench.count("walker walk_updates")).isGreaterThan(1_000);
        assertThat(least).isLessThan(1_000);
    }

    /** A memory that remembers nothing. */
    private static final class Silent implements MemoryLevel {
        private final int cause;

        Silent(Bench bench) {
            cause = bench.simulation.causes().of("memory");
        }

        @Override
        public long access(MemoryRequest request) {
            long time = request.time + 100;
            request.marks.spent(cause, time);
            return time;
        }
    }

    /** A core with a few slots, each of which is translated again and again. */
    private static final class Load extends Event implements Requester, Translated {
        private final Simulation simulation;
        private final Mmu mmu;
        private final PageTable table;
        private final SplittableRandom random = new SplittableRandom(1);
        private final MemoryRequest[] requests = new MemoryRequest[SLOTS];
        private final boolean[] busy = new boolean[SLOTS];
        private int left;

        Load(Bench bench) {
            simulation = bench.simulation;
            mmu = bench.mmu;
            table = bench.table;
            for (int slot = 0; slot < SLOTS; slot++) {
                requests[slot] = new MemoryRequest(this, slot);
            }
        }

        void run(int steps) {
            left = steps;
            simulation.engine().schedule(this, simulation.engine().now());
            simulation.engine().run();
        }

        @Override
        protected void fire() {
            long now = simulation.engine().now();
            if (left % 8 == 0) {
                long page = (long) random.nextInt(PAGES) << 12;
                table.clear(page, PageTableEntry.DIRTY | PageTableEntry.ACCESSED);
                mmu.invalidate(1, page, 12);
            }
            for (int slot = 0; slot < SLOTS; slot++) {
                if (!busy[slot]) {
                    ask(requests[slot], now);
                }
            }
            if (--left > 0) {
                simulation.engine().schedule(this, now + 50);
            }
        }

        private void ask(MemoryRequest request, long now) {
            request.type = random.nextInt(4) == 0 ? AccessType.STORE : AccessType.LOAD;
            request.virtualAddress = (long) random.nextInt(PAGES) << 12;
            request.time = now;
            if (mmu.hit(request.type, request.virtualAddress, now) < 0) {
                request.marks.begin(now);
                busy[request.slot] = mmu.translate(request, this) == Mmu.PENDING;
            }
        }

        @Override
        public void translated(MemoryRequest request, long time) {
            request.marks.close(time);
            busy[request.slot] = false;
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            throw new AssertionError("nothing was sent");
        }
    }
}
