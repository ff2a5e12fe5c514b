package dev.ziggurat.workload;

import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The frames of programs that come one after another on one stack, each from its top. */
final class PhaseStacks implements CallStack {
    private final List<CallStack> stacks;

    private PhaseStacks(List<CallStack> stacks) {
        this.stacks = List.copyOf(stacks);
    }

    /** Returns the frames of programs, null if none has any. */
    static @Nullable CallStack of(List<Program> programs) {
        List<CallStack> stacks = new ArrayList<>();
        for (Program program : programs) {
            if (program.callStack() != null) {
                stacks.add(Objects.requireNonNull(program.callStack()));
            }
        }
        return stacks.isEmpty() ? null : new PhaseStacks(stacks);
    }

    @Override
    public void begin(long top) {
        stacks.forEach(each -> each.begin(top));
    }

    /** Of the program whose frames reach deepest down there: no other can have got there. */
    @Override
    public long frames(long address) {
        long most = 0;
        for (CallStack each : stacks) {
            most = Math.max(most, Math.min(each.frames(address), each.deepest()));
        }
        return most;
    }

    @Override
    public long deepest() {
        return stacks.stream().mapToLong(CallStack::deepest).max().orElse(0);
    }

    @Override
    public long calls() {
        return stacks.stream().mapToLong(CallStack::calls).sum();
    }
}
