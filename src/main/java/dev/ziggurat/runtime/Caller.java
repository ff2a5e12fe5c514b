package dev.ziggurat.runtime;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A program that is not made of routines, such as a script: what it yields is passed on, but for the calls that its run-time system answers. */
public final class Caller extends Routine {
    private final Program program;
    private final Map<String, Call> calls;

    // By the program's numbers of its calls, from their first use on: who answers, null for the kernel; and then by
    // which number the thread asks it.
    private @Nullable Call[] answering = new @Nullable Call[4];
    private int[] system = new int[4];
    private int known;

    private boolean called;

    /** What looks at accesses, null if nobody does; and the one that it looks at. */
    private final @Nullable AccessGuard guard;

    private final Reference held = new Reference();
    private boolean checked;

    /** Makes the routine that runs a program, whose calls of these names are answered so. */
    public Caller(Program program, Map<String, Call> calls) {
        this(program, calls, null);
    }

    /** Makes the routine that runs a program, whose calls of these names are answered so, and whose accesses somebody looks at. */
    public Caller(Program program, Map<String, Call> calls, @Nullable AccessGuard guard) {
        this.program = program;
        this.guard = guard;
        this.calls = Map.copyOf(calls);
    }

    @Override
    protected void step(RuntimeThread thread) {
        if (called) {
            called = false;
            program.returned(thread.answer());
        }
        if (checked) {
            checked = false;
            judge(thread);
            return;
        }
        Reference into = thread.slate();
        program.next(into);
        if (into.kind != Kind.SYSTEM_CALL) {
            called = into.kind == Kind.CLOCK;
            access(thread, into);
            return;
        }
        learn(thread, into.number);
        called = true;
        Call call = answering[into.number];
        if (call != null) {
            call.begin(thread, into.argument0, into.argument1, into.argument2);
        } else {
            into.number = system[into.number];
            thread.passOn(program);
        }
    }

    private void access(RuntimeThread thread, Reference into) {
        if (guard != null && guard.covers(into)) {
            held.copy(into);
            checked = true;
            thread.call(guard.check(held));
        } else {
            thread.passOn(program);
        }
    }

    /** Does with what was looked at as the detector says. */
    private void judge(RuntimeThread thread) {
        if (thread.answer() == AccessGuard.STOP) {
            thread.exit();
        } else if (thread.answer() == AccessGuard.ISSUE) {
            thread.slate().copy(held);
            thread.passOn(program);
        }
    }

    private void learn(RuntimeThread thread, int number) {
        for (; known <= number; known++) {
            if (known == system.length) {
                system = Arrays.copyOf(system, 2 * known);
                answering = Arrays.copyOf(answering, 2 * known);
            }
            String name = program.operation(known);
            answering[known] = calls.get(name);
            system[known] = answering[known] == null ? thread.systemCall(name) : 0;
        }
    }
}
