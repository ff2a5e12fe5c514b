package dev.ziggurat.workload;

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

    /** Whether it makes system calls of its own, which only a machine with an operating system answers. */
    boolean makesCalls();
}
