package dev.ziggurat.cli;

import dev.ziggurat.experiment.Outcome;
import dev.ziggurat.experiment.Plan;
import dev.ziggurat.experiment.Run;
import dev.ziggurat.experiment.SweepListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Tells on standard error how far a sweep is: in a terminal one line that is overwritten, elsewhere a line now and then. */
final class Progress implements SweepListener {
    private static final int BAR = 24;
    private static final long NANOSECONDS = 1_000_000_000L;
    private static final long REDRAW_MILLISECONDS = 500;

    /** Elsewhere than in a terminal a line at each tenth of the runs, and at least this often. */
    private static final long QUIET_SECONDS = 30;

    private static final int LINES = 10;

    private final PrintWriter err;
    private final Style style;
    private @Nullable Timer timer;
    private int all;
    private int kept;
    private int done;
    private int failed;
    private long references;
    private long began;
    private long told;

    /** How it is told. */
    enum Style {
        NONE,
        LINES,
        BAR
    }

    Progress(PrintWriter err, Style style) {
        this.err = err;
        this.style = style;
    }

    @Override
    public synchronized void started(Plan plan, int keptRuns, int workers) {
        all = plan.runs().size();
        kept = keptRuns;
        began = System.nanoTime();
        told = began;
        if (style == Style.NONE || kept == all) {
            return;
        }
        String rest = kept == 0 ? "" : ", " + kept + " of them done before";
        err.println(plan.spec().name() + ": " + all + (all == 1 ? " run" : " runs") + rest + "; " + workers
                + (workers == 1 ? " worker" : " workers"));
        err.flush();
        if (style == Style.BAR) {
            timer = new Timer("progress", true);
            timer.schedule(redraw(), REDRAW_MILLISECONDS, REDRAW_MILLISECONDS);
        }
    }

    private TimerTask redraw() {
        return new TimerTask() {
            @Override
            public void run() {
                draw();
            }
        };
    }

    @Override
    public synchronized void finished(Run run, Outcome outcome) {
        done++;
        references += outcome.references();
        failed += outcome.status().failed() ? 1 : 0;
        if (style == Style.BAR) {
            draw();
        } else if (style == Style.LINES && due()) {
            told = System.nanoTime();
            err.println(describe());
            err.flush();
        }
    }

    private boolean due() {
        int now = kept + done;
        boolean tenth = now * LINES / all > (now - 1) * LINES / all;
        return tenth || System.nanoTime() - told > QUIET_SECONDS * NANOSECONDS;
    }

    private synchronized void draw() {
        if (timer != null) {
            int filled = (int) ((long) BAR * (kept + done) / all);
            err.print("\r[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + describe() + "\u001b[K");
            err.flush();
        }
    }

    private String describe() {
        long nanoseconds = Math.max(1, System.nanoTime() - began);
        String text = (kept + done) + "/" + all + " runs";
        if (done > 0) {
            double rate = (double) references * NANOSECONDS / nanoseconds;
            text += String.format(Locale.ROOT, ", %.1f M references/s", rate / 1_000_000);
        }
        if (failed > 0) {
            text += ", " + failed + " failed";
        }
        int left = all - kept - done;
        if (left > 0 && done > 0) {
            return text + ", " + time(nanoseconds / done * left / NANOSECONDS) + " left";
        }
        return text + ", " + time(nanoseconds / NANOSECONDS) + (left > 0 ? " so far" : "");
    }

    private static String time(long seconds) {
        if (seconds >= 3600) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }

    /** Leaves the last state on the screen and goes to the next line. */
    synchronized void close() {
        if (timer != null) {
            timer.cancel();
            draw();
            timer = null;
            err.println();
            err.flush();
        }
    }
}
