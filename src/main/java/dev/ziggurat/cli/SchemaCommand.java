package dev.ziggurat.cli;

import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.DramReader;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.StorageReader;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Words;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ziggurat schema KIND}. */
@Command(
        name = "schema",
        description =
                "Print the JSON Schema of a kind of YAML file, by which editors complete keys, tell what they mean and mark"
                        + " what is wrong. The manual says how to connect it (command-line.md).",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String kind = "";

    /** The kinds of YAML file that there is a schema of. */
    static final class Kinds implements Iterable<String> {
        private static final Map<String, Supplier<String>> SCHEMAS = new LinkedHashMap<>();

        static {
            SCHEMAS.put("machine", () -> new MachineReader(Catalogs.standard()).schema());
            SCHEMAS.put("workload", () -> new WorkloadReader(Catalogs.standard()).schema());
            SCHEMAS.put("sweep", () -> new SweepReader().schema());
            SCHEMAS.put("dram", () -> new DramReader(Catalogs.standard()).schema());
            SCHEMAS.put("storage", () -> new StorageReader(Catalogs.standard()).schema());
        }

        @Override
        public Iterator<String> iterator() {
            return SCHEMAS.keySet().iterator();
        }
    }

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Supplier<String> schema = Kinds.SCHEMAS.get(kind);
        if (schema == null) {
            throw new ExperimentException(
                    "there is no schema of '" + kind + "'; " + Words.hint(kind, Kinds.SCHEMAS.keySet()));
        }
        console.out().print(schema.get());
        return 0;
    }
}
