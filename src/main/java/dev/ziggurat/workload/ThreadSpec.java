package dev.ziggurat.workload;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread of a process that lists its threads.
 *
 * @param name its name, its own in the process
 * @param cores the cores it may use, default those of the process
 * @param program what it does; this or {@code phases}
 * @param phases its programs one after another; this or {@code program}
 * @param daemon whether it keeps no run alive and counts for no {@code references}, default no
 * @param migrate after how long on a core it goes on to the next of its cores, round and round; default that of the process
 * @param stack how large its stack may become, default that of the process
 */
public record ThreadSpec(
        String name,
        @Nullable List<Integer> cores,
        @Nullable ProgramSpec program,
        @Nullable List<PhaseSpec> phases,
        Boolean daemon,
        @Nullable Latency migrate,
        @Nullable StackSpec stack) {
    public ThreadSpec {
        SpecException.requirePresent("name", name, "worker0");
        Names.require("name", name);
        cores = cores == null ? null : ProcessSpec.checkedCores(cores);
        phases = phases == null ? null : List.copyOf(phases);
        daemon = daemon != null && daemon;
        if ((program == null) == (phases == null)) {
            throw new SpecException(
                    "",
                    "thread '" + name + "' needs exactly one of 'program' and 'phases' (programs one after another)");
        }
        if (phases != null && phases.isEmpty()) {
            throw new SpecException("phases", "a list of phases has at least one");
        }
        for (int i = 0; phases != null && i < phases.size() - 1; i++) {
            if (phases.get(i).endless()) {
                throw new SpecException(
                        "phases." + i,
                        "'references' is missing: the program of this phase does not end by itself, and others come after it;"
                                + " write for example 'references: 100000'");
            }
        }
    }

    /** Whether it ends by itself, or with the others. Phases do if the last one does: without an end they would not come one after another. */
    boolean finite() {
        if (daemon) {
            return true;
        }
        List<PhaseSpec> list = phaseList();
        return program == null ? !list.get(list.size() - 1).endless() : program.finite();
    }

    /** Returns every program that it runs. */
    List<ProgramSpec> programs() {
        return program != null
                ? List.of(program)
                : phaseList().stream().map(PhaseSpec::program).toList();
    }

    /** Returns its phases, none if it has a single program. */
    List<PhaseSpec> phaseList() {
        return phases == null ? List.of() : phases;
    }
}
