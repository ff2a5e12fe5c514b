package dev.ziggurat.workload.trace;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProgramSpec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code kind: trace}.
 *
 * @param file the trace: plain, gzip or xz
 * @param format its format; default: told by how it begins
 * @param onEnd stop (default) ends the program, loop begins again
 * @param addressSpace virtual (default), or physical: nothing is translated
 * @param dependencies what loads depend on beside what the format says, default none
 * @param fetch whether instruction fetches are simulated where the trace has them (default), or only counted as gaps
 * @param pacing when an open-loop core issues: arrival (default of formats with times if there is a {@code cycle}), saturated, or clocked
 *     (default otherwise)
 * @param cycle the cycle of the trace's times, and of saturated pacing (there default: the core's)
 * @param outstanding how many requests saturated pacing holds under way, default left to the core
 */
public record TraceSpec(
        Path file,
        @Nullable TraceFormat format,
        OnEnd onEnd,
        AddressSpace addressSpace,
        Dependencies dependencies,
        Boolean fetch,
        Pacing.@Nullable Kind pacing,
        @Nullable Latency cycle,
        Integer outstanding)
        implements ProgramSpec {
    private static final int MOST_OUTSTANDING = 1 << 16;
    private static final Latency LONGEST_CYCLE = Latency.parse("1 s");

    /** What comes after the last record. */
    public enum OnEnd {
        STOP,
        LOOP
    }

    /** What loads depend on. */
    public enum Dependencies {
        /** Nothing but what the format says. */
        NONE,
        /** Each on the one before. */
        SERIAL
    }

    public TraceSpec {
        SpecException.requirePresent("file", file, "matmul.lackey.gz");
        onEnd = onEnd == null ? OnEnd.STOP : onEnd;
        addressSpace = addressSpace == null ? AddressSpace.VIRTUAL : addressSpace;
        dependencies = dependencies == null ? Dependencies.NONE : dependencies;
        fetch = fetch == null || fetch;
        outstanding = outstanding == null ? 0 : outstanding;
        SpecException.requireRange("outstanding", outstanding, 0, MOST_OUTSTANDING);
        if (cycle != null && (cycle.inCycles() || cycle.amount() == 0)) {
            throw new SpecException("cycle", "the cycle of a trace is a time; write for example 'cycle: 833 ps'");
        }
        if (cycle != null && cycle.amount() > LONGEST_CYCLE.amount()) {
            throw new SpecException("cycle", "longer than " + LONGEST_CYCLE + "; write for example 'cycle: 833 ps'");
        }
        if (pacing == Pacing.Kind.ARRIVAL && cycle == null) {
            throw new SpecException(
                    "", "'cycle' is missing: arrival times are in cycles; write for example 'cycle: 833 ps'");
        }
        if (format != null && pacing == Pacing.Kind.ARRIVAL && !format.timed()) {
            throw new SpecException(
                    "pacing", "this format has no arrival times; write 'saturated' or leave 'pacing' out");
        }
    }

    /** Throws {@link TraceException} if the file cannot be read or its format not be told. */
    @Override
    public Program create(RandomStream random) {
        return new TraceProgram(this, format == null ? Sniffer.format(file) : format);
    }

    @Override
    public List<Path> files() {
        return List.of(file.toAbsolutePath().normalize());
    }

    @Override
    public boolean finite() {
        return onEnd == OnEnd.STOP;
    }

    @Override
    public List<Area> touchedAreas() {
        return addressSpace == AddressSpace.PHYSICAL
                ? List.of()
                : Touched.by(file, format == null ? Sniffer.format(file) : format);
    }

    /** Whether the trace has arrival times; false if its file cannot be read, which a run tells. */
    public boolean timed() {
        try {
            return (format == null ? Sniffer.format(file) : format).timed();
        } catch (TraceException e) {
            return false;
        }
    }

    /** Whether arrival times of the trace go unused although nothing says that they should. */
    public boolean ignoresTimes() {
        return pacing == null && cycle == null && timed();
    }

    /** Returns when an open-loop core issues the references of a format. */
    Pacing pacing(TraceFormat found) {
        Pacing.Kind otherwise = found.timed() && cycle != null ? Pacing.Kind.ARRIVAL : Pacing.Kind.CLOCKED;
        Pacing.Kind kind = pacing == null ? otherwise : pacing;
        return new Pacing(kind, cycle == null ? 0 : cycle.amount(), outstanding);
    }
}
