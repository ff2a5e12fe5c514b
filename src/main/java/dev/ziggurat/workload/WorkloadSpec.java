package dev.ziggurat.workload;

import dev.ziggurat.units.SpecException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A workload file.
 *
 * @param workload its name
 * @param description what it shows, default empty
 * @param processes the processes, at least one that is no daemon, each with a name of its own
 */
public record WorkloadSpec(String workload, String description, List<ProcessSpec> processes) {
    public WorkloadSpec {
        SpecException.requirePresent("workload", workload, "pointer-chase");
        Names.require("workload", workload);
        description = description == null ? "" : description;
        if (processes == null || processes.isEmpty()) {
            throw new SpecException(
                    "processes",
                    "a workload has at least one process; write for example"
                            + " '- {name: chaser, cores: [0], program: {kind: pointer-chase, footprint: 6 MiB}, references: 1000000}'");
        }
        processes = List.copyOf(processes);
        List<ProcessSpec> all = all(processes);
        Set<String> names = new HashSet<>();
        for (ProcessSpec process : all) {
            if (!names.add(process.name())) {
                throw new SpecException(
                        "processes", "two processes are called '" + process.name() + "'; each has a name of its own");
            }
        }
        if (all.stream().allMatch(ProcessSpec::daemon)) {
            throw new SpecException(
                    "processes",
                    "all processes are daemons, and a run ends with the last process that is none; take 'daemon: true' from"
                            + " one of them");
        }
    }

    /** Returns every process, each instance of one that has several by itself, in the order of the file. */
    public List<ProcessSpec> all() {
        return all(processes);
    }

    private static List<ProcessSpec> all(List<ProcessSpec> given) {
        return given.stream().flatMap(process -> process.each().stream()).toList();
    }
}
