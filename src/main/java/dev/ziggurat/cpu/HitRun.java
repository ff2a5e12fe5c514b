package dev.ziggurat.cpu;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;

/**
 * The short way of an out-of-order core through a run of first-level hits: the same instants, counts and books as by way of
 * {@link OutOfOrder}'s cycles, to the last digit, and nothing that the rest of the machine could tell apart.
 *
 * <p>If every load and store hits and none depends on another, then all that becomes of an instruction is known at its dispatch: from the
 * instants at which the instructions {@code width} and {@code window} before it, and the load or store a whole queue before it, were
 * dispatched, retire or are written. So instructions are taken one after the other and not cycle by cycle. Stores are written to the cache in
 * between, when their time has come, so that the order of uses is the same. The run ends before the first reference that is anything else, and
 * strictly before the engine's horizon; the pipeline is then as its cycles would have left it ({@link Handover}).
 */
final class HitRun {
    /** Instead of a number of instructions: there was no run. */
    static final int NO_RUN = -1;

    /** A reference with more instructions before it is left to the cycles. */
    private static final int LONGEST_GAP = 64;

    /** Plain hits in a row after which a run is tried: at first, and at most, after many short runs. */
    private static final int SOON = 64;

    private static final int LATE = 4096;

    /** A run of fewer references than this was not worth its beginning and its end. */
    private static final int SHORT = 256;

    /** How many cycles must lie before the horizon. */
    private static final int AHEAD = 256;

    private final Pipeline core;
    private final Dispatch dispatch;
    private final Handover handover;
    private final Context context;
    private final FirstLevel data;
    private final KnownLines lines;
    private final KnownPages pages;
    private final RunTime runTime;
    private final PlainInstructions instructions;
    private final PlainStores stores;
    private final Reference reference;
    private final int width;
    private final Translator translator;

    /** A hit's time, up to a clock edge. */
    private final long held;

    private int tryAfter = SOON;

    /** What translates the reference at hand. */
    private int page;

    /** The instant of the last dispatch. */
    private long at;

    HitRun(Pipeline core, Dispatch dispatch, Retirement retirement, OutOfOrder.Spec spec) {
        this.core = core;
        this.dispatch = dispatch;
        reference = dispatch.reference();
        context = core.context;
        data = core.data;
        lines = new KnownLines(data);
        pages = new KnownPages(core.translator);
        width = spec.width();
        translator = core.translator;
        held = core.clock.edgeFrom(data.latency());
        runTime = new RunTime(core, spec.window() + LONGEST_GAP);
        instructions = new PlainInstructions(runTime, spec, core.period, LONGEST_GAP);
        stores = new PlainStores(data, spec.storeQueue(), core.period, held);
        handover = new Handover(core, retirement, runTime, instructions, stores);
    }

    /**
     * Goes on from the cycle at hand while everything hits. Afterwards the cycle at hand is that of the last dispatch, and of it everything is
     * done but what else can be dispatched.
     *
     * @return how many instructions more may be dispatched in the cycle at hand; {@link #NO_RUN} if nothing has happened
     */
    int run() {
        long horizon = core.engine.horizon();
        if (core.plainHits < tryAfter || horizon - core.time < AHEAD * core.period) {
            return NO_RUN;
        }
        core.plainHits = 0;
        if (!dispatch.onlyReferences() || !handover.begin()) {
            return NO_RUN;
        }
        lines.begin();
        pages.begin();
        at = core.time;
        boolean inHand = dispatch.handBack();
        long dispatched = goOn(inHand, horizon);
        tryAfter = dispatched < SHORT ? Math.min(LATE, 2 * tryAfter) : SOON;
        return dispatched == 0 ? NO_RUN : width - instructions.dispatchedIn(at);
    }

    /** Returns how many references were dispatched; the one after them, if it was taken, is held again by {@link Dispatch}. */
    private long goOn(boolean inHand, long horizon) {
        Program program = context.thread.program();
        long most = handover.most();
        long takes = dispatch.takes();
        long count = 0;
        boolean holding = inHand;
        while (count < most) {
            if (!holding && count < takes) {
                program.next(reference);
                holding = true;
            }
            if (!holding || !dispatchNext(horizon)) {
                break;
            }
            holding = false;
            count++;
        }
        if (count > 0) {
            stores.sendUntil(at);
            handover.end(at);
            dispatch.took(count);
        }
        if (holding) {
            dispatch.hold();
        }
        return count;
    }

    /** Dispatches the reference at hand, with the instructions before it; false if nothing has changed. */
    private boolean dispatchNext(long horizon) {
        Reference next = reference;
        boolean store = next.kind == Kind.STORE;
        if ((!store && next.kind != Kind.LOAD) || next.dependsOn != 0 || next.gap > LONGEST_GAP) {
            return false;
        }
        AccessType type = store ? AccessType.STORE : AccessType.LOAD;
        page = pages.find(type, next.address, at);
        if (page == Translator.ABSENT) {
            return false;
        }
        long physical = translator.physical(type, page, next.address);
        long place = lines.find(type, physical, next.size);
        if (place == FirstLevel.NOWHERE) {
            return false;
        }
        long room = instructions.roomFrom(instructions.addGap(next.gap, at));
        boolean entered = store ? store(physical, place, room, horizon) : load(place, room, horizon);
        if (!entered) {
            instructions.removeGap(next.gap);
        }
        return entered;
    }

    private boolean load(long place, long room, long horizon) {
        long time = Math.max(room, instructions.loadRoomAt());
        int size = reference.size;
        int kind = PlainInstructions.HIT;
        if (time >= horizon) {
            return false;
        }
        long store = stores.overlapping(reference.address, size, time);
        if (store != PlainStores.NONE) {
            if (!stores.covers(store, reference.address, size)) {
                return false;
            }
            kind = PlainInstructions.FORWARDED;
        }
        stores.sendUntil(time);
        if (kind == PlainInstructions.HIT) {
            translator.use(AccessType.LOAD, page);
            data.use(AccessType.LOAD, place);
        }
        enter(kind, time, time + held);
        return true;
    }

    private boolean store(long physical, long place, long room, long horizon) {
        long time = Math.max(room, stores.roomAt());
        if (time >= horizon) {
            return false;
        }
        if (time > room) {
            runTime.held(time);
        }
        stores.sendUntil(time);
        translator.use(AccessType.STORE, page);
        stores.add(reference, physical, place, handover.nextRank(), enter(PlainInstructions.STORE, time, time));
        return true;
    }

    /** Returns when it retires. */
    private long enter(int kind, long time, long done) {
        at = time;
        return instructions.add(reference, kind, time, done);
    }
}
