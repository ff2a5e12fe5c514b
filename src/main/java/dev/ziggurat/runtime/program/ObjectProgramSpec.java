package dev.ziggurat.runtime.program;

import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProgramSpec;
import org.jspecify.annotations.Nullable;

/** A program that makes objects as a workload file describes it: it ends by itself. */
interface ObjectProgramSpec extends ProgramSpec {
    /** Returns the instructions beside what a program does to its objects, 0 where nothing is said. */
    static int work(@Nullable Integer given) {
        int work = given == null ? 0 : given;
        SpecException.requireRange("work", work, 0, 1_000_000);
        return work;
    }

    @Override
    default boolean finite() {
        return true;
    }

    @Override
    default boolean makesObjects() {
        return true;
    }
}
