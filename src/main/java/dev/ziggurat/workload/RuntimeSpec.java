package dev.ziggurat.workload;

import java.util.List;
import java.util.Set;

/** The run-time system of a process as a workload file describes it; the spec is the factory. */
public interface RuntimeSpec {
    /** Makes the run-time system of a process, before its threads. */
    ProcessRuntime create(RuntimeSite site);

    /** Returns the names of the calls that it answers itself, which so are no system calls of the program's. */
    Set<String> calls();

    /** Whether programs may make objects on it. */
    default boolean holdsObjects() {
        return false;
    }

    /** Returns how many threads a process may have on it. */
    default int mostThreads() {
        return Integer.MAX_VALUE;
    }

    /** Returns the names of the threads that it has of its own: daemons beside the threads of the process, whose cores are dealt to them too. */
    default List<String> ownThreads() {
        return List.of();
    }

    /** Whether it makes system calls of its own, which only a machine with an operating system answers. */
    boolean makesCalls();
}
