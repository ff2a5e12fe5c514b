package dev.ziggurat.bench;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Machine;
import dev.ziggurat.machine.RunOptions;
import dev.ziggurat.machine.RunResult;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import java.nio.file.Path;
import java.util.List;

/**
 * A whole run of a trace: reading the machine's description, unpacking and parsing the trace, and the simulation are all timed.
 *
 * @param name what the tables call it
 * @param machine the machine, as a file would say it
 * @param trace the file
 * @param references how many loads and stores, the trace beginning again where it ends; 0 for one pass
 * @param counted what is counted
 */
record TraceRun(String name, String machine, Path trace, long references, Counted counted) implements Subject {
    /** What a simulator counts its speed in. */
    enum Counted {
        /** Fetches, loads and stores. */
        REFERENCES,
        INSTRUCTIONS
    }

    /** Returns the same with a tenth of the references, if it is told how many. */
    TraceRun brief() {
        return new TraceRun(name, machine, trace, references / 10, counted);
    }

    @Override
    public Sample run() {
        long bytes = Clocks.allocatedBytes();
        long nanos = Clocks.threadNanos();
        RunResult result = build().run();
        nanos = Clocks.threadNanos() - nanos;
        bytes = Clocks.allocatedBytes() - bytes;
        if (result.status() != RunResult.Status.OK) {
            throw new IllegalStateException(name + ": " + result.status() + " " + result.message());
        }
        return new Sample(units(result), nanos, bytes, 0, Clocks.processNanos());
    }

    private Machine build() {
        String much = references == 0 ? "" : "references: " + references + ", ";
        String end = references == 0 ? "stop" : "loop";
        String workload = "workload: peers\nprocesses: [{name: p, " + much + "program: {kind: trace, file: \"" + trace
                + "\", on-end: " + end + "}}]\n";
        WorkloadReader reader = new WorkloadReader(Catalogs.standard());
        Source source = Source.text("workload.yaml", Path.of(""), workload);
        return Machine.build(
                Case.machine(machine), reader.read(source, List.of()).spec(), RunOptions.DEFAULT);
    }

    private long units(RunResult result) {
        Snapshot end = result.end();
        if (counted == Counted.INSTRUCTIONS) {
            return end.counter(new Term("core0", "instructions"));
        }
        long fetches = end.counter(new Term("core0.l1i", "fetch_accesses"));
        return fetches + end.counter(new Term("process.p", "references"));
    }
}
