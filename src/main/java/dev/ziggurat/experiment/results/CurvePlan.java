package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.mrc.MissRatioStudy.Question;
import dev.ziggurat.experiment.mrc.Sizes;
import dev.ziggurat.experiment.run.Digest;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.Spelling;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Miss-ratio curves that are asked for.
 *
 * @param source the workload's file
 * @param workload the workload
 * @param process the only process that is looked at; null for all
 * @param question what is asked
 * @param sizes at which sizes the answer is told
 * @param version the tool's
 */
public record CurvePlan(
        Source source,
        Config<WorkloadSpec> workload,
        @Nullable String process,
        Question question,
        Sizes sizes,
        String version) {
    public CurvePlan {
        if (process != null) {
            requireKnown(workload.spec(), process);
        }
        List<Problem> problems = new ArrayList<>();
        for (ProcessSpec each : chosen(workload.spec(), process)) {
            look(workload, each, problems);
            if (each.daemon() && question.references() == null) {
                problems.add(workload.problem(
                        "processes." + each.name() + ".daemon",
                        "a daemon goes on until the others end, and without a machine nobody knows when that is; say how many"
                                + " references each makes with --references, or name another process with --process"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private static void requireKnown(WorkloadSpec workload, String process) {
        List<String> known = workload.all().stream().map(ProcessSpec::name).toList();
        if (!known.contains(process)) {
            String nearest = Spelling.nearest(process, known);
            throw new ExperimentException("--process " + process + ": the workload '" + workload.workload()
                    + "' has no such process; "
                    + (nearest == null ? "it has " + String.join(", ", known) : "did you mean '" + nearest + "'?"));
        }
    }

    private static List<ProcessSpec> chosen(WorkloadSpec workload, @Nullable String process) {
        return workload.all().stream()
                .filter(each -> process == null || process.equals(each.name()))
                .toList();
    }

    /** Refuses what only an operating system can carry out. */
    private static void look(Config<WorkloadSpec> workload, ProcessSpec process, List<Problem> problems) {
        String path = "processes." + process.name();
        String instead = "; `ziggurat run` simulates it on a machine with an 'os'";
        if (process.makesCalls()) {
            problems.add(workload.problem(
                    path + ".program",
                    "the program makes system calls, and without a machine nobody answers them" + instead));
        } else if (process.threadCount() > process.threadList().size()) {
            problems.add(workload.problem(
                    path + ".runtime",
                    "it has threads of its own that wait for others, and without a machine nobody wakes them"
                            + instead));
        }
    }

    /** Returns the processes that are looked at, in the order of the file. */
    public List<ProcessSpec> processes() {
        return chosen(workload.spec(), process);
    }

    /** Returns what the folder of its results is called. */
    public String name() {
        return "mrc-" + workload.spec().workload();
    }

    /** Returns all that the results depend on, as 64 hexadecimal digits. */
    public String digest() {
        Digest digest = new Digest().add(version).add(workload.digest());
        processes().stream()
                .flatMap(each -> each.files().stream())
                .distinct()
                .forEach(file -> digest.add(Digest.ofFile(file)));
        digest.add(process == null ? "" : process).add(question.toString()).add(sizes.toString());
        return digest.hex();
    }
}
