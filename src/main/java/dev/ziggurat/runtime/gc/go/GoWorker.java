package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Places;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.World;
import dev.ziggurat.stats.Level;
import java.util.function.IntSupplier;

/**
 * The collector's own thread: it waits until a cycle is wanted, stops the world to switch the barrier on, marks, stops the world to end marking, and sweeps what no thread has swept
 * for itself (gcStart, gcBgMarkWorker, gcMarkDone and bgsweep in Go, which has a worker for each processor and a sweeper).
 */
final class GoWorker extends Routine {
    /** The bytes that are scanned between two looks at the clock (drainCheckThreshold in Go's mgcmark.go). */
    private static final long CHUNK = 100_000;

    /** By how much the worker's share is overrun before it sleeps (pollFractionalWorkerExit). */
    private static final double SLACK = 1.2;

    private static final int WORD = 8;

    private final World world;
    private final Parts parts;
    private final IntSupplier threads;

    /** The share of the time that it marks. */
    private double share;

    final Level live = new Level();
    final Level goal = new Level();
    final Level trigger = new Level();

    private long done;
    private long restarts;
    private long marking;
    private long working;

    private long wanted;
    private long began;
    private long resumed;
    private long busy;
    private Step step = Step.LOOK;

    private enum Step {
        LOOK,
        WAIT,
        SWEEP,
        BEGIN,
        STOP,
        START,
        RELEASE,
        GLOBALS,
        GLOBAL_WORK,
        FRAMES,
        DRAIN,
        DRAINED,
        CLOCK,
        SHARE,
        WAITERS,
        BLOCKED,
        SLEEP,
        SLEPT,
        AWAKE,
        FLUSH,
        LEFT,
        TIME,
        STOP_AGAIN,
        FINISH,
        FINISHED,
        RESUME,
        EVENT,
        WAKE,
        SPANS,
        DONE,
        DONE_EVENT,
        DONE_WAKE,
        BACKGROUND
    }

    /** What it works with. */
    record Parts(GoActor actor, GoPacer pacer, GoStart start, GoFinish finish, GoAsk ask, Safepoints.Part safepoint) {}

    GoWorker(World world, Parts parts, IntSupplier threads) {
        this.world = world;
        this.parts = parts;
        this.threads = threads;
        goal.set(parts.pacer.goal(), 0);
        trigger.set(parts.pacer.trigger(), 0);
    }

    /** Returns how many cycles are over. */
    long cycles() {
        return done;
    }

    /** Returns how often the world had stopped to end marking, and there were grey objects. */
    long restarts() {
        return restarts;
    }

    /** Returns for how long marking was under way beside the program, in picoseconds. */
    long marking() {
        return marking;
    }

