package dev.ziggurat.machine;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Words;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.os.KernelSpec.CostsSpec;
import dev.ziggurat.os.KernelSpec.Swap;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules between an operating system and the machine that it runs on. */
final class KernelCheck {
    private static final int PAGE = 4096;

    /** The tables of a first page, without the root that each process has from the beginning. */
    private static final int TABLES_OF_A_PAGE = 3;

    private static final int LEAST_CYCLES = 20;

    private final Config<MachineSpec> config;
    private final MachineSpec machine;
    private final List<Problem> problems = new ArrayList<>();

    private KernelCheck(Config<MachineSpec> config) {
        this.config = config;
        machine = config.spec();
    }

    /** Returns what is wrong, in no order; nothing if there is no operating system, or it has nothing to do. */
    static List<Problem> problems(Config<MachineSpec> config) {
        KernelCheck check = new KernelCheck(config);
        KernelSpec os = config.spec().kernel();
        if (os != null) {
            check.checkMemory(os);
            check.checkSwap(os.swap());
            check.checkGranule(os);
            check.checkLengths(os);
        }
        return check.problems;
    }

    /**
     * Returns why a number of processes is too large for what {@code os.memory} leaves to page tables, null if it is not. Each has its root before
     * the first begins.
     */
    static @Nullable String lackOfTables(MachineSpec machine, int processes) {
        KernelSpec os = machine.kernel();
        if (os == null || room(machine, os) >= leastTables(machine, processes)) {
            return null;
        }
        if (machine.contiguous()) {
            return "leaves " + room(machine, os) + " pages for segment tables, and the " + processes
                    + " processes of the workload need one each; write less, or give 'memory' a larger size";
        }
        return "leaves " + room(machine, os) + " pages for page tables, and the " + processes
                + " processes of the workload need " + leastTables(machine, processes)
                + ": a root each, and the other tables of a first page; write less, or give 'memory' a larger size";
    }

    /** Returns how many page tables lie between {@code os.memory} and the end of memory. */
    private static long room(MachineSpec machine, KernelSpec os) {
        return machine.memory().spec().capacity() / PAGE - os.memory().frames();
    }

    private static int leastTables(MachineSpec machine, int processes) {
        if (machine.contiguous()) {
            return processes;
        }
        int each = machine.translation().format().segmented() ? 2 : 1;
        return each * processes + TABLES_OF_A_PAGE;
    }

    private void refuse(String path, String rule) {
        problems.add(config.problem(path, rule));
    }

    private void checkMemory(KernelSpec os) {
        long capacity = machine.memory().spec().capacity();
        if (room(machine, os) < leastTables(machine, 1)) {
            refuse(
                    "os.memory",
                    "leaves no room for " + (machine.contiguous() ? "segment" : "page")
                            + " tables, which lie between it and the end of memory at " + new ByteSize(capacity)
                            + "; write less");
        }
    }

    private void checkSwap(@Nullable Swap swap) {
        if (swap == null) {
            return;
        }
        StorageSpec device = machine.storage().get(swap.device());
        if (device == null) {
            refuse(
                    "os.swap.device",
                    "names no storage device; "
                            + (machine.storage().isEmpty()
                                    ? "write for example 'storage: {nvme0: {device: nvme-mlc}}'"
                                    : Words.hint(
                                            swap.device(), machine.storage().keySet())));
        } else if (swap.size().bytes() > device.device().model().capacity()) {
            ByteSize capacity = new ByteSize(device.device().model().capacity());
            refuse("os.swap.size", "'" + swap.device() + "' has " + capacity + " only");
        }
    }

    /** Devices carry whole lines, so that a line of two segments would come back with what a neighbour held before. */
    private void checkGranule(KernelSpec os) {
        int line = Home.lineBytes(machine);
        if (machine.contiguous() && os.swap() != null && os.segments().granule().bytes() % line != 0) {
            refuse(
                    "os.segments.granule",
                    "segments that go to swap begin and end with a line; write a multiple of " + new ByteSize(line)
                            + ", or leave 'os.swap' out");
        }
    }

    private void checkLengths(KernelSpec os) {
        CostsSpec costs = os.costs();
        checkLength("os.quantum", os.quantum());
        long period = machine.cores().clock().period();
        if (os.quantum().picoseconds(period) < LEAST_CYCLES * period) {
            refuse(
                    "os.quantum",
                    "shorter than " + LEAST_CYCLES
                            + " cycles, in which no thread gets anything done; write for example '4 ms'");
        }
        checkLength("os.costs.trap", costs.trap());
        checkLength("os.costs.minor-fault", costs.minorFault());
        checkLength("os.costs.major-fault", costs.majorFault());
        checkLength("os.costs.context-switch", costs.contextSwitch());
    }

    private void checkLength(String path, Latency latency) {
        Problem problem = MachineCheck.tooLong(config, path, latency);
        if (problem != null) {
            problems.add(problem);
        }
    }
}
