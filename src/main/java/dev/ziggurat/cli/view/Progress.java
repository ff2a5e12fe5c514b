package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.SweepListener;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells on standard error how far a sweep is: in a terminal one line that is overwritten, elsewhere a line now and then. */
public final class Progress implements SweepListener {
    private static final int BAR = 24;
    private static final long NANOSECONDS = 1_000_000_000L;
    private static final long REDRAW_MILLISECONDS = 500;

    /** Elsewhere than in a terminal a line at each tenth of the runs, and at least this often. */
    private static final long QUIET_SECONDS = 30;

    private static final int LINES = 10;
    private static final long DAY = 86_400;
    private static final long PICOSECONDS_PER_MILLISECOND = 1_000_000_000L;

    private final PrintWriter err;
    private final Style style;
    private final LongSupplier clock;

    /** The runs under way, and how far each is. */
    private final Map<Run, Pulse> running = new LinkedHashMap<>();

    private @Nullable Timer timer;
    private @Nullable LiveScreen screen;
    private int all;
    private int kept;
    private int done;
    private int failed;
    private long references;
    private long began;
    private long told;

    /** How it is told. */
    public enum Style {
        NONE,
        LINES,
        BAR
    }

    public Progress(PrintWriter err, Style style) {
        this(err, style, System::nanoTime);
    }

    public Progress(PrintWriter err, Style style, LongSupplier clock) {
        this.err = err;
        this.style = style;
        this.clock = clock;
    }

    @Override
    public synchronized void started(Plan plan, int keptRuns, int pending, int workers) {
        all = keptRuns + pending;
        kept = keptRuns;
        began = clock.getAsLong();
        told = began;
        if (style == Style.NONE || kept == all) {
            return;
        }
        String rest = kept == 0 ? "" : ", " + kept + " of them done before";
        String by = workers == 0 ? "on a cluster" : workers + (workers == 1 ? " worker" : " workers");
        err.println(plan.spec().name() + ": " + all + (all == 1 ? " run" : " runs") + rest + "; " + by);
        err.flush();
        long period = style == Style.BAR ? REDRAW_MILLISECONDS : QUIET_SECONDS * 1000;
        timer = new Timer("progress", true);
        timer.schedule(ticking(), period, period);
    }

    @Override
    public synchronized void grown(int more) {
        all += more;
    }

    private TimerTask ticking() {
        return new TimerTask() {
            @Override
            public void run() {
                tick();
            }
        };
    }

    /** Tells how far it is although no run has finished: one run may take a day. */
    synchronized void tick() {
        if (style == Style.BAR) {
            draw();
        } else if (timer != null && clock.getAsLong() - told > QUIET_SECONDS * NANOSECONDS / 2) {
            tell();
        }
    }

    private void tell() {
        told = clock.getAsLong();
        err.println(describe());
        err.flush();
    }

    @Override
    public synchronized void began(Run run, Pulse pulse) {
        running.put(run, pulse);
    }

    @Override
    public synchronized void finished(Run run, Outcome outcome) {
        running.remove(run);
        done++;
        references += outcome.references();
        failed += outcome.status().failed() ? 1 : 0;
        if (style == Style.BAR) {
            draw();
        } else if (style == Style.LINES && due()) {
            tell();
        }
    }

    private boolean due() {
        int now = kept + done;
        boolean tenth = now * LINES / all > (now - 1) * LINES / all;
        return tenth || clock.getAsLong() - told > QUIET_SECONDS * NANOSECONDS;
    }

    private synchronized void draw() {
        if (timer != null) {
            int filled = (int) Math.min(BAR, (long) BAR * (kept + done) / all);
            err.print("\r[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + describe() + "\u001b[K");
            err.flush();
        }
    }

    /** Prints lines that are no progress. In a terminal they come above the bar, which is wiped out before and drawn anew after. */
    public synchronized void print(PrintWriter out, String lines) {
        boolean bar = style == Style.BAR && timer != null;
        if (bar) {
            err.print("\r\u001b[K");
            err.flush();
        }
        out.print(lines);
        out.flush();
        if (bar) {
            draw();
        }
    }

    /** Draws a frame in the place of the one before; the bar stands on its empty line. At the end the last frame is left above the bar. */
    public synchronized void draw(LiveScreen on, String frame) {
        screen = on;
        on.draw(frame);
        if (style == Style.BAR) {
            draw();
        }
    }

    private String describe() {
        long nanoseconds = Math.max(1, clock.getAsLong() - began);
        String text = (kept + done) + "/" + all + " runs";
        long retired = references;
        long simulated = 0;
        double share = done;
        for (Map.Entry<Run, Pulse> each : running.entrySet()) {
            Pulse pulse = each.getValue();
            Run run = each.getKey();
            long planned = run.setup().references(run.limits());
            retired += pulse.references();
            simulated = Math.max(simulated, pulse.time());
            share += planned == 0 ? 0 : Math.min(1, (double) pulse.references() / planned);
        }
        if (retired > 0) {
            double rate = (double) retired * NANOSECONDS / nanoseconds;
            text += String.format(Locale.ROOT, ", %.1f M references/s", rate / 1_000_000);
        } else if (simulated > 0) {
            text += ", no reference yet after " + simulated / PICOSECONDS_PER_MILLISECOND + " ms of simulated time";
        }
        if (failed > 0) {
            text += ", " + failed + " failed";
        }
        int left = all - kept - done;
        if (left > 0 && share > 0) {
            double seconds = nanoseconds / share * (all - kept - share) / NANOSECONDS;
            return text + ", " + time((long) seconds) + " left";
        }
        String elapsed = time(nanoseconds / NANOSECONDS);
        return text + (left > 0 ? ", " + elapsed + " so far" : " in " + elapsed);
    }

    private static String time(long seconds) {
        if (seconds >= 2 * DAY) {
            return seconds / DAY + " days";
        }
        if (seconds >= 3600) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }

    /** Leaves the last state on the screen and goes to the next line. */
    public synchronized void close() {
        if (screen != null) {
            screen.close();
        }
        if (timer != null) {
            timer.cancel();
            if (style == Style.BAR) {
                draw();
                err.println();
                err.flush();
            }
            timer = null;
        }
    }
}
