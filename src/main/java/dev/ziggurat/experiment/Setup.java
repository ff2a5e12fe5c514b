package dev.ziggurat.experiment;

import dev.ziggurat.dram.CommandObserver;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A machine and a workload, read, checked and ready to be simulated any number of times, from any thread. */
public interface Setup {
    /** Returns the name of the machine. */
    String machine();

    /** Returns the name of the workload. */
    String workload();

    /** Returns what the machine is, with all defaults, as 64 hexadecimal digits. */
    String machineDigest();

    /** Returns what the workload is, with all defaults and the content of its files, as 64 hexadecimal digits. */
    String workloadDigest();

    /** Returns the machine with all defaults and where each value came from, as YAML. */
    String resolvedMachine();

    /** Returns the workload with all defaults and where each value came from, as YAML for a file in a folder. */
    String resolvedWorkload(Path folder);

    /** Returns the names ({@code cores.ipc}) of all numbers that a run gives, in the order of the dictionary. */
    Set<String> metrics();

    /**
     * Simulates; a failure of the simulation is an outcome.
     *
     * @param commands is told every DRAM command; null for nobody
     * @param pulse is told now and then how far it is
     */
    Outcome simulate(RunLimits limits, @Nullable CommandObserver commands, Pulse pulse);

    /** Returns how many references a run has, warm-up included; 0 if a program ends by itself and nobody knows. */
    long references(RunLimits limits);
}
