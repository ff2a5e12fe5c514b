package dev.ziggurat.cli.doctor;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Machine;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.RunOptions;
import dev.ziggurat.machine.RunResult;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * A run whose answer is known: a chase through the caches of the machine {@code teaching}, 64 lines round and round, twice what its second
 * level holds. Each load misses both levels: 1 cycle in the first, 9 in the second, 90 ns in memory, and a cycle is 1 ns.
 */
public final class SelfTest {
    private static final String MACHINE = "teaching";
    private static final int LOADS = 100_000;
    private static final long NANOSECONDS_A_LOAD = 1 + 9 + 90;
    private static final long PICO = 1000;
    private static final String WORKLOAD = """
            workload: self-test
            processes:
              - {name: chase, references: %d, program: {kind: pointer-chase, footprint: 1 KiB, stride: 16 B}}
            """.formatted(LOADS);

    private SelfTest() {}

    /** Carries it out and returns what was found. */
    public static List<Finding> findings() {
        return List.of(shipped(), chase());
    }

    private static Finding shipped() {
        List<String> machines = Packed.names(MachineReader.FOLDER);
        if (!machines.contains(MACHINE)) {
            return Finding.problem(
                    "what ships", "the program's own machines are missing", "install it again; its jar is not whole");
        }
        MachineReader reader = new MachineReader(Catalogs.standard());
        machines.forEach(machine -> reader.read(machine, List.of()));
        return Finding.fine("what ships", machines.size() + " machines, all of which can be read");
    }

    private static Finding chase() {
        Registry registry = Catalogs.standard();
        MachineSpec machine = new MachineReader(registry)
                .read(
                        MACHINE,
                        List.of(
                                Setting.parse("translation=null"),
                                Setting.parse("os=null"),
                                Setting.parse("storage=null")))
                .spec();
        WorkloadSpec workload = new WorkloadReader(registry)
                .read(Source.text("self-test", Path.of(""), WORKLOAD), List.of())
                .spec();
        long began = System.nanoTime();
        RunResult result = Machine.build(machine, workload, new RunOptions(1, 0, Long.MAX_VALUE))
                .run();
        long took = Math.max(1, (System.nanoTime() - began) / 1_000_000);
        return judged(result.end().counter(new Term("core0", "load_time_ns")), took);
    }

    /**
     * Compares the answer with the known one.
     *
     * @param time of all loads, in picoseconds
     * @param took how long the run took, in milliseconds
     */
    static Finding judged(long time, long took) {
        String speed = LOADS + " loads in " + took + " ms";
        return time == LOADS * NANOSECONDS_A_LOAD * PICO
                ? Finding.fine("self-test", NANOSECONDS_A_LOAD + " ns a load, as it must be; " + speed)
                : Finding.problem(
                        "self-test",
                        LOADS + " loads took " + time + " ps and not " + NANOSECONDS_A_LOAD + " ns each",
                        "the program or its Java is broken: try another JDK, and report it with this whole text");
    }
}
