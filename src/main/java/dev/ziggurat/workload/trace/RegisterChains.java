package dev.ziggurat.workload.trace;

/**
 * Which load the value of each register comes from, in a stream of instructions: the youngest that wrote it, directly or through instructions
 * that worked on its value. As in ChampSim ("stack pointer folding"), no chain goes through the instruction pointer, nor through the stack
 * pointer of a branch, of an instruction with memory operands (call, return, push, pop) or of one that adds a constant: a decoder knows these
 * values without waiting.
 */
final class RegisterChains {
    private static final int NONE = 0;
    private static final int STACK_POINTER = 6;
    private static final int FLAGS = 25;
    private static final int INSTRUCTION_POINTER = 26;

    /** The number of the load, counted from 1 among the references of the trace; 0 for none. */
    private final long[] load = new long[256];

    /** Whether the sources read so far include one that makes a new stack pointer a matter of calculation. */
    private boolean calculated;

    /** Begins an instruction. */
    void begin() {
        calculated = false;
    }

    /** Reads a source register (0 for none); returns the younger of the load it comes from and {@code youngest}. */
    long read(int register, long youngest) {
        if (register == NONE || register == INSTRUCTION_POINTER) {
            return youngest;
        }
        calculated |= register != STACK_POINTER && register != FLAGS;
        return Math.max(youngest, load[register]);
    }

    /** Writes a destination register (0 for none) with a value that comes from a load; {@code plain}: neither branch nor memory operand. */
    void write(int register, long from, boolean plain) {
        if (register == NONE || register == INSTRUCTION_POINTER) {
            return;
        }
        if (register != STACK_POINTER || (plain && calculated)) {
            load[register] = from;
        }
    }
}
