package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.units.Count;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * A thread that takes a lock again and again, and while it has it modifies a few lines one after the other, as those of a list. The lock is the third mutex of U. Drepper, "Futexes are
 * tricky" (2011): its word is 0 (free), 1 (taken) or 2 (taken, and perhaps somebody waits). Whoever finds it taken may look at it for a while, then
 * leaves 2 there and waits; whoever finds 2 when it gives the lock up wakes one.
 *
 * <p>A modification of the word is atomic: nothing goes on until it is done and seen by all. So is the end of what is done under the lock.
 */
public final class Lock implements Program {
    private static final long FREE = 0;
    private static final long TAKEN = 1;
    private static final long CONTENDED = 2;

    private static final int WORD = 8;
    private static final long WORD_ADDRESS = CommonKeys.BASE;

    /** The lines lie in pages of their own, so that none is that of the word. */
    private static final long LINES = CommonKeys.BASE + (1 << 12);

    private static final int LINE = 64;
    private static final int MOST_LINES = 1 << 20;
    private static final int MOST_LOOKS = 1_000_000;

    private final Spec spec;
    private final WordStore words;
    private final int gap;
    private Step step = Step.TRY;

    /** Whether the reference yielded last is an atomic modification, or what is done under the lock has just ended. */
    private boolean fence;

    private long turns;
    private int looks;
    private int line;

    private enum Step {
        TRY,
        LOOK,
        CONTEND,
        WAIT,
        INSIDE,
        GIVE_UP,
        CLEAR,
        WAKE
    }

    private Lock(Spec spec, WordStore words) {
        this.spec = spec;
        this.words = words;
        gap = (int) spec.gap.value();
    }

    /**
     * {@code kind: lock}. Whoever is alone never waits and wakes nobody; several threads need an operating system anyway.
     *
     * @param turns how often each thread takes the lock, then it ends
     * @param critical how many lines it modifies while it has the lock, default 1
     * @param spin how often it looks at the word before it waits, default 0
     * @param gap the instructions between two turns, default 0
     */
    public record Spec(Long turns, Integer critical, Integer spin, Count gap) implements ProgramSpec {
        public Spec {
            SpecException.requirePresent("turns", turns, "1000");
            SpecException.requireRange("turns", turns, 1, ProcessSpec.MOST_REFERENCES);
            critical = critical == null ? 1 : critical;
            SpecException.requireRange("critical", critical, 0, MOST_LINES);
            spin = spin == null ? 0 : spin;
            SpecException.requireRange("spin", spin, 0, MOST_LOOKS);
            gap = CommonKeys.gap(gap);
        }

        @Override
        public Program create(RandomStream random) {
            return new Lock(this, new WordStore());
        }

        @Override
        public Program create(RandomStream random, Crew crew) {
            return new Lock(this, crew.words());
        }

        @Override
        public boolean finite() {
            return true;
        }

        /** Who stops while it has the lock leaves the others asleep. */
        @Override
        public boolean uncut() {
            return true;
        }
    }

    @Override
    public List<Area> areas() {
        return List.of(new Area("lock", WORD_ADDRESS, LINES - WORD_ADDRESS + Math.max(1, spec.critical) * (long) LINE));
    }

    /** Only to the start: where it is depends on the others. */
    @Override
    public void skipTo(long n) {
        if (n != 0) {
            throw new IllegalStateException("a thread that takes turns with others cannot be positioned");
        }
        step = Step.TRY;
        fence = false;
        turns = 0;
    }

    @Override
    public void next(Reference into) {
        if (fence) {
            fence = false;
            into.operation(Kind.FENCE);
            return;
        }
        switch (step) {
            case TRY -> begin(into);
            case LOOK -> look(into);
            case CONTEND -> contend(into);
            case WAIT -> {
                step = Step.CONTEND;
                into.waitFor(WORD_ADDRESS);
            }
            case INSIDE -> use(into);
            case GIVE_UP -> giveUp(into);
            case CLEAR -> {
                into.set(Kind.STORE, WORD_ADDRESS, WORD);
                words.write(WORD_ADDRESS, FREE);
                step = Step.WAKE;
            }
            case WAKE -> {
                into.wake(WORD_ADDRESS, 1);
                endTurn();
            }
        }
    }

    /** Takes the lock if it is free. */
    private void begin(Reference into) {
        if (turns == spec.turns) {
            into.exit();
            return;
        }
        modify(into);
        into.gap = looks == 0 ? gap : 0;
        if (words.read(WORD_ADDRESS) == FREE) {
            enter(TAKEN);
        } else {
            step = looks < spec.spin ? Step.LOOK : Step.CONTEND;
        }
    }

    private void look(Reference into) {
        into.set(Kind.LOAD, WORD_ADDRESS, WORD);
        fence = true;
        looks++;
        if (words.read(WORD_ADDRESS) == FREE) {
            step = Step.TRY;
        } else if (looks == spec.spin) {
            step = Step.CONTEND;
        }
    }

    /** Says that somebody waits; if the lock was free it is taken by that. */
    private void contend(Reference into) {
        modify(into);
        if (words.read(WORD_ADDRESS) == FREE) {
            enter(CONTENDED);
        } else {
            words.write(WORD_ADDRESS, CONTENDED);
            step = Step.WAIT;
        }
    }

    private void enter(long as) {
        words.write(WORD_ADDRESS, as);
        line = 0;
        step = spec.critical == 0 ? Step.GIVE_UP : Step.INSIDE;
    }

    private void use(Reference into) {
        into.set(Kind.MODIFY, LINES + line * (long) LINE, WORD);
        into.dependsOn = line == 0 ? 0 : 1;
        line++;
        if (line == spec.critical) {
            fence = true;
            step = Step.GIVE_UP;
        }
    }

    private void giveUp(Reference into) {
        modify(into);
        long as = words.read(WORD_ADDRESS);
        words.write(WORD_ADDRESS, as - 1);
        if (as == CONTENDED) {
            step = Step.CLEAR;
        } else {
            endTurn();
        }
    }

    private void endTurn() {
        turns++;
        looks = 0;
        step = Step.TRY;
    }

    private void modify(Reference into) {
        into.set(Kind.MODIFY, WORD_ADDRESS, WORD);
        fence = true;
    }

    @Override
    public void returned(long value) {
        throw new IllegalStateException("it asks nothing");
    }

    @Override
    public boolean waits(long address) {
        return words.read(WORD_ADDRESS) == CONTENDED;
    }
}
