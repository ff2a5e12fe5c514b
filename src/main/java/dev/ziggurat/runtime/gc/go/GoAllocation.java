package dev.ziggurat.runtime.gc.go;

import dev.ziggurat.runtime.Routine;
import dev.ziggurat.runtime.RuntimeThread;
import dev.ziggurat.runtime.gc.Allocation;
import dev.ziggurat.runtime.gc.Mutator;
import dev.ziggurat.runtime.gc.ObjectFill;
import dev.ziggurat.runtime.gc.Safepoints;
import dev.ziggurat.runtime.gc.Types;
import dev.ziggurat.runtime.gc.World;

/**
 * How a thread makes an object (mallocgc in Go's malloc.go): it pays what it owes, takes the next free place of the span that it has for the class, clears it and makes it black
 * while marking is under way. A large object gets pages of its own.
 */
final class GoAllocation extends Routine {
    private static final int WORD = 8;

    /** After so many cycles in vain there is no memory: other threads may take what one frees. */
    private static final int MOST_CYCLES = 3;

    private final World world;
    private final GoHeap heap;
    private final Parts parts;
    private final ObjectFill fill;
    private final int number;

    private Types.Shape shape;
    private int spanClass;
    private long size;
    private long span;

    /** The position of what the span's address comes from, 0 if it is known. */
    private long spanAt;

    private long cache;
    private long counts;
    private int index;
    private long object;
    private boolean swept;
    private int cycles;
    private long started;
    private long word;
    private Step step = Step.PHASE;

    private enum Step {
        PHASE,
        BALANCE,
        PAY,
        SPAN,
        CACHE,
        COUNTS,
        SKIP,
        BITS,
        WORD,
        STORE_CACHE,
        STORE_COUNTS,
        BASE,
        REFILL,
        REFILLED,
        SWEEP,
        STALL,
        CYCLE,
        STALLED,
        RESUMED,
        FILL,
        COLOUR,
        MARKS,
        MARK,
        BLACK,
        STORE_BLACK,
        SCANNED,
        STORE_SCANNED,
        END
    }

    /** What it has done by others. */
    record Parts(
            Safepoints.Part safepoint,
            GoAssist assist,
            GoRefill refill,
            GoLarge large,
            GoCycle cycle,
            GoSweepNext sweep,
            Allocation.Counts allocated,
            GoCounts counts) {}

    GoAllocation(World world, GoHeap heap, Parts parts, int number) {
        this.world = world;
        this.heap = heap;
        this.parts = parts;
        this.number = number;
        fill = new ObjectFill(world.model);
        shape = world.types.of(0, 0);
    }

    /** Has a thread make an object; the answer is its address, {@link Mutator#NONE} if there is no memory for it. */
    void begin(RuntimeThread thread, Types.Shape newShape) {
        shape = newShape;
        spanClass = heap.spanClass(shape.bytes(), shape.references() > 0);
        size = spanClass <= 1 ? shape.bytes() : GoSizeClasses.size(spanClass >>> 1);
        cycles = 0;
        swept = false;
        step = Step.PHASE;
        thread.call(this);
    }

    @Override
    protected void step(RuntimeThread thread) {
        switch (step) {
            case PHASE, BALANCE, PAY -> pay(thread);
            case SPAN, CACHE, COUNTS, SKIP, BITS, WORD, STORE_CACHE, STORE_COUNTS, BASE -> take(thread);
            case REFILL, REFILLED, SWEEP, STALL, CYCLE, STALLED, RESUMED -> refill(thread);
            case FILL -> {
                step = Step.COLOUR;
                fill.begin(thread, object, shape);
            }
            default -> colour(thread);
        }
    }

    /** While marking is under way, what is allocated is paid for first (deductAssistCredit). */
    private void pay(RuntimeThread thread) {
        switch (step) {
            case PHASE -> step = thread.load(GoPlaces.PHASE) == GoPlaces.MARK ? Step.BALANCE : place();
            case BALANCE -> {
                word = thread.load(GoPlaces.assist(number)) - size;
                step = Step.PAY;
            }
            default -> {
                thread.store(GoPlaces.assist(number), word);
                step = place();
                if (word < 0) {
                    parts.assist.begin(thread);
                }
            }
        }
    }

    private Step place() {
        return spanClass <= 1 ? Step.REFILL : Step.SPAN;
    }

