package dev.ziggurat.experiment.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The scripts of a job array: {@code array.sbatch} carries one part out, {@code merge.sbatch} puts the parts together, {@code submit} hands both to Slurm, the
 * array with those parts only that lack runs.
 *
 * <p>What has been done is told by the result files alone, never by Slurm: its accounting may not be there, and a task that it calls done may have failed. The
 * merge therefore follows the array whatever became of it ({@code afterany}) and names what is missing; after {@code afterok} one failed run would leave it
 * waiting for ever.
 */
public final class SlurmScripts {
    /** The script of a part. */
    public static final String ARRAY = "array.sbatch";

    /** The script of the merge. */
    public static final String MERGE = "merge.sbatch";

    /** The script that submits both. */
    public static final String SUBMIT = "submit";

    /** The option of {@code slurm} that prints the numbers of the parts that lack runs. */
    public static final String LEFT = "--left";

    /** The folder of the parts. */
    static final String PARTS = "parts";

    /** The folder of the merged results. */
    public static final String RESULTS = "results";

    private static final String LOGS = "logs";

    /** For shellcheck: ZIGGURAT_JAVA_OPTS holds several switches and is split at blanks on purpose. */
    private static final String SPLIT = "# shellcheck disable=SC2086\n";

    private static final String HEAP = """

            # The Java heap is four fifths of the memory that Slurm gives.
            heap=
            if [ "${SLURM_MEM_PER_NODE:-0}" -gt 0 ]; then
                heap=-Xmx$((SLURM_MEM_PER_NODE * 8 / 10))m
            fi

            """;

    private static final String OF_HEAP = "${heap:+\"$heap\"} ";

    private final SlurmJob job;
    private final String version;

    /**
     * Prepares to write them.
     *
     * @param version of the program, as result files name it
     */
    public SlurmScripts(SlurmJob job, String version) {
        this.job = job;
        this.version = version;
    }

    /** Returns the texts by the names of their files. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(ARRAY, array());
        texts.put(MERGE, merge());
        texts.put(SUBMIT, submit());
        return texts;
    }

    private String array() {
        List<String> directives = new ArrayList<>(List.of(
                "job-name=" + job.name(),
                "array=1-" + job.tasks().count() + most(),
                "ntasks=1",
                "cpus-per-task=" + job.node().cpus(),
                "requeue",
                "open-mode=append",
                "output=" + LOGS + "/%A_%a.log"));
        return head(
                        directives,
                        "Each task carries out one part of the sweep and goes on where an earlier one was cut short.")
                + HEAP
                + start("exec", OF_HEAP)
                + " \\\n    sweep "
                + words(job.program().sweep())
                + timeOut()
                + " --yes \\\n    --jobs \"${SLURM_CPUS_PER_TASK:-1}\" --shard \"$SLURM_ARRAY_TASK_ID/"
                + job.tasks().count()
                + "\" --out \"$folder/" + PARTS + "/$SLURM_ARRAY_TASK_ID\"\n";
    }

    private String merge() {
        List<String> directives = List.of(
                "job-name=" + job.name() + "-merge",
                "ntasks=1",
                "requeue",
                "open-mode=append",
                "output=" + LOGS + "/merge-%j.log");
        return head(directives, "Puts the parts together and names what is missing.")
                + HEAP + SPLIT + start("", OF_HEAP) + " \\\n    merge "
                + words(job.program().sweep()) + " --out \"$folder/" + RESULTS
                + "\" \"$folder/" + PARTS + "\"/* || {\n    code=$?\n    " + SPLIT + "    left=$(" + left()
                + ")\n    if [ -n \"$left\" ]; then\n"
                + "        echo \"on this cluster the array simulates what is missing: give $folder/" + SUBMIT
                + " again\" >&2\n    fi\n    exit $code\n}\n";
    }

    private String submit() {
        return "#!/bin/bash\n"
                + about(
                        "Submits the parts that lack runs, and the merge behind them. Give it again to submit what is missing then.")
                + "# Arguments go to sbatch, with both jobs: ./" + SUBMIT + " --account=mine\n"
                + place()
                + "\n# Simulates nothing: reads the result files that are there.\n"
                + SPLIT + "left=$(" + left() + ")\n"
                + """

                # The logs and the names of jobs start at the folder of the scripts.
                cd "$folder"
                mkdir -p logs
                if [ -n "$left" ]; then
                    array=$(sbatch --parsable --array="$leftMOST" "$@" array.sbatch)
                    array=${array%%;*}
                    merge=$(sbatch --parsable --dependency="afterany:$array" "$@" merge.sbatch)
                    echo "job $array carries out parts $left; job ${merge%%;*} merges them into $folder/results"
                elif [ -e results/results.csv ] && [ -z "$(find parts -newer results/results.csv)" ]; then
                    echo "nothing is missing; $folder/results holds the merged results"
                else
                    merge=$(sbatch --parsable "$@" merge.sbatch)
                    echo "nothing is missing; job ${merge%%;*} merges the parts into $folder/results"
                fi
                """.replace("MOST", most());
    }

    /** What prints the numbers of the parts that lack runs. */
    private String left() {
        return start("", "") + " \\\n    slurm " + words(job.program().sweep()) + " --out \"$folder\" --tasks "
                + job.tasks().count() + " " + LEFT;
    }

    private String head(List<String> directives, String what) {
        List<String> all = new ArrayList<>(directives);
        if (job.node().memory() != null) {
            all.add("mem=" + job.node().memory());
        }
        if (job.node().time() != null) {
            all.add("time=" + job.node().time());
        }
        if (job.node().partition() != null) {
            all.add("partition=" + job.node().partition());
        }
        return "#!/bin/bash\n"
                + all.stream().map(each -> "#SBATCH --" + each + "\n").collect(Collectors.joining())
                + about(what)
                + place();
    }

    private String about(String what) {
        return "# Written by ziggurat " + version + " for the sweep '" + job.name() + "'. " + what + "\n";
    }

    private String place() {
        return "set -eu\n# Names of files outside ASCII are unreadable to Java in the plain C locale.\n"
                + "case $(locale charmap 2>/dev/null) in\n"
                + "    ANSI_X3.4-1968 | US-ASCII | 646 | '') export LC_ALL=C.UTF-8 ;;\nesac\nfolder="
                + Shell.word(job.folder().toString()) + "\ncd "
                + Shell.word(job.program().from().toString()) + "\n";
    }

    private String start(String before, String heap) {
        return (before.isEmpty() ? "" : SPLIT + before + " ")
                + "\"${JAVA_HOME:+$JAVA_HOME/bin/}java\" -XX:+UseSerialGC " + heap + "${ZIGGURAT_JAVA_OPTS:-} "
                + words(job.program().start());
    }

    private String timeOut() {
        return job.tasks().timeOut() == null
                ? ""
                : " --time-out " + Shell.word(job.tasks().timeOut());
    }

    private String most() {
        return job.tasks().atOnce() == null ? "" : "%" + job.tasks().atOnce();
    }

    private static String words(List<String> arguments) {
        return arguments.stream().map(Shell::word).collect(Collectors.joining(" "));
    }
}
