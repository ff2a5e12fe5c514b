package dev.ziggurat.workload.trace;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.workload.ProgramSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a trace as a program. When it loops, every pass is alike: no dependence reaches into the pass before, and arrivals go on one
 * cycle after the last one.
 */
final class TraceProgram implements Program, AutoCloseable {
    private static final long USER_HALF = 1L << 47;

    /** Half of what 63 bits hold, in picoseconds, so that whatever is added to an arrival fits as well. */
    private static final long END_OF_TIME = 1L << 62;

    private final TraceSpec spec;
    private final TraceFormat format;
    private final Pacing pacing;
    private final boolean fetches;
    private final boolean serial;
    private final boolean timed;
    private final long cycle;

    /** The last cycle that lies inside simulated time. */
    private final long latest;

    private @Nullable TraceReader reader;

    /** The calls of {@code next} in this pass and the loads and stores among them. */
    private long calls;

    private long references;

    /** The number of the last load in this pass, counted from 1. */
    private long lastLoad;

    /** The instructions since the last load or store whose fetches were left out. */
    private long instructions;

    /** The calls of {@code next} in a whole pass, 0 while unknown. */
    private long length;

    /** The cycle in which this pass begins, and the arrival of its last reference. */
    private long passStart;

    private long arrival;

    /** The last arrival of a whole pass. */
    private long lastArrival;

    TraceProgram(TraceSpec spec, TraceFormat format) {
        this.spec = spec;
        this.format = format;
        pacing = spec.pacing(format);
        fetches = spec.fetch();
        serial = spec.dependencies() == TraceSpec.Dependencies.SERIAL;
        timed = format.timed();
        cycle = pacing.cycle();
        latest = END_OF_TIME / Math.max(1, cycle);
        reader = format.open(TraceInput.open(spec.file()));
    }

    /** The user half on demand, or nothing if its addresses are physical. */
    @Override
    public List<Area> areas() {
        return spec.addressSpace() == ProgramSpec.AddressSpace.PHYSICAL
                ? List.of()
                : List.of(new Area("user", 0, USER_HALF));
    }

    /** Reads the records before once more; whole passes are left out once the length of one is known. */
    @Override
    public void skipTo(long n) {
        passStart = 0;
        rewind();
        Reference skipped = new Reference();
        long done = 0;
        while (done < n && length == 0 && skipped.kind != Reference.Kind.EXIT) {
            next(skipped);
            done++;
        }
        if (done < n && length != 0) {
            passStart = n / length * (lastArrival + 1);
            rewind();
            for (long left = n % length; left > 0; left--) {
                next(skipped);
            }
        }
    }

    @Override
    public void next(Reference into) {
        TraceReader source = reader;
        if (source == null || !taken(source, into)) {
            end(into);
        }
    }

    /** Takes the next record that is not left out; returns false at the end of the pass. */
    private boolean taken(TraceReader source, Reference into) {
        while (source.read(into)) {
            if (into.kind != Reference.Kind.FETCH) {
                place(source, into);
                calls++;
                return true;
            }
            if (fetches) {
                calls++;
                return true;
            }
            instructions++;
        }
        return false;
    }

    private void place(TraceReader source, Reference into) {
        references++;
        if (instructions > 1) {
            into.gap = (int) Math.min(instructions - 1, Integer.MAX_VALUE);
        }
        instructions = 0;
        if (timed) {
            into.at = instant(source, into.at);
        }
        if (serial && into.kind != Reference.Kind.STORE) {
            long back = references - lastLoad;
            into.dependsOn = lastLoad == 0 || back > Integer.MAX_VALUE ? 0 : (int) back;
            lastLoad = references;
        }
    }

    private long instant(TraceReader source, long cycles) {
        if (cycles > latest - passStart) {
            throw source.refuse("arrives in cycle " + cycles + ", beyond the end of simulated time");
        }
        arrival = cycles;
        return (passStart + cycles) * cycle;
    }

    private void end(Reference into) {
        if (calls == 0) {
            throw new TraceException(
                    spec.file(), fetches ? "holds no references" : "holds no references but instruction fetches");
        }
        if (spec.onEnd() == TraceSpec.OnEnd.STOP) {
            close();
            into.exit();
            return;
        }
        length = calls;
        lastArrival = arrival;
        passStart += arrival + 1;
        rewind();
        next(into);
    }

    private void rewind() {
        close();
        reader = format.open(TraceInput.open(spec.file()));
        calls = 0;
        references = 0;
        lastLoad = 0;
        instructions = 0;
        arrival = 0;
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void returned(long value) {
        throw new IllegalStateException("a trace makes no system call");
    }

    @Override
    public boolean waits(long address) {
        return false;
    }

    @Override
    public Pacing pacing() {
        return pacing;
    }
}
