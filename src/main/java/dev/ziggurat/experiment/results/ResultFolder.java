package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.ProcObserver;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The folder that holds the results of one plan. */
public final class ResultFolder implements AutoCloseable {
    /** One row a run. */
    public static final String RESULTS = "results.csv";

    /** One row a number. */
    public static final String STATISTICS = "statistics.csv";

    /** What each of them means. */
    public static final String DICTIONARY = "dictionary.csv";

    /** What was simulated, with all defaults. */
    public static final String RESOLVED = "resolved.yaml";

    /** Who made it, where, when and from what. */
    public static final String MANIFEST = "manifest.json";

    /** Every DRAM command, on request. */
    public static final String COMMANDS = "commands.csv";

    /** What the operating system counted in each interval, on request. */
    public static final String TIMELINE = "timeline.csv";

    /** The last frame of top, on request. */
    public static final String TOP = "top.txt";

    public static final String POINTS = "points";

    private final Path folder;
    private final Plan plan;
    private final PointStore points;
    private final Disk disk;
    private final RunFiles files;

    private ResultFolder(Path folder, Plan plan, PointStore points, Disk disk) {
        this.folder = folder;
        this.plan = plan;
        this.points = points;
        this.disk = disk;
        files = new RunFiles(folder, disk);
    }

    /**
     * Opens the folder of a plan and makes it if it is not there.
     *
     * @throws ExperimentException if the folder cannot be written, holds results that are not this plan's, or is in use
     */
    public static ResultFolder open(Path folder, Plan plan) {
        return open(folder, plan, new Disk());
    }

    public static ResultFolder open(Path folder, Plan plan, Disk disk) {
        try {
            refuseWithoutPoints(folder);
            PointStore points = PointStore.open(folder.resolve(POINTS), disk);
            ResultFolder opened = new ResultFolder(folder, plan, points, disk);
            try {
                opened.refuseOthers();
            } catch (IOException | RuntimeException e) {
                points.close();
                throw e;
            }
            return opened;
        } catch (IOException e) {
            throw new ExperimentException(
                    "cannot write to " + folder + ": " + reason(e) + "; give another with --out DIR", e);
        }
    }

    private static void refuseWithoutPoints(Path folder) {
        if (Files.exists(folder.resolve(RESULTS)) && !Files.exists(folder.resolve(POINTS))) {
            throw new ExperimentException(folder + " already holds a " + RESULTS
                    + " that cannot be continued (there is no folder '" + POINTS
                    + "' beside it); nothing was changed. Write to another folder with --out DIR, or remove it");
        }
    }

    private void refuseOthers() throws IOException {
        Set<String> ours = plan.digests();
        List<String> found = PointStore.digests(folder.resolve(POINTS));
        long others = found.stream().filter(digest -> !ours.contains(digest)).count();
        if (others > 0) {
            throw new ExperimentException(folder + " holds the results of "
                    + Manifest.describe(folder.resolve(MANIFEST)) + ": " + others + " of its " + found.size()
                    + " finished runs are not among the " + ours.size() + " of '"
                    + plan.spec().name() + "' as "
                    + plan.version() + " plans it now. Nothing was changed. Write to another folder with --out DIR,"
                    + " or, if its results are no longer needed, remove " + folder
                    + " (`sweep --force` removes what is not this"
                    + " sweep's)");
        }
    }

    /** Returns the folder. */
    public Path path() {
        return folder;
    }

    /** Has the DRAM commands of every run from now on written to {@code commands.csv}; for plans of one run. */
    public void logCommands() {
        files.logCommands();
    }

    /**
     * Has what the operating system counts in each interval written to {@code timeline.csv}; for plans of one run.
     *
     * @param interval in picoseconds, at least 1
     * @throws ExperimentException if there is a {@code timeline.csv} of another interval
     */
    public void logTimeline(long interval) {
        try {
            files.logTimeline(interval);
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + folder + ": " + reason(e), e);
        }
    }

    /**
     * Has the last frame that an observer makes written to {@code top.txt}, whether it is shown or not; for plans of one run.
     *
     * @throws ExperimentException if there is a {@code top.txt} of another interval
     */
    public void logTop(FrameObserver observer) {
        try {
            files.logTop(observer);
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + folder + ": " + reason(e), e);
        }
    }

    /** Has a run shown to somebody while it goes on; it is done for that even if it has finished before. For plans of one run. */
    public void show(ProcObserver observer) {
        files.show(observer);
    }

    /** Whether a run must be done: it has not finished, or something more is wanted of it than there is. */
    public boolean lacks(Run run) {
        return find(run).isEmpty() || files.lacking();
    }

    /** Simulates a run; what it writes as it goes is there whole when it returns. */
    public Outcome simulate(Run run, Pulse pulse) throws IOException {
        return files.simulate(run, pulse);
    }

    /** Returns the outcome of a run that has finished. */
    public Optional<Outcome> find(Run run) {
        try {
            return points.find(run.digest());
        } catch (IOException e) {
            throw new ExperimentException("cannot read " + folder + ": " + reason(e), e);
        }
    }

    /** Whether the outcome of a run is here and whole. */
    public boolean holds(String digest) throws IOException {
        return points.find(digest).isPresent();
    }

    /** Keeps an outcome. */
    public void keep(Run run, Outcome outcome) throws IOException {
        points.keep(run.digest(), outcome);
    }

    /** Keeps an outcome that was written elsewhere. */
    public void keep(String digest, byte[] text) throws IOException {
        points.keep(digest, text);
    }

    public void write(String name, String text) {
        try {
            disk.write(folder.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Writes the tables of some runs from the outcomes that are kept, in the order of the plan. */
    public void writeTables(List<Run> rows, Map<String, Outcome> notKept) {
        try {
            disk.write(
                    folder.resolve(RESULTS),
                    results -> disk.write(
                            folder.resolve(STATISTICS),
                            statistics -> disk.write(folder.resolve(DICTIONARY), dictionary -> {
                                Tables tables = new Tables(plan, results, statistics, dictionary);
                                for (Run run : rows) {
                                    Outcome outcome = points.find(run.digest()).orElse(notKept.get(run.digest()));
                                    if (outcome != null) {
                                        tables.add(run, outcome);
                                    }
                                }
                                tables.flush();
                            })));
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Says why nothing can be written, and what to do. */
    public static ExperimentException cannotWrite(Path folder, IOException e) {
        return new ExperimentException(
                "cannot write to " + folder + ": " + reason(e)
                        + ". Runs that have finished are kept; make room or give another folder with --out DIR, then"
                        + " start the same command again",
                e);
    }

    /** Returns in words why a file or folder could not be read, made or written. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied for " + e.getMessage();
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is a file, not a folder";
        }
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + " cannot be made there";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason() + " (" + failed.getFile() + ")";
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        try {
            points.close();
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }
}
