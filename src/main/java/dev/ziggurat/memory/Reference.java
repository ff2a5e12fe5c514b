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

    /** The number of the system call (SYSTEM_CALL), how many to wake (WAKE). */
    public int number;

    /** The first argument of a system call; the instant in picoseconds until which to sleep (SLEEP), the duration (SPEND). */
    public long argument0;

    public long argument1;
    public long argument2;

    /** What a step is. The four memory kinds come first. */
    public enum Kind {
        LOAD,
        STORE,
        /** A load and a store of the same bytes by one instruction. */
        MODIFY,
        /** An instruction fetch; not counted in {@code references}. */
        FETCH,
        SYSTEM_CALL,
        WAIT,
        WAKE,
        SLEEP,
        /** The program ends; {@code next} is never called again. */
        EXIT;

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
    }

    /** Ends the program. */
    public void exit() {
        kind = Kind.EXIT;
        gap = 0;
        dependsOn = 0;
    }
}
