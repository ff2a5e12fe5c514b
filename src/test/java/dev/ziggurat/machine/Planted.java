package dev.ziggurat.machine;

import dev.ziggurat.dram.CommandObserver;
import dev.ziggurat.dram.Memory;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.machine.yaml.Catalog;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.workload.ProgramSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Memories that keep bad books: one forgets a mark now and then, one marks the same time twice. */
final class Planted {
    private static final long LATENCY = 50_000;

    private Planted() {}

    /** All plug-ins that ship, the programs and memories of the tests beside them. */
    static Registry registry() {
        Registry registry = Catalogs.standard();
        of(registry, ProgramSpec.class).add("mixed", MixedProgram.Spec.class, "anything");
        of(registry, MemorySpec.class)
                .add("forgetful", Forgetful.class, "forgets every hundredth mark")
                .add("double", Doubling.class, "marks every hundredth request twice")
                .add("honest", Honest.class, "does neither");
        return registry;
    }

    @SuppressWarnings("unchecked")
    private static <T> Catalog<T> of(Registry registry, Class<T> type) {
        return (Catalog<T>) Objects.requireNonNull(registry.catalogs().stream()
                .filter(catalog -> catalog.type() == type)
                .findAny()
                .orElse(null));
    }

    record Forgetful() implements MemorySpec {
        @Override
        public Memory create(Simulation simulation, String path) {
            return new Bad(simulation, path, 0);
        }

        @Override
        public long capacity() {
            return 1 << 20;
        }
    }

    record Doubling() implements MemorySpec {
        @Override
        public Memory create(Simulation simulation, String path) {
            return new Bad(simulation, path, 2);
        }

        @Override
        public long capacity() {
            return 1 << 20;
        }
    }

    record Honest() implements MemorySpec {
        @Override
        public Memory create(Simulation simulation, String path) {
            return new Bad(simulation, path, 1);
        }

        @Override
        public long capacity() {
            return 1 << 20;
        }
    }

    private static final class Bad implements Memory {
        private final int marksOfSome;
        private final int cause;
        private long requests;

        Bad(Simulation simulation, String path, int marksOfSome) {
            this.marksOfSome = marksOfSome;
            cause = simulation.causes().of(path);
        }

        @Override
        public long access(MemoryRequest request) {
            int marks = ++requests % 100 == 0 ? marksOfSome : 1;
            for (int i = 1; i <= marks; i++) {
                request.marks.spent(cause, request.time + i * LATENCY);
            }
            return request.time + LATENCY;
        }

        @Override
        public boolean shared() {
            return false;
        }

        @Override
        public long capacity() {
            return 1 << 20;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public boolean wrapped() {
            return false;
        }

        @Override
        public void observe(CommandObserver observer) {
            // There are no commands.
        }

        @Override
        public void describe(Statistics statistics) {
            // Nothing is counted.
        }

        @Override
        public @Nullable String waitsFor() {
            return null;
        }
    }
}
