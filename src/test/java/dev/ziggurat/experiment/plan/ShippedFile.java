package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.DramReader;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.StorageReader;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Schema;
import dev.ziggurat.machine.yaml.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML file of the tree.
 *
 * @param kind what it describes
 * @param path where it lies
 */
record ShippedFile(Kind kind, Path path) {
    private static final MachineReader MACHINES = new MachineReader(Catalogs.standard());
    private static final WorkloadReader WORKLOADS = new WorkloadReader(Catalogs.standard());
    private static final SweepReader SWEEPS = new SweepReader();
    private static final DramReader DRAMS = new DramReader(Catalogs.standard());
    private static final StorageReader DEVICES = new StorageReader(Catalogs.standard());

    /** The kinds of file, with their readers and their schemas. */
    enum Kind {
        MACHINE("configs/machines"),
        WORKLOAD("workloads"),
        SWEEP("configs/sweeps"),
        DRAM("configs/dram"),
        STORAGE("configs/storage");

        final Path folder;

        Kind(String folder) {
            this.folder = Path.of(folder);
        }

        static List<Kind> all() {
            return List.of(values());
        }

        String schema() {
            return switch (this) {
                case MACHINE -> MACHINES.schema();
                case WORKLOAD -> WORKLOADS.schema();
                case SWEEP -> SWEEPS.schema();
                case DRAM -> DRAMS.schema();
                case STORAGE -> DEVICES.schema();
            };
        }

        ObjectNode part(Schema schema) {
            return switch (this) {
                case MACHINE -> MACHINES.part(schema);
                case WORKLOAD -> WORKLOADS.part(schema);
                case SWEEP -> SWEEPS.part(schema);
                case DRAM -> DRAMS.part(schema);
                case STORAGE -> DEVICES.part(schema);
            };
        }

        /** Reads a source with the program's own reader. */
        void read(Source source) {
            switch (this) {
                case MACHINE -> MACHINES.read(source, List.of());
                case WORKLOAD -> WORKLOADS.read(source, List.of());
                case SWEEP -> sweep(source);
                case DRAM -> DRAMS.read(source, List.of());
                case STORAGE -> DEVICES.read(source, List.of());
            }
        }

        /** With what it names: its paths lead into that only when it is planned. */
        private static void sweep(Source source) {
            SweepSpec sweep = SWEEPS.read(source, new Overrides(null, null, null));
            MACHINES.read(sweep.machine(), List.of());
            sweep.workloads().forEach(workload -> WORKLOADS.read(workload, List.of()));
        }

        /** The files of this kind, sorted. */
        List<ShippedFile> files() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .map(file -> new ShippedFile(this, file))
                        .toList();
            }
        }
    }

    String text() throws IOException {
        return Files.readString(path);
    }

    @Override
    public String toString() {
        return path.toString().replace('\\', '/');
    }
}
