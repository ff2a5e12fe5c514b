package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of a script. A call is a SYSTEM_CALL whose number is the place of its operation in {@link #operations}; its answer gets the name
 * before the {@code =}. An {@code expect} is checked when the step after it is asked for, and a wrong value ends the run. A {@code wait} always
 * waits, for a script has no values of words.
 */
public final class Script implements Program {
    static final int NO_TARGET = -1;

    private static final long USER_HALF = 1L << 47;

    private final Path file;
    private final List<Step> steps;

    /** The operations by which a program gets memory. */
    private static final List<String> MAPPINGS = List.of("mmap", "create-segment", "reserve");

    /** Stands for waits and wakes among the calls. */
    private static final String WAITING = "wait";

    private final List<String> operations;
    private final String[] names;
    private final long[] values;

    private int at;

    /** The name that the next answer gets. */
    private int target = NO_TARGET;

    /** A number, or a name and a number. */
    record Operand(int name, long offset) {
        static final int NO_NAME = -1;
    }

    /** One step: a reference, a call or an expectation. */
    interface Step {
        /** Writes what it yields; returns false if that is nothing. */
        boolean act(Script script, Reference into);
    }

    /** A load, store, modify or fetch. */
    record Access(Reference.Kind kind, Operand address, int size) implements Step {
        @Override
        public boolean act(Script script, Reference into) {
            into.set(kind, script.value(address), size);
            return true;
        }
    }

    /** A system call. */
    record Call(int number, Operand argument0, Operand argument1, Operand argument2, int target) implements Step {
        @Override
        public boolean act(Script script, Reference into) {
            into.kind = Reference.Kind.SYSTEM_CALL;
            into.gap = 0;
            into.dependsOn = 0;
            into.number = number;
            into.argument0 = script.value(argument0);
            into.argument1 = script.value(argument1);
            into.argument2 = script.value(argument2);
            script.target = target;
            return true;
        }
    }

    /** A WAIT, or a WAKE of so many. */
    record Word(Reference.Kind kind, Operand address, int most) implements Step {
        @Override
        public boolean act(Script script, Reference into) {
            if (kind == Reference.Kind.WAIT) {
                into.waitFor(script.value(address));
            } else {
                into.wake(script.value(address), most);
            }
            return true;
        }
    }

    /** A look at the clock. */
    record Clock(int target) implements Step {
        @Override
        public boolean act(Script script, Reference into) {
            into.operation(Reference.Kind.CLOCK);
            script.target = target;
            return true;
        }
    }

    /** A check of a value. */
    record Expect(int name, Operand wanted, long line) implements Step {
        @Override
        public boolean act(Script script, Reference into) {
            long value = script.values[name];
            if (value != script.value(wanted)) {
                throw TraceException.atLine(
                        script.file,
                        line,
                        script.names[name] + " is " + shown(value) + ", not " + shown(script.value(wanted)));
            }
            return false;
        }

        private static String shown(long value) {
            return value + " (0x" + Long.toHexString(value) + ")";
        }
    }

    Script(Path file, List<Step> steps, List<String> operations, List<String> names) {
        this.file = file;
        this.steps = List.copyOf(steps);
        this.operations = List.copyOf(operations);
        this.names = names.toArray(new String[0]);
        values = new long[names.size()];
    }

    /** Returns the operations that it calls, each once, in the order of their first call. */
    public List<String> operations() {
        return operations;
    }

    /** Returns the names of its calls, and {@link #WAITING} if it waits or wakes: the kernel does that too. */
    Set<String> calls() {
        Set<String> calls = new HashSet<>(operations);
        if (steps.stream().anyMatch(Word.class::isInstance)) {
            calls.add(WAITING);
        }
        return calls;
    }

    /** The user half, on demand; if the script gets memory itself, nothing but that. */
    @Override
    public List<Area> areas() {
        return MAPPINGS.stream().anyMatch(operations::contains) ? List.of() : List.of(new Area("user", 0, USER_HALF));
    }

    @Override
    public String operation(int number) {
        return operations.get(number);
    }

    /** A script that is answered can only begin at its start, since its values are the answers. */
    @Override
    public void skipTo(long n) {
        if (n != 0 && (names.length > 0 || !calls().isEmpty())) {
            throw new TraceException(file, "a script that makes calls or asks the clock cannot be positioned");
        }
        at = (int) Math.min(n, steps.size());
    }

    @Override
    public void next(Reference into) {
        while (at < steps.size()) {
            Step step = steps.get(at++);
            if (step.act(this, into)) {
                return;
            }
        }
        into.exit();
    }

    private long value(Operand operand) {
        return operand.name == Operand.NO_NAME ? operand.offset : values[operand.name] + operand.offset;
    }

    @Override
    public void returned(long value) {
        if (target >= 0) {
            values[target] = value;
        }
    }

    @Override
    public boolean waits(long address) {
        return true;
    }
}
