package dev.ziggurat.cli.view;

import dev.ziggurat.experiment.run.Pulse;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** Tells on standard error how many references were made: in a terminal one line that is overwritten, elsewhere a line now and then. */
public final class PulseLine implements AutoCloseable {
    private static final double NANOSECONDS = 1e9;
    private static final double MILLION = 1e6;
    private static final long REDRAW_MILLISECONDS = 500;
    private static final long QUIET_MILLISECONDS = 30_000;

    private final PrintWriter err;
    private final Pulse pulse;
    private final Progress.Style style;
    private final long began = System.nanoTime();
    private final Timer timer = new Timer("progress", true);
    private final Thread interrupted = new Thread(this::endEarly, "interrupted");
    private boolean drawn;

    public PulseLine(PrintWriter err, Progress.Style style, Pulse pulse) {
        this.err = err;
        this.style = style;
        this.pulse = pulse;
    }

    /** Begins to tell, and to answer Ctrl-C. */
    public void begin() {
        if (style != Progress.Style.NONE) {
            long period = style == Progress.Style.BAR ? REDRAW_MILLISECONDS : QUIET_MILLISECONDS;
            timer.schedule(ticking(), period, period);
        }
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    private TimerTask ticking() {
        return new TimerTask() {
            @Override
            public void run() {
                tell();
            }
        };
    }

    private synchronized void tell() {
        double seconds = (System.nanoTime() - began) / NANOSECONDS;
        long references = pulse.references();
        String text = String.format(
                Locale.ROOT,
                "%.1f M references, %.1f M references/s, %.0f s",
                references / MILLION,
                references / MILLION / seconds,
                seconds);
        if (style == Progress.Style.BAR) {
            err.print("\r\u001b[K" + text);
            drawn = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    private synchronized void endEarly() {
        endLine();
        err.println("ziggurat: interrupted; nothing was written");
        err.flush();
    }

    private void endLine() {
        timer.cancel();
        if (drawn) {
            err.println();
            err.flush();
            drawn = false;
        }
    }

    @Override
    public synchronized void close() {
        endLine();
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook says so.
        }
    }
}
