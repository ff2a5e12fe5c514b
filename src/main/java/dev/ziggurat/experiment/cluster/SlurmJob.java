package dev.ziggurat.experiment.cluster;

import dev.ziggurat.experiment.run.ExperimentException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep as a job array of Slurm: each task carries out one part of the points.
 *
 * @param name of the sweep: letters, digits, dots, underscores and hyphens
 * @param folder where scripts, parts and logs lie, absolute, on a disk that all nodes see
 * @param program how it is called
 * @param tasks how many there are and how they are carried out
 * @param node what each task asks of its node
 */
public record SlurmJob(String name, Path folder, Program program, Tasks tasks, Node node) {
    private static final String TIME = "[0-9]+(:[0-9]{1,2}){0,2}|[0-9]+-[0-9]{1,2}(:[0-9]{1,2}){0,2}";
    private static final String MEMORY = "[1-9][0-9]*[KMGT]?";
    private static final String WORD = "[A-Za-z0-9_.,@+-]+";

    /**
     * How the program is called.
     *
     * @param from the folder that relative names of the arguments start at, absolute
     * @param start the arguments of {@code java} that start it
     * @param sweep the arguments that say what is simulated, for {@code sweep}, {@code merge} and {@code slurm} alike
     */
    public record Program(Path from, List<String> start, List<String> sweep) {
        public Program {
            start = List.copyOf(start);
            sweep = List.copyOf(sweep);
        }
    }

    /**
     * The tasks of the array.
     *
     * @param count how many, at least 1
     * @param atOnce how many may run at once; null for as many as there is room for
     * @param timeOut how long one run may take, as {@code sweep --time-out} takes it; null for as long as it does
     */
    public record Tasks(
            int count, @Nullable Integer atOnce, @Nullable String timeOut) {
        public Tasks {
            if (count < 1) {
                throw new ExperimentException("--tasks takes a number of at least 1, not " + count);
            }
            if (atOnce != null && atOnce < 1) {
                throw new ExperimentException("--at-once takes a number of at least 1, not " + atOnce);
            }
        }
    }

    /**
     * What a task asks for.
     *
     * @param cpus processors, at least 1; so many runs go on at once
     * @param memory in Slurm's words, {@code 8G}; a number alone is MiB; null for the cluster's default
     * @param time the longest that it may take, in Slurm's words, {@code 1-12:00:00} or minutes; null for the partition's default
     * @param partition one or several with commas; null for the cluster's default
     */
    public record Node(
            int cpus,
            @Nullable String memory,
            @Nullable String time,
            @Nullable String partition) {
        public Node {
            if (cpus < 1) {
                throw new ExperimentException("--cpus takes a number of at least 1, not " + cpus);
            }
            refuse("--memory", memory, MEMORY, "an amount as sbatch does, for example 8G or 8000M");
            refuse("--time", time, TIME, "a time as sbatch does: minutes, HH:MM:SS or D-HH:MM:SS");
            refuse("--partition", partition, WORD, "the name of a partition, or several with commas");
        }

        private static void refuse(String option, @Nullable String given, String pattern, String what) {
            if (given != null && !given.matches(pattern)) {
                throw new ExperimentException(option + " takes " + what + "; not '" + given + "'");
            }
        }
    }

    /** Returns the folder of a part's results. */
    public Path part(int number) {
        return folder.resolve(SlurmScripts.PARTS).resolve(Integer.toString(number));
    }
}
