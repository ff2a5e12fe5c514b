package dev.ziggurat.machine;

import dev.ziggurat.dram.CommandObserver;
import dev.ziggurat.dram.Memory;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Names;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A memory before another, that writes down every read: when it came, when it was answered, by what and why so late. */
final class Probe implements MemorySpec {
    final List<Read> reads = new ArrayList<>();
    private final MemorySpec probed;

    Probe(MemorySpec probed) {
        this.probed = probed;
    }

    /** A read, with its time by cause, in picoseconds. */
    record Read(long arrived, long answered, String by, Map<String, Long> causes) {
        long time() {
            return answered - arrived;
        }

        long spent(String cause) {
            return causes.getOrDefault(cause, 0L);
        }
    }

    @Override
    public Memory create(Simulation simulation, String path) {
        return new Probing(simulation, probed.create(simulation, path));
    }

    @Override
    public long capacity() {
        return probed.capacity();
    }

    private final class Probing implements Memory, Requester {
        private final Memory below;
        private final Names causes;
        private final Names outcomes;

        Probing(Simulation simulation, Memory below) {
            this.below = below;
            causes = simulation.causes();
            outcomes = simulation.outcomes();
        }

        @Override
        public long access(MemoryRequest request) {
            request.requester(this);
            long time = below.access(request);
            if (time != PENDING) {
                request.requester(request.owner());
            }
            return time;
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            MarkList marks = request.marks;
            Map<String, Long> spent = new LinkedHashMap<>();
            long begin = marks.start();
            for (int i = 0; i < marks.size(); i++) {
                spent.merge(causes.name(marks.cause(i)), marks.until(i) - begin, Long::sum);
                begin = marks.until(i);
            }
            reads.add(new Read(request.time, time, outcomes.name(marks.outcome()), spent));
            request.requester(request.owner());
            request.owner().completed(request, time);
        }

        @Override
        public boolean shared() {
            return below.shared();
        }

        @Override
        public long capacity() {
            return below.capacity();
        }

        @Override
        public int queued() {
            return below.queued();
        }

        @Override
        public boolean wrapped() {
            return below.wrapped();
        }

        @Override
        public void observe(CommandObserver observer) {
            below.observe(observer);
        }

        @Override
        public void describe(Statistics statistics) {
            below.describe(statistics);
        }

        @Override
        public @Nullable String waitsFor() {
            return below.waitsFor();
        }
    }
}
