package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.ProcObserver;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Watch;
import dev.ziggurat.units.Latency;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is written of a run while it goes on, and who is shown it; for plans of one run. */
final class RunFiles {
    private static final int PICOSECOND_DIGITS = 3;
    private static final int MILLISECOND_DIGITS = 9;

    private final Path folder;
    private final Disk disk;
    private final List<ProcObserver> shown = new ArrayList<>();
    private boolean commands;
    private long interval;
    private @Nullable FrameObserver top;

    RunFiles(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** The DRAM commands are wanted. */
    void logCommands() {
        commands = true;
    }

    /**
     * A time line is wanted.
     *
     * @throws ExperimentException if there is one of another interval
     */
    void logTimeline(long picoseconds) throws IOException {
        Path file = folder.resolve(ResultFolder.TIMELINE);
        if (Files.exists(file) && !isOf(file, picoseconds)) {
            throw new ExperimentException(file + " has rows of another interval than "
                    + Latency.ofPicoseconds(picoseconds)
                    + "; nothing was changed. Write to another folder with --out DIR, or remove the file");
        }
        interval = picoseconds;
    }

    /** Whether the rows of a time line are of an interval: the first ends with it, or with the run if that is shorter. */
    private static boolean isOf(Path file, long picoseconds) throws IOException {
        List<String> rows;
        try (Stream<String> lines = Files.lines(file)) {
            rows = lines.skip(1).limit(2).toList();
        }
        if (rows.isEmpty()) {
            return true;
        }
        String[] first = rows.get(0).split(",", -1);
        if (first.length < 2 || !first[1].matches("[0-9]+\\.[0-9]{3}")) {
            return false;
        }
        int order =
                new BigDecimal(first[1]).movePointRight(PICOSECOND_DIGITS).compareTo(BigDecimal.valueOf(picoseconds));
        return order == 0 || (order < 0 && rows.size() == 1);
    }

    /**
     * The last frame of top is wanted.
     *
     * @throws ExperimentException if there is one of another interval
     */
    void logTop(FrameObserver observer) throws IOException {
        Path file = folder.resolve(ResultFolder.TOP);
        if (Files.exists(file) && !Files.readString(file).contains(interval(observer))) {
            throw new ExperimentException(
                    file + " has a frame of another interval than " + Latency.ofPicoseconds(observer.interval())
                            + "; nothing was changed. Write to another folder with --out DIR, or remove the file");
        }
        top = observer;
    }

    /** A frame does not say what its shares are of; a line below it does, which begins so. */
    private static String interval(FrameObserver observer) {
        return "\nA frame each " + Latency.ofPicoseconds(observer.interval()) + "; ";
    }

    /** Somebody wants to be shown the run. */
    void show(ProcObserver observer) {
        shown.add(observer);
    }

    /** Whether a run that has finished must be done again: something is not there, or somebody wants to see it. */
    boolean lacking() {
        return !shown.isEmpty()
                || (commands && !Files.exists(folder.resolve(ResultFolder.COMMANDS)))
                || (interval > 0 && !Files.exists(folder.resolve(ResultFolder.TIMELINE)))
                || (top != null && !Files.exists(folder.resolve(ResultFolder.TOP)));
    }

    /** Simulates a run; what is written is there whole when it returns. */
    Outcome simulate(Run run, Pulse pulse) throws IOException {
        FrameObserver observer = top;
        if (observer == null) {
            return simulate(run, new Watch(pulse, null, shown));
        }
        Watch watch = new Watch(pulse, null, shown);
        Outcome outcome = simulate(run, shown.contains(observer) ? watch : watch.with(observer));
        FrameObserver.Frame last = observer.last();
        if (last != null) {
            String text = last.text() + interval(observer) + "this one at " + milliseconds(last.time())
                    + ", of the last " + milliseconds(last.span()) + "\n";
            disk.write(folder.resolve(ResultFolder.TOP), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }
        return outcome;
    }

    private static String milliseconds(long picoseconds) {
        return BigDecimal.valueOf(picoseconds, MILLISECOND_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + " ms";
    }

    private Outcome simulate(Run run, Watch watch) throws IOException {
        if (!commands) {
            return withTimeline(run, watch);
        }
        List<Outcome> outcome = new ArrayList<>();
        disk.write(
                folder.resolve(ResultFolder.COMMANDS),
                out -> outcome.add(withTimeline(run, watch.with(new CommandLog(out)))));
        return outcome.get(0);
    }

    private Outcome withTimeline(Run run, Watch watch) throws IOException {
        if (interval == 0) {
            return run.setup().simulate(run.limits(), watch);
        }
        List<Outcome> outcome = new ArrayList<>();
        disk.write(folder.resolve(ResultFolder.TIMELINE), out -> {
            Timeline timeline = new Timeline(out, run.id(), interval);
            outcome.add(run.setup().simulate(run.limits(), watch.with(timeline)));
            timeline.finish();
        });
        return outcome.get(0);
    }
}
