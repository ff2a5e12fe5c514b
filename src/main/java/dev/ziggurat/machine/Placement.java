package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which process runs on which core, and why a workload does not go with a machine. */
public final class Placement {
    private Placement() {}

    /** Returns everything that keeps a workload from running on a machine, with its place in the workload's file. */
    public static List<Problem> problems(MachineSpec machine, Config<WorkloadSpec> workload) {
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, String> fault : faults(machine, workload.spec()).entrySet()) {
            problems.add(workload.problem(fault.getKey(), fault.getValue()));
        }
        return problems;
    }

    /** Throws {@link IllegalArgumentException} if a workload does not go with a machine. */
    static void require(MachineSpec machine, WorkloadSpec workload) {
        Map<String, String> faults = faults(machine, workload);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
    }

    /** Returns the core that a process is pinned to. */
    static int core(ProcessSpec process) {
        return process.cores().get(0);
    }

    /** What is wrong, by path in the workload. */
    private static Map<String, String> faults(MachineSpec machine, WorkloadSpec workload) {
        Map<String, String> faults = new LinkedHashMap<>();
        Map<Integer, String> taken = new LinkedHashMap<>();
        int cores = machine.cores().count();
        for (ProcessSpec process : workload.processes()) {
            String path = "processes." + process.name();
            int core = core(process);
            if (core >= cores) {
                faults.put(
                        path + ".cores",
                        "machine '" + machine.machine() + "' has no core " + core + "; its cores are 0 to "
                                + (cores - 1));
            }
            String other = taken.putIfAbsent(core, process.name());
            if (other != null) {
                faults.put(
                        path + ".cores",
                        "core " + core + " runs process '" + other
                                + "' already, and nothing here switches between processes;" + " name another core");
            }
            if (isTooLate(process, machine)) {
                faults.put(
                        path + ".start",
                        "later than the end of simulated time, which reaches "
                                + EndOfTime.seconds(EndOfTime.of(machine.cores(), 0)) + " at most; begin earlier");
            }
            if (process.threadList().size() > 1) {
                faults.put(
                        path + ".threads", "one thread a process: nothing here switches between threads of one core");
            }
            if (process.makesCalls()) {
                faults.put(
                        path + ".program", "the program makes system calls, and this machine has no operating system");
            }
        }
        return faults;
    }

    private static boolean isTooLate(ProcessSpec process, MachineSpec machine) {
        long period = process.start().inCycles() ? machine.cores().clock().period() : 1;
        return process.start().amount() >= EndOfTime.of(machine.cores(), 0) / period;
    }
}
