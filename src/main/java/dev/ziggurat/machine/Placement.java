package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProgramSpec.AddressSpace;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which process runs on which core, and why a workload does not go with a machine. */
public final class Placement {
    private static final long MOST_PAGE = 2L << 20;

    private Placement() {}

    /** Returns everything that keeps a workload from running on a machine, with its place in the file of either. */
    public static List<Problem> problems(Config<MachineSpec> machine, Config<WorkloadSpec> workload) {
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, String> fault :
                faults(machine.spec(), workload.spec()).entrySet()) {
            problems.add(workload.problem(fault.getKey(), fault.getValue()));
        }
        machineFaults(machine.spec(), workload.spec())
                .forEach((path, rule) -> problems.add(machine.problem(path, rule)));
        return problems;
    }

    /** Throws {@link IllegalArgumentException} if a workload does not go with a machine. */
    static void require(MachineSpec machine, WorkloadSpec workload) {
        Map<String, String> faults = faults(machine, workload);
        faults.putAll(machineFaults(machine, workload));
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
            if (isTooLate(process, machine)) {
                faults.put(
                        path + ".start",
                        "later than the end of simulated time, which reaches "
                                + EndOfTime.seconds(EndOfTime.of(machine.cores(), 0)) + " at most; begin earlier");
            }
            KernelSpec os = machine.kernel();
            if (os == null) {
                addBareFaults(process, taken, faults);
            } else {
                addKernelFaults(process, os, machine, faults);
            }
        }
        KernelSpec os = machine.kernel();
        if (os != null && !machine.contiguous() && os.pageReplacement().readsFuture()) {
            addFutureFaults(workload, faults);
        }
        return faults;
    }

    /** What of the machine is too small for the workload, by path in the machine. */
    private static Map<String, String> machineFaults(MachineSpec machine, WorkloadSpec workload) {
        String lack = KernelCheck.lackOfTables(machine, workload.processes().size());
        return lack == null ? Map.of() : Map.of("os.memory", lack);
    }

    private static void addBareFaults(ProcessSpec process, Map<Integer, String> taken, Map<String, String> faults) {
        String path = "processes." + process.name();
        String other = taken.putIfAbsent(core(process), process.name());
        if (other != null) {
            faults.put(
                    path + ".cores",
                    "core " + core(process) + " runs process '" + other
                            + "' already, and without an operating system nothing switches between processes; name another"
                            + " core, or give the machine an 'os'");
        }
        if (process.threadList().size() > 1) {
            faults.put(
                    path + ".threads",
                    "one thread a process: without an operating system nothing switches between threads of one core");
        }
        if (process.makesCalls()) {
            faults.put(path + ".program", "the program makes system calls, and this machine has no operating system");
        }
    }

    private static void addKernelFaults(
            ProcessSpec process, KernelSpec os, MachineSpec machine, Map<String, String> faults) {
        String path = "processes." + process.name();
        if (process.programs().get(0).addressSpace() == AddressSpace.PHYSICAL) {
            faults.put(
                    path + ".program",
                    "an operating system gives each process an address space of its own; write 'address-space: virtual', or"
                            + " 'translation: {format: none}' in the machine");
            return;
        }
        if (machine.translation().format().segmented()) {
            addSegmentFaults(process, machine, faults);
        }
        if (machine.contiguous()) {
            return;
        }
        long page = process.pages().bytes();
        if (page > MOST_PAGE) {
            faults.put(path + ".pages", "the operating system gives out pages of 4 KiB and 2 MiB");
        } else if (page > os.memory().bytes()) {
            faults.put(path + ".pages", "'os.memory' is smaller than one of them");
        }
    }

    private static void addSegmentFaults(ProcessSpec process, MachineSpec machine, Map<String, String> faults) {
        List<ProcessSpec.Made> made = process.create(new Simulation(0)::random);
        String problem =
                Loading.of(process, made, machine.translation().offsetBits()).problem();
        if (problem != null) {
            faults.put("processes." + process.name(), problem);
        }
    }

    private static void addFutureFaults(WorkloadSpec workload, Map<String, String> faults) {
        ProcessSpec first = workload.processes().get(0);
        String rule = "page replacement 'opt' reads the future of one thread whose program asks nobody; ";
        if (workload.processes().size() > 1 || first.threadList().size() > 1) {
            faults.put("processes." + first.name(), rule + "this workload has more threads");
        } else if (first.makesCalls()) {
            faults.put("processes." + first.name() + ".program", rule + "this one makes system calls");
        }
    }

    private static boolean isTooLate(ProcessSpec process, MachineSpec machine) {
        long period = process.start().inCycles() ? machine.cores().clock().period() : 1;
        return process.start().amount() >= EndOfTime.of(machine.cores(), 0) / period;
    }
}