    /** Returns for how long of that this thread did not sleep. */
    long working() {
        return working;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case LOOK, WAIT, SWEEP, BEGIN, STOP, START, RELEASE -> start(thread);
            case GLOBALS, GLOBAL_WORK, FRAMES, DRAIN, DRAINED -> mark(thread);
            case CLOCK, SHARE, WAITERS, BLOCKED, SLEEP, SLEPT, AWAKE -> share(thread);
            case FLUSH, LEFT, TIME, STOP_AGAIN, FINISH, FINISHED, RESUME -> finish(thread);
            default -> tell(thread);
        }
    }

    private void start(RuntimeThread thread) {
        switch (step) {
            case LOOK -> {
                wanted = thread.load(GoPlaces.WANTED);
                step = wanted > done ? Step.SWEEP : Step.WAIT;
            }
            case WAIT -> {
                thread.await(GoPlaces.WANTED, wanted);
                step = Step.LOOK;
            }
            case SWEEP -> {
                step = Step.BEGIN;
                parts.actor.sweepNext.all(thread);
            }
            case BEGIN -> {
                thread.store(GoPlaces.BEGUN, done + 1);
                step = Step.STOP;
            }
            case STOP -> {
                step = Step.START;
                parts.safepoint.stop(thread);
            }
            case START -> {
                step = Step.RELEASE;
                parts.start.begin(thread);
            }
            default -> {
                step = Step.GLOBALS;
                parts.safepoint.release(thread);
            }
        }
    }

    private void mark(RuntimeThread thread) {
        switch (step) {
            case GLOBALS -> {
                began = parts.safepoint.releasedAt();
                resumed = began;
                busy = 0;
                // A core on which no thread of the program runs is the collector's (an idle worker in Go).
                share = threads.getAsInt() < world.cores ? 1 : Math.min(1, GoPacer.UTILIZATION * world.cores);
                goal.set(parts.pacer.goal(), began);
                step = Step.GLOBAL_WORK;
                parts.actor.grey.begin(thread, Places.GLOBALS, Places.GLOBALS + world.roots.globals() * WORD);
            }
            case GLOBAL_WORK -> {
                thread.add(GoPlaces.SCAN_WORK, parts.pacer.globals());
                step = Step.FRAMES;
            }
            case FRAMES -> {
                step = Step.DRAIN;
                parts.ask.each(thread, GoHandshake.FRAME);
            }
            case DRAIN -> {
                step = Step.DRAINED;
                parts.actor.scan.begin(thread, CHUNK, true);
            }
            default -> step = parts.actor.scan.exhausted() ? Step.FLUSH : share < 1 ? Step.CLOCK : Step.DRAIN;
        }
    }

    /** Sleeps if it has worked for more than its share, unless a thread of the program waits for it. */
    private void share(RuntimeThread thread) {
        switch (step) {
            case CLOCK -> {
                thread.clock();
                step = Step.SHARE;
            }
            case SHARE -> {
                worked(thread.answer());
                step = busy > SLACK * share * (resumed - began) ? Step.WAITERS : Step.DRAIN;
            }
            case WAITERS -> step = thread.load(GoPlaces.WAITERS) == 0 ? Step.BLOCKED : Step.DRAIN;
            case BLOCKED -> step = thread.load(GoPlaces.BLOCKED) == 0 ? Step.SLEEP : Step.DRAIN;
            case SLEEP -> {
                thread.sleep(began + (long) (busy / share));
                step = Step.SLEPT;
            }
            case SLEPT -> {
                thread.clock();
                step = Step.AWAKE;
            }
            default -> {
                resumed = thread.answer();
                step = Step.DRAIN;
            }
        }
    }

    private void worked(long now) {
        busy += now - resumed;
        working += now - resumed;
        resumed = now;
    }

    /** Ends marking, if all that barriers have kept is marked too. */
    private void finish(RuntimeThread thread) {
        switch (step) {
            case FLUSH -> {
                step = Step.LEFT;
                parts.ask.all(thread, GoHandshake.FLUSH);
            }
            case LEFT -> step = thread.load(GoPlaces.FULL) != 0 ? Step.DRAIN : Step.TIME;
            case TIME -> {
                thread.clock();
                step = Step.STOP_AGAIN;
            }
            case STOP_AGAIN -> {
                worked(thread.answer());
                step = Step.FINISH;
                parts.safepoint.stop(thread);
            }
            case FINISH -> {
                step = Step.FINISHED;
                parts.finish.begin(thread, resumed - began, busy);
            }
            case FINISHED -> {
                boolean over = thread.answer() != 0;
                step = over ? Step.EVENT : Step.RESUME;
                restarts += over ? 0 : 1;
                parts.safepoint.release(thread);
            }
            default -> {
                resumed = parts.safepoint.releasedAt();
                step = Step.DRAIN;
            }
        }
    }

    /** Tells those that wait that marking is over, and when all spans are given back that the cycle is; sweeps. */
    private void tell(RuntimeThread thread) {
        switch (step) {
            case EVENT, DONE_EVENT -> {
                if (step == Step.EVENT) {
                    finished(parts.safepoint.releasedAt());
                }
                thread.add(GoPlaces.EVENT, 1);
                step = step == Step.EVENT ? Step.WAKE : Step.DONE_WAKE;
            }
            case WAKE, DONE_WAKE -> {
                thread.wake(GoPlaces.EVENT, Integer.MAX_VALUE);
                step = step == Step.WAKE ? Step.SPANS : Step.BACKGROUND;
            }
            case SPANS -> {
                step = Step.DONE;
                parts.ask.await(thread, GoHandshake.SPANS);
            }
            case DONE -> {
                thread.store(GoPlaces.DONE, ++done);
                step = Step.DONE_EVENT;
            }
            default -> {
                step = Step.LOOK;
                parts.actor.sweepNext.all(thread);
            }
        }
    }

    private void finished(long time) {
        marking += resumed - began;
        live.set(parts.finish.marked(), time);
        goal.set(parts.pacer.goal(), time);
        trigger.set(parts.pacer.trigger(), time);
    }
}
