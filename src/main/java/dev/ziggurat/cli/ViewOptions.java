package dev.ziggurat.cli;

import dev.ziggurat.cli.view.FreeTable;
import dev.ziggurat.cli.view.TopFrames;
import dev.ziggurat.cli.view.VmStatLines;
import dev.ziggurat.experiment.results.ResultFolder;
import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Setup;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that show what the operating system of a machine counts. */
final class ViewOptions {
    @Option(
            names = "--vmstat",
            paramLabel = "TIME",
            description =
                    "Print vmstat's line for each interval of simulated time while the run goes on: --vmstat \"10 ms\";"
                            + " writes timeline.csv too. The machine must have an operating system.")
    private @Nullable String vmstat;

    @Option(
            names = "--top",
            paramLabel = "TIME",
            description =
                    "Show top's frame for each interval of simulated time while the run goes on, in a terminal each in the"
                            + " place of the one before; writes the last one to top.txt. The machine must have an operating"
                            + " system.")
    private @Nullable String top;

    @Option(
            names = "--timeline",
            paramLabel = "TIME",
            description = "Write what the operating system counts in each interval of simulated time to timeline.csv.")
    private @Nullable String timeline;

    @Option(names = "--free", description = "Print free's table of the machine's memory at the end of the run.")
    private boolean free;

    private final FreeTable table = new FreeTable();
    private @Nullable TopFrames frames;

    /**
     * Refuses what the machine cannot show.
     *
     * @throws ExperimentException if it has no operating system, or an interval is none
     */
    void check(Setup setup) {
        String asked = asked();
        if (!asked.isEmpty() && !setup.hasOperatingSystem()) {
            throw new ExperimentException(asked + " shows what an operating system counts, and the machine '"
                    + setup.machine() + "' has none; give it one under 'os:', or leave " + asked + " out");
        }
    }

    /** Returns one of the options that were given, empty if none was; their intervals are some. */
    private String asked() {
        interval();
        if (top != null) {
            frames = new TopFrames(CommonOptions.simulatedTime("--top", top));
        }
        if (vmstat != null) {
            return "--vmstat";
        }
        if (top != null) {
            return "--top";
        }
        return timeline != null ? "--timeline" : free ? "--free" : "";
    }

    /** Returns the interval of the time line, in picoseconds, 0 for none. */
    private long interval() {
        long lines = vmstat == null ? 0 : CommonOptions.simulatedTime("--vmstat", vmstat);
        return timeline == null ? lines : CommonOptions.simulatedTime("--timeline", timeline);
    }

    /** Asks for what is to be written. */
    void write(ResultFolder folder) {
        if (interval() > 0) {
            folder.logTimeline(interval());
        }
        if (frames != null) {
            folder.logTop(frames);
        }
    }

    /** Asks for what is to be shown while the run goes on, or at its end. Lines would be lost among frames that take each other's place. */
    void show(ResultFolder folder, Expedition expedition) {
        if (vmstat != null) {
            folder.show(new VmStatLines(CommonOptions.simulatedTime("--vmstat", vmstat), expedition::print));
        }
        if (frames != null) {
            frames.show(expedition.frames(vmstat == null && Console.isScreen()));
            folder.show(frames);
        }
        if (free) {
            folder.show(table);
        }
    }

    /** Prints what is known at the end only. */
    void print(PrintWriter out) {
        if (!table.text().isEmpty()) {
            out.println();
            out.print(table.text());
            out.flush();
        }
    }
}