    /** Takes the next free place of the thread's span (nextFreeFast, nextFreeIndex). */
    private void take(RuntimeThread thread) {
        switch (step) {
            case SPAN -> {
                span = thread.load(GoPlaces.cache(number, spanClass));
                spanAt = thread.position();
                step = span == 0 ? Step.REFILL : Step.CACHE;
            }
            case CACHE -> {
                cache = thread.follow(span + GoSpan.CACHE, spanAt);
                step = Step.COUNTS;
            }
            case COUNTS -> {
                counts = thread.follow(span + GoSpan.COUNTS, spanAt);
                choose();
            }
            case SKIP -> {
                thread.store(span + GoSpan.COUNTS, counts);
                step = index < GoSpan.room(counts) ? Step.BITS : Step.REFILL;
            }
            case BITS -> {
                word = thread.follow(span + GoSpan.ALLOCATED, spanAt) + (long) (index / Long.SIZE) * WORD;
                step = Step.WORD;
            }
            case WORD -> {
                cache = ~thread.follow(word);
                step = Step.STORE_CACHE;
            }
            case STORE_CACHE -> {
                thread.store(span + GoSpan.CACHE, cache);
                step = object < 0 ? Step.CACHE : Step.STORE_COUNTS;
            }
            case STORE_COUNTS -> {
                thread.store(span + GoSpan.COUNTS, counts);
                step = Step.BASE;
            }
            default -> {
                object = thread.follow(span + GoSpan.BASE, spanAt) + object * size;
                step = Step.FILL;
            }
        }
    }

    /** Chooses the place; until its address is known {@code object} is its number, and negative if there was none in the cache of bits. */
    private void choose() {
        int free = GoSpan.free(counts);
        int bit = Long.numberOfTrailingZeros(cache);
        int room = GoSpan.room(counts);
        if (bit == Long.SIZE || free + bit >= room) {
            object = -1;
            index = Math.min(room, (free + Long.SIZE) / Long.SIZE * Long.SIZE);
            counts = GoSpan.counts(index, GoSpan.used(counts), room);
            step = Step.SKIP;
        } else {
            object = (long) free + bit;
            index = free + bit + 1;
            counts = GoSpan.counts(index, GoSpan.used(counts) + 1, room);
            cache = cache >>> bit >>> 1;
            step = index % Long.SIZE == 0 && index < room ? Step.BITS : Step.STORE_CACHE;
        }
    }

    /** Gets another span, or the pages of a large object; if there are none all is swept, and then there are cycles. */
    private void refill(RuntimeThread thread) {
        switch (step) {
            case REFILL -> {
                step = Step.REFILLED;
                if (spanClass <= 1) {
                    parts.large.begin(thread, shape);
                } else {
                    parts.refill.begin(thread, spanClass);
                }
                parts.safepoint.poll(thread);
            }
            case REFILLED -> {
                if (thread.answer() == 0) {
                    step = swept ? Step.STALL : Step.SWEEP;
                } else if (spanClass <= 1) {
                    object = thread.answer();
                    spanAt = thread.answeredAt();
                    span = heap.record(heap.pageNumber(object));
                    index = 1;
                    step = Step.FILL;
                } else {
                    step = Step.SPAN;
                }
            }
            case SWEEP -> {
                swept = true;
                step = Step.REFILL;
                parts.sweep.all(thread);
            }
            case STALL -> {
                step = Step.CYCLE;
                if (cycles == MOST_CYCLES) {
                    thread.end(Mutator.NONE);
                } else {
                    cycles++;
                    thread.clock();
                }
            }
            case CYCLE -> {
                started = thread.answer();
                parts.counts.stalls++;
                step = Step.STALLED;
                parts.cycle.begin(thread);
            }
            case STALLED -> {
                thread.clock();
                step = Step.RESUMED;
            }
            default -> {
                parts.counts.stallTime += thread.answer() - started;
                swept = false;
                step = Step.REFILL;
            }
        }
    }

    /** While marking is under way the object is black (gcmarknewobject). */
    private void colour(RuntimeThread thread) {
        switch (step) {
            case COLOUR -> step = thread.load(GoPlaces.PHASE) == GoPlaces.OFF ? scanned() : Step.MARKS;
            case MARKS -> {
                word = thread.follow(span + GoSpan.MARKS, spanAt) + (long) ((index - 1) / Long.SIZE) * WORD;
                step = Step.MARK;
            }
            case MARK -> {
                thread.or(word, 1L << (index - 1));
                step = Step.BLACK;
            }
            case BLACK -> {
                long whole = spanClass <= 1 ? (size + heap.page() - 1) / heap.page() * heap.page() : size;
                word = thread.load(GoPlaces.black(number)) + whole;
                step = Step.STORE_BLACK;
            }
            case STORE_BLACK -> {
                thread.store(GoPlaces.black(number), word);
                step = scanned();
            }
            case SCANNED -> {
                word = thread.load(GoPlaces.scanned(number)) + world.model.field(0, shape.references());
                step = Step.STORE_SCANNED;
            }
            case STORE_SCANNED -> {
                thread.store(GoPlaces.scanned(number), word);
                step = Step.END;
            }
            default -> {
                parts.allocated.objects++;
                parts.allocated.bytes += shape.bytes();
                thread.end(object);
            }
        }
    }

    private Step scanned() {
        return shape.references() > 0 ? Step.SCANNED : Step.END;
    }
}
