package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A program as a workload file describes it; the spec is the factory. */
public interface ProgramSpec {
    /** What the addresses of a program are. */
    enum AddressSpace {
        /** Virtual addresses of its process. */
        VIRTUAL,
        /** Physical addresses: nothing is translated. */
        PHYSICAL
    }

    /** Makes the program; {@code random} is its own stream. */
    Program create(RandomStream random);

    /** Makes the program of one of several threads, which may share what they know of their process's memory. */
    default Program create(RandomStream random, Crew crew) {
        return create(random);
    }

    /** Returns the files it reads (absolute); their content is part of the run's identity. */
    default List<Path> files() {
        return List.of();
    }

    /** Whether it says by itself when it ends, so that {@code references:} may be left out. */
    default boolean finite() {
        return false;
    }

    /** Whether it must run until it ends by itself, for others wait for what it does at last. */
    default boolean uncut() {
        return false;
    }

    /** Returns what its addresses are. */
    default AddressSpace addressSpace() {
        return AddressSpace.VIRTUAL;
    }

    /** Whether it makes objects, for which its process needs a run-time system that holds them. */
    default boolean makesObjects() {
        return false;
    }

    /** Returns the names of the calls that it makes, of the kernel or of the process's run-time system; may read {@link #files}. */
    default Set<String> calls() {
        return Set.of();
    }

    /**
     * Returns the addresses that it touches, where it declares none of its own but the user half on demand; for a machine that has to know them
     * before. May read {@link #files}.
     */
    default List<Area> touchedAreas() {
        return List.of();
    }
}
