package dev.ziggurat.bench;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Machine;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.RunOptions;
import dev.ziggurat.machine.RunResult;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistic.Counter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A machine and a program whose speed is measured in a window of a run, when its caches are full.
 *
 * @param name what the tables call it
 * @param goal references a second that are wanted, in millions, 0 for no goal
 * @param machine the machine, as a file would say it
 * @param process what its process does, as a workload file would say it: a program or phases
 * @param window the references of the window, about: it begins and ends at looks at the machine. A third as many are done before it
 * @param least picoseconds of simulated time that a reference takes at least, on average
 */
record Case(String name, double goal, String machine, String process, long window, long least) implements Subject {
    /** Looks at the machine while a window is done, at most: so few that looking costs nothing. */
    private static final long LOOKS = 16;

    /** Returns the same with shorter runs, which only show that it can be done. */
    Case brief() {
        return part(100);
    }

    /** Returns the same with so many times fewer references. */
    Case part(int times) {
        return new Case(name, goal, machine, process, window / times, least);
    }

    private long warmUp() {
        return window / 3;
    }

    private long period() {
        return window * least / LOOKS;
    }

    @Override
    public Sample run() {
        Machine built = build();
        LongSupplier references = references(built);
        long[] begun = new long[3];
        long[] ended = new long[3];
        built.observe(
                time -> {
                    long done = references.getAsLong();
                    if (begun[0] == 0 && done >= warmUp()) {
                        begun[0] = done;
                        begun[1] = Clocks.threadNanos();
                        begun[2] = Clocks.allocatedBytes();
                    } else if (begun[0] != 0 && ended[0] == 0 && done >= begun[0] + window) {
                        ended[2] = Clocks.allocatedBytes();
                        ended[1] = Clocks.threadNanos();
                        ended[0] = done;
                    }
                    return time + period();
                },
                period());
        RunResult result = built.run();
        if (result.status() != RunResult.Status.OK || ended[0] == 0) {
            throw new IllegalStateException(name + ": " + result.status() + " " + result.message());
        }
        return new Sample(ended[0] - begun[0], ended[1] - begun[1], ended[2] - begun[2], 0, Clocks.processNanos());
    }

    Machine build() {
        long overshoot = 3 * period() / least;
        long references = warmUp() + window + overshoot;
        String workload = "workload: bench\nprocesses: [{name: p, references: " + references + ", " + process + "}]\n";
        WorkloadReader reader = new WorkloadReader(Catalogs.standard());
        Source source = Source.text("workload.yaml", Path.of(""), workload);
        return Machine.build(machine(machine), reader.read(source, List.of()).spec(), RunOptions.DEFAULT);
    }

    static MachineSpec machine(String text) {
        MachineReader reader = new MachineReader(Catalogs.standard());
        return reader.read(Source.text("machine.yaml", Path.of(""), text), List.of())
                .spec();
    }

    private static LongSupplier references(Machine machine) {
        for (Statistic each : machine.statistics().entries()) {
            if (each instanceof Counter counter
                    && each.component().equals("process.p")
                    && each.metric().equals("references")) {
                return counter.value();
            }
        }
        throw new IllegalStateException("no process.p.references");
    }
}
