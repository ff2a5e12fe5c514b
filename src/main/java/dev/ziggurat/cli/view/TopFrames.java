package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.results.FrameObserver;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.report.procps.Top;
import dev.ziggurat.report.procps.TopFiles;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The frames of {@code top} while a run goes on: one for each interval, and one for what is left at the end. */
public final class TopFrames implements FrameObserver {
    private final Top top = new Top(ProcTexts.TICKS_PER_SECOND);
    private final long interval;
    private Consumer<String> out = frame -> {};
    private @Nullable TopFiles before;
    private long shownAt;
    private @Nullable Frame frame;
    private boolean ended;

    /** Makes what makes a frame each interval, in picoseconds. */
    public TopFrames(long interval) {
        this.interval = interval;
    }

    /** Has each frame shown. */
    public void show(Consumer<String> to) {
        out = to;
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public void look(long time, KernelFiles files) {
        TopFiles now = ProcTexts.withProcesses(time, files);
        TopFiles then = before;
        if (then != null) {
            Frame made = new Frame(top.frame(then, now, time - shownAt), time, time - shownAt);
            frame = made;
            out.accept(made.text());
        }
        before = now;
        shownAt = time;
    }

    @Override
    public void end(long time, KernelFiles files) {
        if (time > shownAt) {
            look(time, files);
        }
        ended = true;
    }

    @Override
    public @Nullable Frame last() {
        return ended ? frame : null;
    }
}
