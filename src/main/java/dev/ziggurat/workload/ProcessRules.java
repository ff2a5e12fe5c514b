package dev.ziggurat.workload;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds between the threads of a process.
 *
 * @param name of the process
 * @param threads those that its file lists
 */
record ProcessRules(String name, List<ThreadSpec> threads) {
    /**
     * Looks at all of them.
     *
     * @param cores those of the process
     * @param migrate after how long its threads move on, null if they stay
     * @param runtime its run-time system, null if it has none
     * @param key that says how many threads there are
     * @throws SpecException of the first that is broken
     */
    void check(List<Integer> cores, @Nullable Latency migrate, @Nullable RuntimeSpec runtime, String key) {
        checkDaemons();
        checkMoves(migrate, cores);
        checkNames();
        checkSpace();
        checkRuntime(runtime);
        checkCount(key, runtime);
    }

    private void checkDaemons() {
        if (threads.stream().allMatch(ThreadSpec::daemon)) {
            throw new SpecException(
                    "threads", "process '" + name + "' has daemons alone, and these keep no process alive");
        }
    }

    private void checkMoves(@Nullable Latency every, List<Integer> cores) {
        for (ThreadSpec thread : threads) {
            boolean moves = every != null || thread.migrate() != null;
            if (moves && (thread.cores() == null ? cores : thread.cores()).size() < 2) {
                throw new SpecException(
                        thread.migrate() == null ? "migrate" : "threads",
                        "thread '" + thread.name() + "' has one core and cannot move to another; write for example"
                                + " 'cores: [0, 1]'");
            }
        }
    }

    private void checkNames() {
        Set<String> names = new HashSet<>();
        for (ThreadSpec thread : threads) {
            if (!names.add(thread.name())) {
                throw new SpecException(
                        "threads", "two threads are called '" + thread.name() + "'; each has a name of its own");
            }
        }
    }

    private void checkRuntime(@Nullable RuntimeSpec runtime) {
        boolean made =
                threads.stream().flatMap(thread -> thread.programs().stream()).anyMatch(ProgramSpec::makesObjects);
        if (made && (runtime == null || !runtime.holdsObjects())) {
            throw new SpecException(
                    "runtime",
                    "the program makes objects, and nothing holds them; write for example"
                            + " 'runtime: {kind: managed, collector: {kind: semispace, heap: 64 MiB}}'; a native one holds"
                            + " them if it has no detector");
        }
        if (made && threads.stream().anyMatch(thread -> thread.phases() != null)) {
            throw new SpecException("phases", "a program that makes objects is no phase of another");
        }
        boolean others =
                threads.stream().flatMap(thread -> thread.programs().stream()).anyMatch(each -> !each.makesObjects());
        if (runtime != null && runtime.stopsThreads() && threads.size() > 1 && others) {
            throw new SpecException(
                    "threads",
                    "the world stops for a collection when every thread looks whether it is to stop, and only programs that"
                            + " make objects do: a program that does not is the only thread of its process");
        }
        for (ThreadSpec thread : threads) {
            if (runtime != null && runtime.ownThreads().contains(thread.name())) {
                throw new SpecException(
                        "threads." + thread.name(),
                        "the run-time system has a thread called '" + thread.name() + "'; take another name");
            }
        }
    }

    private void checkCount(String key, @Nullable RuntimeSpec runtime) {
        if (runtime != null && threads.size() > runtime.mostThreads()) {
            throw new SpecException(
                    key,
                    "the process has " + threads.size() + " threads, and its run-time system allows "
                            + runtime.mostThreads() + " at most");
        }
    }

    private void checkSpace() {
        long spaces = threads.stream()
                .flatMap(thread -> thread.programs().stream())
                .map(ProgramSpec::addressSpace)
                .distinct()
                .count();
        if (spaces > 1) {
            throw new SpecException(
                    "", "the programs of one process have virtual addresses or physical ones, not some of each");
        }
    }
}
