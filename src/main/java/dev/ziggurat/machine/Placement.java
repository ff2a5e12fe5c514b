package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProgramSpec.AddressSpace;
import dev.ziggurat.workload.StackSpec;
import dev.ziggurat.workload.ThreadSpec;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which process runs on which core, and why a workload does not go with a machine. */
public final class Placement {
    private static final long MOST_PAGE = 2L << 20;
    private static final int LEAST_CYCLES = 20;

    /** A footprint may take half of the addresses, from near their beginning; stacks a quarter, up to their end. */
    private static final long MOST_STACKS = 1L << 45;

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

    /** Returns the core that the first thread of a process begins on. */
    static int core(ProcessSpec process) {
        return process.coresOf(0).get(0);
    }

    /** What is wrong, by path in the workload. */
    private static Map<String, String> faults(MachineSpec machine, WorkloadSpec workload) {
        Map<String, String> faults = new LinkedHashMap<>();
        Map<Integer, String> taken = new LinkedHashMap<>();
        for (ProcessSpec process : workload.processes()) {
            String path = "processes." + process.name();
            addCoreFaults(process, machine, faults);
            if (isTooLate(process, machine)) {
                faults.put(
                        path + ".start",
                        "later than the end of simulated time, which reaches "
                                + EndOfTime.seconds(EndOfTime.of(machine.cores(), 0)) + " at most; begin earlier");
            }
            addMoveFaults(process, machine, faults);
            KernelSpec os = machine.kernel();
            if (os == null) {
                process.each().forEach(each -> addBareFaults(path, each, taken, faults));
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

    private static void addCoreFaults(ProcessSpec process, MachineSpec machine, Map<String, String> faults) {
        String path = "processes." + process.name();
        addCoreFault(path + ".cores", process.cores(), machine, faults);
        for (ThreadSpec thread : process.threadList()) {
            if (thread.cores() != null) {
                addCoreFault(path + ".threads." + thread.name() + ".cores", thread.cores(), machine, faults);
            }
        }
    }

    private static void addCoreFault(
            String path, List<Integer> named, MachineSpec machine, Map<String, String> faults) {
        int cores = machine.cores().count();
        for (int core : named) {
            if (core >= cores) {
                faults.put(
                        path,
                        "machine '" + machine.machine() + "' has no core " + core + "; its cores are 0 to "
                                + (cores - 1));
            }
        }
    }

    /** A thread that moves before it has done anything never does. */
    private static void addMoveFaults(ProcessSpec process, MachineSpec machine, Map<String, String> faults) {
        String path = "processes." + process.name();
        addMoveFault(path, process.migrate(), machine, faults);
        for (ThreadSpec thread : process.threadList()) {
            addMoveFault(path + ".threads." + thread.name(), thread.migrate(), machine, faults);
        }
    }

    private static void addMoveFault(
            String path, @Nullable Latency every, MachineSpec machine, Map<String, String> faults) {
        if (every == null) {
            return;
        }
        long period = machine.cores().clock().period();
        if (machine.kernel() == null) {
            faults.put(path + ".migrate", "without an operating system no thread moves to another core");
        } else if (every.picoseconds(period) < LEAST_CYCLES * period) {
            faults.put(
                    path + ".migrate",
                    "shorter than " + LEAST_CYCLES
                            + " cycles, in which no thread gets anything done; write for example '100 us'");
        } else if (every.amount() > EndOfTime.LONGEST.amount() / (every.inCycles() ? period : 1)) {
            faults.put(path + ".migrate", "longer than " + EndOfTime.LONGEST + "; write less, or leave it out");
        }
    }

    /** What of the machine is too small for the workload, by path in the machine. */
    private static Map<String, String> machineFaults(MachineSpec machine, WorkloadSpec workload) {
        String lack = KernelCheck.lackOfTables(machine, workload.all().size());
        return lack == null ? Map.of() : Map.of("os.memory", lack);
    }

    private static void addBareFaults(
            String path, ProcessSpec process, Map<Integer, String> taken, Map<String, String> faults) {
        String other = taken.putIfAbsent(core(process), process.name());
        if (other != null) {
            faults.put(
                    path + ".cores",
                    "core " + core(process) + " runs process '" + other
                            + "' already, and without an operating system nothing switches between processes; name another"
                            + " core, or give the machine an 'os'");
        }
        if (process.threadCount() > process.threadList().size()) {
            faults.put(
                    path + ".runtime.collector",
                    "it has a thread of its own, and without an operating system nothing switches between threads; give the"
                            + " machine an 'os', or take a collector that has none, for example 'generational'");
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
        addStackFault(process, faults);
        long page = process.pages().bytes();
        if (page > MOST_PAGE) {
            faults.put(path + ".pages", "the operating system gives out pages of 4 KiB and 2 MiB");
        } else if (page > os.memory().bytes()) {
            faults.put(path + ".pages", "'os.memory' is smaller than one of them");
        }
    }

    private static void addStackFault(ProcessSpec process, Map<String, String> faults) {
        long sum = 0;
        for (ThreadSpec thread : process.threadList()) {
            StackSpec stack = thread.stack() == null ? process.stack() : thread.stack();
            sum += stack.limit().bytes() + stack.guard().bytes();
        }
        int own = process.threadCount() - process.threadList().size();
        sum += own * (process.stack().limit().bytes() + process.stack().guard().bytes());
        if (sum > MOST_STACKS) {
            faults.put(
                    "processes." + process.name() + ".stack",
                    "the stacks of its " + process.threadCount() + " threads take " + new ByteSize(sum)
                            + " of addresses together, and may take " + new ByteSize(MOST_STACKS) + "; write less");
        }
    }

    private static void addSegmentFaults(ProcessSpec process, MachineSpec machine, Map<String, String> faults) {
        List<ProcessSpec.Made> made =
                process.create(new Simulation(0)::random, () -> 0).threads();
        String problem =
                Loading.of(process, made, machine.translation().offsetBits()).problem();
        if (problem != null) {
            faults.put("processes." + process.name(), problem);
        } else if (made.stream().anyMatch(each -> each.program().callStack() != null)) {
            faults.put(
                    "processes." + process.name() + ".program",
                    "the program keeps its frames on a stack that grows by page faults, and this machine's addresses are in"
                            + " segments; take a machine with pages alone");
        }
    }

    private static void addFutureFaults(WorkloadSpec workload, Map<String, String> faults) {
        ProcessSpec first = workload.all().get(0);
        String rule = "page replacement 'opt' reads the future of one thread whose program asks nobody; ";
        if (workload.all().size() > 1 || first.threadCount() > 1) {
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
