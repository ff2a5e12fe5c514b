package dev.ziggurat.machine;

import dev.ziggurat.cpu.OpenLoop;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.workload.PhaseSpec;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProgramSpec;
import dev.ziggurat.workload.ThreadSpec;
import dev.ziggurat.workload.WorkloadSpec;
import dev.ziggurat.workload.trace.TraceSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a workload says without effect on a machine: no errors, but worth knowing before a result is believed. */
public final class WorkloadNotes {
    private final boolean openLoop;
    private final boolean paged;
    private final boolean managed;

    /** Why page sizes mean nothing, if they do not. */
    private final String untranslated;

    private final Config<WorkloadSpec> config;
    private final List<Problem> notes = new ArrayList<>();

    private WorkloadNotes(MachineSpec machine, Config<WorkloadSpec> config) {
        openLoop = machine.cores() instanceof OpenLoop.Spec;
        paged = machine.translates() && !machine.contiguous();
        managed = machine.kernel() != null;
        untranslated = machine.contiguous()
                ? "this machine has no pages"
                : openLoop
                        ? "an open-loop driver's addresses are physical"
                        : "this machine does not translate addresses";
        this.config = config;
    }

    /** Returns what is without effect, in the order of the file; empty if all of it counts. */
    public static List<Problem> of(MachineSpec machine, Config<WorkloadSpec> config) {
        WorkloadNotes notes = new WorkloadNotes(machine, config);
        config.spec().processes().forEach(notes::look);
        return List.copyOf(notes.notes);
    }

    private void look(ProcessSpec process) {
        String path = "processes." + process.name();
        if (!paged && config.says(path + ".pages")) {
            notes.add(config.problem(path + ".pages", "without effect: " + untranslated));
        }
        lookAtCores(path, process);
        if (!managed && config.says(path + ".stack")) {
            notes.add(config.problem(
                    path + ".stack", "without effect: without an operating system nothing limits a stack"));
        }
        List<ThreadSpec> threads = process.threads();
        if (threads == null) {
            look(path, process.program(), process.phases());
            return;
        }
        threads.forEach(thread -> look(path + ".threads." + thread.name(), thread.program(), thread.phases()));
    }

    /** Of several cores a thread that never moves uses the first. */
    private void lookAtCores(String path, ProcessSpec process) {
        if (process.each().size() >= process.cores().size()) {
            return;
        }
        List<ThreadSpec> threads = process.threadList();
        for (int i = 0; i < threads.size(); i++) {
            ThreadSpec thread = threads.get(i);
            boolean own = thread.cores() != null;
            boolean moves = process.migrate() != null || thread.migrate() != null;
            if (!moves
                    && (own || process.threadCount() == 1)
                    && process.coresOf(i).size() > 1) {
                String at = own ? path + ".threads." + thread.name() : path;
                notes.add(
                        config.problem(
                                at + ".cores",
                                "without effect but for the first: nothing says when to move; write for example 'migrate: 100 us'"));
            }
        }
    }

    private void look(String path, @Nullable ProgramSpec program, @Nullable List<PhaseSpec> phases) {
        if (program instanceof TraceSpec trace) {
            look(path + ".program", trace);
        }
        for (int i = 0; phases != null && i < phases.size(); i++) {
            look(path + ".phases." + i, phases.get(i).program(), null);
        }
    }

    private void look(String path, TraceSpec trace) {
        List<String> idle = openLoop ? List.of("dependencies") : List.of("pacing", "cycle", "outstanding");
        String reason = openLoop
                ? "an open-loop driver waits for no result"
                : "only cores of kind open-loop send references at given times";
        for (String key : idle) {
            if (config.says(path + "." + key)) {
                notes.add(config.problem(path + "." + key, "without effect: " + reason));
            }
        }
        if (!trace.timed()) {
            return;
        }
        if (!openLoop) {
            notes.add(config.problem(path + ".file", "the trace's arrival times are not used: " + reason));
        } else if (trace.ignoresTimes()) {
            notes.add(
                    config.problem(
                            path + ".file",
                            "the trace's arrival times are not used, since nothing says how long a cycle of them is: one request is"
                                    + " sent a cycle; write for example 'cycle: 833 ps', or 'pacing: clocked' if that is meant"));
        }
    }
}
