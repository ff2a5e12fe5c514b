package dev.ziggurat.runtime;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a process with a run-time system: a stack of routines, of which the top one goes on at each call of {@link #next}. A routine
 * yields its references by the verbs here; each verb reads or writes the word in the same breath, so that what a routine learns of memory it has
 * loaded. It must yield at most one reference a step.
 *
 * <p>The words of the process stand under their virtual addresses: they move with the page, wherever that is.
 */
public final class RuntimeThread implements Program {
    /** The bytes of a word. */
    public static final int WORD = 8;

    private final WordStore words;
    private final WordBytes bytes;
    private final @Nullable Program below;
    private final List<Area> areas;
    private final List<String> calls = new ArrayList<>();

    private final RoutineStack routines = new RoutineStack();

    private Reference into = new Reference();
    private boolean yielded;
    private long answer;

    /** Instructions that come before the next reference. */
    private int work;

    private final Dependence dependence = new Dependence();

    /** How many have said that what it yields is a garbage collector's, and have not taken it back. */
    private int collecting;

    /** The position of the reference that the answer comes from, 0 if none. */
    private long answered;

    /** What the word that it waits for must be for the wait to begin; or who knows whether it begins. */
    private long expected;

    private @Nullable Program waiter;

    /**
     * Makes a thread of which every routine is known.
     *
     * @param words the words of its process
     * @param areas what it declares
     */
    public RuntimeThread(WordStore words, List<Area> areas) {
        this(words, areas, null);
    }

    /**
     * Makes a thread.
     *
     * @param below the program whose references it passes on, which has a stack and a pace of its own; null if there is none
     */
    public RuntimeThread(WordStore words, List<Area> areas, @Nullable Program below) {
        this.words = words;
        bytes = new WordBytes(words);
        this.areas = List.copyOf(areas);
        this.below = below;
    }

    @Override
    public List<Area> areas() {
        return areas;
    }

    @Override
    public @Nullable CallStack callStack() {
        return below == null ? null : below.callStack();
    }

    @Override
    public Pacing pacing() {
        return below == null ? Pacing.CLOCKED : below.pacing();
    }

    @Override
    public void next(Reference reference) {
        into = reference;
        yielded = false;
        while (!yielded) {
            if (routines.isEmpty()) {
                reference.exit();
                return;
            }
            routines.top().step(this);
        }
    }

    /** Has a routine run before the one that calls goes on. */
    public void call(Routine routine) {
        routines.push(routine);
    }

    /** The routine that runs is over. */
    public void end() {
        routines.pop();
    }

    /** The routine that runs is over and has an answer. */
    public void end(long value) {
        end(value, dependence.position());
    }

    /** The routine that runs is over and has an answer, which was loaded by the reference at a {@link #position}. */
    public void end(long value, long position) {
        routines.pop();
        answer = value;
        answered = position;
    }

    /** Answers a call without running anything, by what no reference has loaded. */
    public void reply(long value) {
        returned(value);
    }

    /** Returns the answer of the routine, or system call, that ended last. */
    public long answer() {
        return answer;
    }

    /** Returns the {@link #position} of the reference that the answer comes from; 0 is none. */
    public long answeredAt() {
        return answered;
    }

    /** The next reference, if it {@linkplain #follow(long) follows}, does not follow the load before but the reference at a {@link #position}; 0: none at all. */
    public void from(long position) {
        dependence.from(position);
    }

    /** Returns the {@link #position} that the next reference, if it follows, would follow. */
    public long origin() {
        return dependence.origin();
    }

    /** What it yields from now on is a garbage collector's, or no more; within such a stretch others may begin and end. */
    public void collecting(boolean begins) {
        collecting += begins ? 1 : -1;
    }

    /** Some instructions, that touch no memory, come before the next reference. */
    public void work(int instructions) {
        work += instructions;
    }

    /** Yields the load of a word, whose address is known without waiting for another load. */
    public long load(long address) {
        touch(Kind.LOAD, address, WORD);
        return words.read(address);
    }

    /** Yields the load of a word, whose address came from the load before, or from another that was said. */
    public long follow(long address) {
        return follow(address, dependence.origin());
    }

    /** Returns the number of the reference that was yielded last, for {@link #follow(long, long)}. */
    public long position() {
        return dependence.position();
    }

    /** Yields the load of a word, whose address came from an earlier load: that which was at a {@link #position}; 0 is none. */
    public long follow(long address, long position) {
        return waiting(dependence.since(position), load(address));
    }

    /** The reference just yielded waits for the one so many before it, 0: for none; arguments are evaluated from left to right. */
    private long waiting(int depends, long loaded) {
        into.dependsOn = depends;
        return loaded;
    }

    /** Yields the store of a word. */
    public void store(long address, long word) {
        refer(Kind.STORE, address, WORD);
        words.write(address, word);
    }

    /** Yields the load of a byte; returns it, from 0 to 255. */
    public int loadByte(long address) {
        return (int) loadPart(address, 1, WordBytes.BYTE);
    }

    /** Yields the load of a byte, whose address came from the load before, or from another that was said. */
    public int followByte(long address) {
        return (int) waiting(dependence.since(dependence.origin()), loadByte(address));
    }

    /** Yields the store of a byte: the lowest of a value. */
    public void storeByte(long address, int value) {
        storePart(address, 1, WordBytes.BYTE, value);
    }

    /** Yields the load of half a word, whose address is a multiple of 4; returns it, from 0 to 2^32 - 1. */
    public long loadHalf(long address) {
        return loadPart(address, WORD / 2, WordBytes.HALF);
    }

    /** Yields the load of half a word, whose address came from the load before. */
    public long followHalf(long address) {
        return waiting(dependence.since(dependence.origin()), loadHalf(address));
    }

    /** Yields the store of half a word: the lower one of a value. */
    public void storeHalf(long address, long value) {
        storePart(address, WORD / 2, WordBytes.HALF, value);
    }

    private long loadPart(long address, int size, long mask) {
        touch(Kind.LOAD, address, size);
        return bytes.read(address, mask);
    }

    private void storePart(long address, int size, long mask, long value) {
        refer(Kind.STORE, address, size);
        bytes.write(address, mask, value);
    }

    /** Yields an atomic exchange of a word (XCHG); returns what was there. */
    public long exchange(long address, long word) {
        long old = modify(address);
        words.write(address, word);
        return old;
    }

    /** Yields an atomic addition to a word (LOCK XADD); returns what was there. */
    public long add(long address, long difference) {
        long old = modify(address);
        words.write(address, old + difference);
        return old;
    }

    /** Yields an atomic setting of bits of a word (LOCK BTS); returns what was there. */
    public long or(long address, long bits) {
        long old = modify(address);
        words.write(address, old | bits);
        return old;
    }

    /** Yields a compare-and-exchange of a word (LOCK CMPXCHG); returns what was there: if that is as expected, it is replaced. */
    public long compareAndExchange(long address, long old, long word) {
        long found = modify(address);
        if (found == old) {
            words.write(address, word);
        }
        return found;
    }

    private long modify(long address) {
        touch(Kind.MODIFY, address, WORD);
        return words.read(address);
    }

    /** Yields a reference to bytes whose value nobody needs, {@code size} at most a page. */
    public void touch(Kind kind, long address, int size) {
        refer(kind, address, size);
        if (kind == Kind.LOAD || kind == Kind.MODIFY) {
            dependence.loaded();
        }
    }

    /** Yields a reference to bytes whose value nobody needs, and whose address came from the load at a {@link #position}; 0 is none. */
    public void touch(Kind kind, long address, int size, long position) {
        int depends = dependence.since(position);
        touch(kind, address, size);
        into.dependsOn = depends;
    }

    /** Yields a store that makes bytes zero. */
    public void clear(long address, int size) {
        touch(Kind.STORE, address, size);
        bytes.clear(address, size);
    }

    /** Yields the store of bytes that the load before has read elsewhere; words go along if both addresses are multiples of 8. */
    public void copy(long from, long to, int size) {
        touch(Kind.STORE, to, size, dependence.lastLoad());
        bytes.copy(from, to, size);
    }

    private void refer(Kind kind, long address, int size) {
        claim().set(kind, address, size);
        into.gap = work;
        into.collector = collecting > 0;
        work = 0;
        dependence.yielded();
    }

    private Reference claim() {
        if (yielded) {
            throw new IllegalStateException("a routine yields two references in one step");
        }
        yielded = true;
        return into;
    }

    /** Yields a system call; its answer is {@link #answer} at the next step. */
    public void system(int number, long argument0, long argument1, long argument2) {
        claim();
        into.operation(Kind.SYSTEM_CALL);
        into.number = number;
        into.argument0 = argument0;
        into.argument1 = argument1;
        into.argument2 = argument2;
    }

    /** Returns the number by which this thread makes the system call of a name. */
    public int systemCall(String name) {
        if (!calls.contains(name)) {
            calls.add(name);
        }
        return calls.indexOf(name);
    }

    /** Yields a look at the clock; its time, in picoseconds, is {@link #answer} at the next step. */
    public void clock() {
        claim().operation(Kind.CLOCK);
    }

    /** Yields a sleep until an instant, in picoseconds. */
    public void sleep(long until) {
        claim();
        into.operation(Kind.SLEEP);
        into.argument0 = until;
    }

    /** Yields the end of the thread. */
    public void exit() {
        claim().exit();
    }

    /** Yields a wait on a word until somebody wakes it, unless the word is not as expected when the wait takes effect (FUTEX_WAIT). */
    public void await(long address, long word) {
        claim().waitFor(address);
        expected = word;
        waiter = null;
    }

    /** Yields a wake-up of so many at most that wait on a word (FUTEX_WAKE). */
    public void wake(long address, int count) {
        claim().wake(address, count);
    }

    /** Returns what the next reference is written into, by a program whose code is not made of routines. */
    Reference slate() {
        return into;
    }

    /** Yields what a program has written into the {@link #slate}. */
    void passOn(Program from) {
        claim();
        waiter = from;
        into.collector = collecting > 0;
        if (into.kind.memory() && into.kind != Kind.FETCH) {
            dependence.passedOn();
        }
    }

    @Override
    public String operation(int number) {
        return calls.get(number);
    }

    @Override
    public void returned(long value) {
        answer = value;
        answered = 0;
    }

    @Override
    public boolean waits(long address) {
        Program asked = waiter;
        return asked == null ? words.read(address) == expected : asked.waits(address);
    }

    /** A run-time system's program begins at its beginning. */
    @Override
    public void skipTo(long n) {
        if (n != 0) {
            throw new IllegalStateException("a program with a run-time system cannot be positioned");
        }
    }
}
