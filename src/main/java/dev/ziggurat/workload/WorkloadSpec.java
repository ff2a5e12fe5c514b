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
 * @param processes the processes, at least one, each with a name of its own
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
        Set<String> names = new HashSet<>();
        for (ProcessSpec process : processes) {
            if (!names.add(process.name())) {
                throw new SpecException(
                        "processes", "two processes are called '" + process.name() + "'; each has a name of its own");
            }
        }
    }
}
