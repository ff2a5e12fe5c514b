package dev.ziggurat.memory;

/** One step of a program, written into an object that the core reuses. */
public final class Reference {
    public Kind kind = Kind.LOAD;

    /** The virtual address of the first byte (LOAD, STORE, MODIFY, FETCH), or of the word waited on (WAIT, WAKE). */
    public long address;

    /** The number of bytes, at least 1 (LOAD, STORE, MODIFY, FETCH). */
    public int size;

    /** The address of the instruction, 0 if unknown. */
    public long pc;

    /** How many non-memory instructions come before it. */
    public int gap;

    /** How many references of this program back the one lies whose result this one needs; 0 for none. */
    public int dependsOn;

    /** When an open-loop core issues it, in picoseconds ({@link Pacing.Kind#ARRIVAL}). */
    public long at;

    /** The number of the system call (SYSTEM_CALL), how many to wake (WAKE), the number of the cause (SPEND). */
    public int number;

    /** The first argument of a system call; the instant in picoseconds until which to sleep (SLEEP), the duration (SPEND). */
    public long argument0;

    public long argument1;
    public long argument2;

    /** Whether a garbage collector makes it, and not the program that leaves garbage. */
    public boolean collector;

    /** What a step is. The four memory kinds come first. */
    public enum Kind {
        LOAD,
        STORE,
        /** A load and a store of the same bytes by one instruction. */
        MODIFY,
        /** An instruction fetch; not counted in {@code references}. */
        FETCH,
        SYSTEM_CALL,
        /** The thread leaves its core until the word at the address is woken, if its program says that it {@link Program#waits}. */
        WAIT,
        /** Those of the process that wait for the word at the address go on, so many at most, whoever came first. */
        WAKE,
        SLEEP,
        /** Nothing comes after it until all before it is done and seen by all: MFENCE. */
        FENCE,
        /** The program is told the time of its core in picoseconds, by {@link Program#returned}: RDTSCP. */
        CLOCK,
        /** The program ends; {@code next} is never called again. */
        EXIT,

        // Of kernel programs alone:
        /** The core is busy for a duration, with a cause. */
        SPEND,
        /** The thread leaves its core until what it awaits has come. */
        BLOCK,
        /** The core stays with the thread and waits for what it awaits. */
        HOLD,
        /** The program is over, and the one that it interrupted goes on; {@code next} is never called again. */
        RETURN,
        /** The process ends, for it did what it may not; {@code next} is never called again. */
        KILL;

        /** Whether it touches memory; every other kind is serialising. */
        public boolean memory() {
            return ordinal() <= FETCH.ordinal();
        }
    }

    /** Fills in a memory reference that depends on nothing and has no instructions before it. */
    public void set(Kind newKind, long newAddress, int newSize) {
        kind = newKind;
        address = newAddress;
        size = newSize;
        pc = 0;
        gap = 0;
        dependsOn = 0;
        collector = false;
    }

    /** Becomes a copy of another. */
    public void copy(Reference other) {
        kind = other.kind;
        address = other.address;
        size = other.size;
        pc = other.pc;
        gap = other.gap;
        dependsOn = other.dependsOn;
        at = other.at;
        number = other.number;
        argument0 = other.argument0;
        argument1 = other.argument1;
        argument2 = other.argument2;
        collector = other.collector;
    }

    /** Ends the program. */
    public void exit() {
        operation(Kind.EXIT);
    }

    /**
     * Keeps the core busy.
     *
     * @param cause the number of the cause to which the time is booked
     * @param duration how long, in picoseconds
     */
    public void spend(int cause, long duration) {
        operation(Kind.SPEND);
        number = cause;
        argument0 = duration;
    }

    /** Waits for a word until it is woken. */
    public void waitFor(long word) {
        operation(Kind.WAIT);
        address = word;
    }

    /** Wakes those that wait for a word, so many at most. */
    public void wake(long word, int most) {
        operation(Kind.WAKE);
        address = word;
        number = most;
    }

    /** Fills in an operation of a kind that has no arguments. */
    public void operation(Kind newKind) {
        kind = newKind;
        gap = 0;
        dependsOn = 0;
        collector = false;
    }
}
