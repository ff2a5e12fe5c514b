package dev.ziggurat.report.procps;

import dev.ziggurat.report.procps.ProcFiles.Tick;
import org.jspecify.annotations.Nullable;

/** What happened between two instants, or up to one. */
final class Interval {
    private final @Nullable ProcFiles before;
    private final ProcFiles now;

    /** User time without guests. */
    final long user;

    final long system;
    final long idle;
    final long waiting;
    final long stolen;
    final long guest;

    /** All of them; 1, and idle, where no tick has passed. */
    final long all;

    /** Takes the numbers; {@code before} is null for all that has happened. */
    Interval(@Nullable ProcFiles before, ProcFiles now) {
        this.before = before;
        this.now = now;
        long running = ticks(Tick.USER) + ticks(Tick.NICE);
        system = ticks(Tick.SYSTEM) + ticks(Tick.IRQ) + ticks(Tick.SOFTIRQ);
        waiting = ticks(Tick.IOWAIT);
        stolen = ticks(Tick.STEAL);
        guest = ticks(Tick.GUEST) + ticks(Tick.GUEST_NICE);
        user = Math.max(running - guest, 0);
        long passed = running + system + ticks(Tick.IDLE) + waiting + stolen;
        idle = passed == 0 ? 1 : ticks(Tick.IDLE);
        all = Math.max(passed, 1);
    }

    long event(String name) {
        return now.event(name) - (before == null ? 0 : before.event(name));
    }

    long count(String name) {
        return now.count(name) - (before == null ? 0 : before.count(name));
    }

    /** A part of the time in percent, rounded half up. */
    long percent(long part) {
        return (100 * part + all / 2) / all;
    }

    private long ticks(Tick on) {
        return now.ticks(on) - (before == null ? 0 : before.ticks(on));
    }
}
