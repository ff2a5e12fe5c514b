package dev.ziggurat.machine;

import dev.ziggurat.memory.CallStack;
import dev.ziggurat.os.Process;
import dev.ziggurat.stats.Section;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What programs that push call frames tell of them, by process. */
final class CallStacks {
    private final Map<Process, List<CallStack>> stacks = new LinkedHashMap<>();

    /** A thread of a process has frames. */
    void add(Process process, CallStack frames) {
        stacks.computeIfAbsent(process, each -> new ArrayList<>()).add(frames);
    }

    /** Describes {@code process.NAME.calls} and what is about its depth, of those processes alone. */
    void describe(Statistics statistics) {
        stacks.forEach((process, all) -> {
            Section section = statistics.section("process." + process.name());
            section.counter("calls", "calls", "call frames pushed", () -> sum(all));
            section.word(
                    "stack_depth",
                    "call frames that there were at once at most, on the deepest stack, since time 0",
                    () -> Long.toString(deepest(all)));
            section.counter(
                    "stack_overflow_depth",
                    "frames",
                    "call frames on the stack that overflowed, with the one that found no place; 0 if none did",
                    () -> Math.max(0, process.overflowDepth()));
        });
    }

    private static long sum(List<CallStack> all) {
        return all.stream().mapToLong(CallStack::calls).sum();
    }

    private static long deepest(List<CallStack> all) {
        return all.stream().mapToLong(CallStack::deepest).max().orElse(0);
    }
}
