package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ForCollector;
import dev.ziggurat.runtime.gc.Safepoints;

/**
 * A thread that has allocated more than it has paid for scans, while marking is under way (gcAssistAlloc in Go's mgcmark.go). First it takes credit of the background; when it finds
 * neither credit nor grey objects it waits. Go hands credit to those that wait in turn; here all wake and look.
 */
final class GoAssist extends Routine {
    private final GoActor actor;
    private final GoHandshake handshake;
    private final Safepoints.Part safepoint;
    private final GoCounts counts;
    private final long overAssist;

    /** The word of the bytes that the thread may allocate. */
    private final long balanceWord;

    private long balance;
    private double workPerByte;
    private double bytesPerWork;
    private long scanWork;
    private long debt;
    private long stolen;
    private long started;
    private long event;
    private boolean waited;
    private Step step = Step.PHASE;

    private enum Step {
        PHASE,
        BALANCE,
        FORGET,
        RATIO,
        INVERSE,
        CREDIT,
        STEAL,
        CREDITED,
        START,
        SCAN,
        SCANNED,
        DISPOSED,
        STOP,
        PAID,
        AGAIN,
        EVENT,
        WAIT_COUNT,
        RECHECK,
        RECHECK_PHASE,
        WAIT_START,
        WAIT,
        WAITED,
        WAIT_UNCOUNT
    }

    GoAssist(int number, GoActor actor, GoHandshake handshake, Safepoints.Part safepoint, Keys keys) {
        this.actor = actor;
        this.handshake = handshake;
        this.safepoint = safepoint;
        overAssist = keys.overAssist;
        counts = keys.counts;
        balanceWord = GoPlaces.assist(number);
    }

    /** What assists have in common: the bytes that one scans at least. */
    record Keys(long overAssist, GoCounts counts) {}

    /** Has a thread do so, whose balance may be negative; that is the collector's work. */
    void begin(RuntimeThread thread) {
        ForCollector.begin(thread);
        step = Step.PHASE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PHASE, BALANCE, FORGET, RATIO, INVERSE, CREDIT, STEAL, CREDITED -> borrow(thread);
            case START, SCAN, SCANNED, DISPOSED, STOP, PAID, AGAIN -> work(thread);
            default -> await(thread);
        }
    }

    /** Finds out how much is owed, and takes credit. Two threads may take the same: as in Go the credit is negative then, and nobody takes any until it is not. */
    private void borrow(RuntimeThread thread) {
        switch (step) {
            case PHASE -> step = thread.load(GoPlaces.PHASE) == GoPlaces.MARK ? Step.BALANCE : Step.FORGET;
            case BALANCE -> {
                balance = thread.load(balanceWord);
                step = Step.RATIO;
                if (balance >= 0) {
                    thread.end();
                }
            }
            case FORGET -> {
                thread.store(balanceWord, 0);
                thread.end();
            }
            case RATIO -> {
                workPerByte = Double.longBitsToDouble(thread.load(GoPlaces.WORK_PER_BYTE));
                step = Step.INVERSE;
            }
            case INVERSE -> {
                bytesPerWork = Double.longBitsToDouble(thread.load(GoPlaces.BYTES_PER_WORK));
                debt = -balance;
                scanWork = (long) (workPerByte * debt);
                if (scanWork < overAssist) {
                    scanWork = overAssist;
                    debt = (long) (bytesPerWork * scanWork);
                }
                step = Step.CREDIT;
            }
            case CREDIT -> {
                stolen = Math.min(thread.load(GoPlaces.CREDIT), scanWork);
                step = stolen > 0 ? Step.STEAL : Step.START;
            }
            case STEAL -> {
                thread.add(GoPlaces.CREDIT, -stolen);
                counts.credit += stolen;
                balance += stolen == scanWork ? debt : 1 + (long) (bytesPerWork * stolen);
                scanWork -= stolen;
                step = scanWork == 0 ? Step.CREDITED : Step.START;
            }
            default -> {
                thread.store(balanceWord, balance);
                thread.end();
            }
        }
    }

    private void work(RuntimeThread thread) {
        switch (step) {
            case START -> {
                thread.clock();
                step = Step.SCAN;
            }
            case SCAN -> {
                started = thread.answer();
                step = Step.SCANNED;
                actor.scan.begin(thread, scanWork, false);
            }
            case SCANNED -> {
                long done = thread.answer();
                counts.assistWork += done;
                balance += 1 + (long) (bytesPerWork * done);
                step = Step.DISPOSED;
                actor.grey.begin(thread, 0, 0);
            }
            case DISPOSED -> {
                thread.clock();
                step = Step.STOP;
            }
            case STOP -> {
                long time = thread.answer() - started;
                counts.assists++;
                counts.assistTime += time;
                thread.add(GoPlaces.ASSIST_TIME, time);
                step = Step.PAID;
            }
            case PAID -> {
                thread.store(balanceWord, balance);
                step = Step.AGAIN;
            }
            default -> {
                // It has scanned, and was not to go on because the world is to stop, or because there is nothing to do.
                step = Step.EVENT;
                if (balance >= 0) {
                    thread.end();
                } else if (!actor.scan.exhausted()) {
                    step = Step.PHASE;
                    safepoint.poll(thread);
                }
            }
        }
    }

    /** Waits until there is credit, or marking is over. */
    private void await(RuntimeThread thread) {
        switch (step) {
            case EVENT -> {
                event = thread.load(GoPlaces.EVENT);
                step = Step.WAIT_COUNT;
            }
            case WAIT_COUNT -> {
                thread.add(GoPlaces.WAITERS, 1);
                step = Step.RECHECK;
            }
            case RECHECK -> step = thread.load(GoPlaces.CREDIT) > 0 ? Step.WAIT_UNCOUNT : Step.RECHECK_PHASE;
            case RECHECK_PHASE ->
                step = thread.load(GoPlaces.PHASE) == GoPlaces.MARK ? Step.WAIT_START : Step.WAIT_UNCOUNT;
            case WAIT_START -> {
                thread.clock();
                step = Step.WAIT;
            }
            case WAIT -> {
                started = thread.answer();
                step = Step.WAITED;
                handshake.await(thread, GoPlaces.EVENT, event);
            }
            case WAITED -> {
                thread.clock();
                waited = true;
                step = Step.WAIT_UNCOUNT;
            }
            default -> {
                if (waited) {
                    waited = false;
                    counts.waits++;
                    counts.waitTime += thread.answer() - started;
                }
                thread.add(GoPlaces.WAITERS, -1);
                step = Step.PHASE;
            }
        }
    }
}
