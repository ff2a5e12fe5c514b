package dev.ziggurat.experiment.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A machine and a workload, read, checked and ready to be simulated any number of times, from any thread. */
public interface Setup {
    /** Returns the name of the machine. */
    String machine();

    /** Returns the name of the workload. */
    String workload();

    /** Returns the names of the processes of the workload, at least one. */
    List<String> processes();

    /**
     * Returns the same machine and of the workload one process only, on its own cores.
     *
     * @param process the name of one
     */
    Setup alone(String process);

    /** Returns the name of the process that is alone; empty if the workload is whole. */
    String alone();

    /** Returns what the machine is, with all defaults, as 64 hexadecimal digits. */
    String machineDigest();

    /** Returns what the workload is, with all defaults and the content of its files, as 64 hexadecimal digits. */
    String workloadDigest();

    /**
     * Returns the machine with its defaults and where each value came from, as YAML.
     *
     * @param points setups of the same files with other values: what is another default there is left out
     */
    String resolvedMachine(List<Setup> points);

    /**
     * Returns the workload with its defaults and where each value came from, as YAML for a file in a folder.
     *
     * @param points as with the machine
     */
    String resolvedWorkload(Path folder, List<Setup> points);

    /** Returns the files that the workload reads, each with the SHA-256 of its content in hexadecimal. */
    Map<Path, String> files();

    /** Returns what the numbers that a run gives mean, in their order. */
    List<Meaning> dictionary();

    /**
     * Simulates; a failure of the simulation is an outcome.
     *
     * @throws IllegalArgumentException if somebody wants to look at the files of an operating system and there is none
     */
    Outcome simulate(RunLimits limits, Watch watch);

    /** Returns the last of the notes of each run that was simulated: what is to be said of the files themselves, such as keys that are given without effect. */
    default List<String> notes() {
        return List.of();
    }

    /** Whether the machine has an operating system, which shows files. */
    boolean hasOperatingSystem();

    /**
     * Returns how many references a run has, warm-up included; 0 if a program ends by itself and nobody knows. Of a daemon only the warm-up counts: how long
     * it goes on is up to the others.
     */
    long references(RunLimits limits);

    /**
     * The pages that programs may touch.
     *
     * @param count how many there are
     * @param bytes of all of them
     * @param used bytes of them that the programs use
     */
    record Pages(long count, double bytes, double used) {}

    /** Returns the pages of the programs of the workload, which are made for that: it may take a while. */
    default Pages pages() {
        return new Pages(0, 0, 0);
    }

    /** Returns how many bytes an operating system hands out; 0 if there is none. */
    default long memory() {
        return 0;
    }
}
