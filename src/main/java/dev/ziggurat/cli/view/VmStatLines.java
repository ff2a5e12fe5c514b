package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.run.ProcObserver;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.report.procps.ProcFiles;
import dev.ziggurat.report.procps.VmStat;
import dev.ziggurat.report.procps.VmStatUnit;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of {@code vmstat} while a run goes on: one for each interval, and one for what is left at the end. */
public final class VmStatLines implements ProcObserver {
    private final VmStat vmstat = new VmStat(VmStatUnit.KIBI, Set.of(), ProcTexts.TICKS_PER_SECOND);
    private final long interval;
    private final Consumer<String> out;
    private @Nullable ProcFiles before;
    private long shownAt;

    /** Makes what prints a line each interval, in picoseconds. */
    public VmStatLines(long interval, Consumer<String> out) {
        this.interval = interval;
        this.out = out;
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public void look(long time, KernelFiles files) {
        ProcFiles now = ProcTexts.at(time, files);
        ProcFiles then = before;
        out.accept(then == null ? vmstat.header() : vmstat.interval(then, now, time - shownAt));
        before = now;
        shownAt = time;
    }

    @Override
    public void end(long time, KernelFiles files) {
        if (time > shownAt) {
            look(time, files);
        }
    }
}
