package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.ObjectModel;
import dev.ziggurat.runtime.gc.References;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.ShapeReader;
import dev.ziggurat.runtime.gc.World;

/**
 * A thread looks at the references of grey objects until it has done so much, or none is left (gcDrain, gcDrainN and scanobject in Go's mgcmark.go). Large objects are scanned in
 * parts (oblets). What the background does is credit that threads may take for what they owe.
 */
final class GoScan extends Routine {
    /** The bytes of a large object that are scanned at once (maxObletBytes). */
    private static final long PART = 128 << 10;

    /** So much may be done before others know of it (gcCreditSlack). */
    private static final long SLACK = 2000;

    private final GoHeap heap;
    private final ObjectModel model;
    private final References access;
    private final ShapeReader reader;
    private final GoShade shade;
    private final GoWork work;
    private final GoCounts counts;

    private long amount;
    private boolean background;
    private boolean exhausted;

    /** Whether the world is to stop. */
    private boolean stopped;

    private long done;
    private long untold;

    private long grey;
    private long greyAt;
    private long span;
    private long spanAt;
    private long object;
    private long objectAt;
    private long shape;
    private long markWord;
    private long part;
    private long place;
    private long end;
    private long reference;
    private Step step = Step.CHECK;

    private enum Step {
        CHECK,
        BALANCE,
        GET,
        GOT,
        BASE,
        SHAPE,
        HEADER,
        READ,
        FIELDS,
        PARTS,
        FIELD,
        SHADE,
        SHADED,
        SCANNED,
        TELL,
        CREDIT,
        WAITERS,
        EVENT,
        WAKE,
        TOLD
    }

    GoScan(World world, GoHeap heap, GoShade shade, GoWork work, GoCounts counts) {
        this.heap = heap;
        this.shade = shade;
        this.work = work;
        this.counts = counts;
        model = world.model;
        access = world.references;
        reader = new ShapeReader(model);
    }

    /**
     * Has a thread scan; answers how many bytes it has scanned.
     *
     * @param inBackground whether it is the collector's own thread; others also stop when the world is to stop
     */
    void begin(RuntimeThread thread, long bytes, boolean inBackground) {
        amount = bytes;
        background = inBackground;
        exhausted = false;
        done = 0;
        untold = 0;
        step = Step.CHECK;
        thread.call(this);
    }

    /** Whether no grey object was left. */
    boolean exhausted() {
        return exhausted;
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case CHECK -> {
                step = Step.BALANCE;
                stopped = !background && thread.load(Safepoints.POLLING) != 0;
                if (stopped) {
                    step = Step.TELL;
                }
            }
            case BALANCE -> {
                step = Step.GET;
                if (thread.load(GoPlaces.FULL) == 0) {
                    work.balance(thread);
                }
            }
            case GET -> {
                step = Step.GOT;
                work.get(thread);
            }
            case GOT, BASE, SHAPE, HEADER, READ -> find(thread);
            case FIELDS, PARTS, FIELD, SHADE, SHADED, SCANNED -> scan(thread);
            default -> tell(thread);
        }
    }

    /** Finds out what the grey object is. */
    private void find(RuntimeThread thread) {
        switch (step) {
            case GOT -> {
                grey = thread.answer();
                greyAt = thread.answeredAt();
                exhausted = grey == 0;
                step = exhausted ? Step.TELL : Step.BASE;
                if (!exhausted) {
                    span = thread.follow(heap.table(grey), greyAt);
                    spanAt = thread.position();
                }
            }
            case BASE -> {
                object = thread.follow(span + GoSpan.BASE, spanAt);
                objectAt = thread.position();
                step = Step.SHAPE;
            }
            case SHAPE -> {
                shape = thread.follow(span + GoSpan.SHAPE, spanAt);
                if (GoSpan.spanClass(shape) > 1) {
                    object = grey;
                    objectAt = greyAt;
                }
                step = model.hasTypeWord() ? Step.READ : Step.HEADER;
            }
            case HEADER -> {
                markWord = thread.follow(object, objectAt);
                step = Step.READ;
            }
            default -> {
                step = Step.FIELDS;
                if (model.hasTypeWord()) {
                    thread.from(objectAt);
                }
                reader.read(thread, object, markWord);
            }
        }
    }

    private void scan(RuntimeThread thread) {
        switch (step) {
            case FIELDS -> {
                place = Math.max(grey, model.field(object, 0));
                end = model.field(object, reader.references());
                part = grey + PART;
                step = grey == object ? Step.PARTS : fields();
            }
            case PARTS -> {
                if (part < end) {
                    work.put(thread, part);
                    part += PART;
                } else {
                    part = grey + PART;
                    step = fields();
                }
            }
            case FIELD -> {
                thread.from(objectAt);
                reference = access.follow(thread, place);
                place += model.referenceBytes();
                step = reference != 0 ? Step.SHADE : next();
            }
            case SHADE -> {
                step = Step.SHADED;
                shade.begin(thread, reference);
            }
            case SHADED -> {
                step = next();
                if (thread.answer() != 0) {
                    work.put(thread, reference);
                }
            }
            default -> {
                done += end - grey;
                untold += end - grey;
                step = untold >= SLACK || done >= amount ? Step.TELL : Step.CHECK;
            }
        }
    }

    private Step fields() {
        end = Math.min(end, part);
        return next();
    }

    private Step next() {
        return place >= end ? Step.SCANNED : Step.FIELD;
    }

    /** Tells all what it has done (gcFlushBgCredit). */
    private void tell(RuntimeThread thread) {
        switch (step) {
            case TELL -> {
                step = background ? Step.CREDIT : Step.TOLD;
                if (untold > 0) {
                    thread.add(GoPlaces.SCAN_WORK, untold);
                } else {
                    step = Step.TOLD;
                }
            }
            case CREDIT -> {
                thread.add(GoPlaces.CREDIT, untold);
                counts.backgroundWork += untold;
                step = Step.WAITERS;
            }
            case WAITERS -> step = thread.load(GoPlaces.WAITERS) == 0 ? Step.TOLD : Step.EVENT;
            case EVENT -> {
                thread.add(GoPlaces.EVENT, 1);
                step = Step.WAKE;
            }
            case WAKE -> {
                thread.wake(GoPlaces.EVENT, Integer.MAX_VALUE);
                step = Step.TOLD;
            }
            default -> told(thread);
        }
    }

    private void told(RuntimeThread thread) {
        untold = 0;
        step = Step.CHECK;
        if (exhausted || stopped || done >= amount) {
            thread.end(done);
        }
    }
}
