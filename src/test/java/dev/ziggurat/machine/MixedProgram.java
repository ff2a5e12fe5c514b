package dev.ziggurat.machine;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProgramSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program that does whatever a program may do without an operating system, at random: every kind, size, gap and dependence. */
final class MixedProgram implements Program {
    private static final Kind[] KINDS = {Kind.LOAD, Kind.LOAD, Kind.STORE, Kind.MODIFY};

    private final Spec spec;
    private final RandomStream random;
    private long made;

    /**
     * {@code kind: mixed}.
     *
     * @param footprint the bytes drawn from
     * @param largest the most bytes of a reference
     * @param gap the most instructions before a reference
     * @param back the most references that one depends on lies back
     * @param fetches the share of instruction fetches, default none
     * @param sleeps the share of sleeps, default none
     * @param ends after how many steps it exits, default never
     * @param shared whether its addresses are physical, so that others use the same lines, default no
     */
    record Spec(
            ByteSize footprint,
            ByteSize largest,
            Integer gap,
            Integer back,
            Share fetches,
            Share sleeps,
            @Nullable Long ends,
            @Nullable Boolean shared)
            implements ProgramSpec {
        Spec {
            SpecException.requirePresent("footprint", footprint, "4 KiB");
            largest = largest == null ? new ByteSize(8) : largest;
            gap = gap == null ? 0 : gap;
            back = back == null ? 0 : back;
            fetches = fetches == null ? new Share(0) : fetches;
            sleeps = sleeps == null ? new Share(0) : sleeps;
        }

        @Override
        public Program create(RandomStream random) {
            return new MixedProgram(this, random);
        }

        @Override
        public AddressSpace addressSpace() {
            return shared != null && shared ? AddressSpace.PHYSICAL : AddressSpace.VIRTUAL;
        }

        @Override
        public boolean finite() {
            return ends != null;
        }
    }

    private MixedProgram(Spec spec, RandomStream random) {
        this.spec = spec;
        this.random = random;
    }

    @Override
    public List<Area> areas() {
        // A reference begins within the footprint.
        return List.of(new Area("data", 0, spec.footprint.bytes() + spec.largest.bytes()));
    }

    @Override
    public void skipTo(long n) {
        throw new UnsupportedOperationException("what it draws depends on what it drew before");
    }

    @Override
    public void next(Reference into) {
        Long ends = spec.ends;
        if (ends != null && made == ends) {
            into.exit();
            return;
        }
        made++;
        long draw = random.nextLong(Share.WHOLE);
        if (draw < spec.sleeps.billionths()) {
            into.kind = Kind.SLEEP;
            into.gap = 0;
            into.dependsOn = 0;
            into.argument0 = random.nextLong(20_000_000);
            return;
        }
        int size = 1 + random.nextInt((int) spec.largest.bytes());
        long address = random.nextLong(spec.footprint.bytes());
        if (draw - spec.sleeps.billionths() < spec.fetches.billionths()) {
            into.set(Kind.FETCH, address, size);
            return;
        }
        into.set(KINDS[random.nextInt(KINDS.length)], address, size);
        into.gap = random.nextInt(spec.gap + 1);
        into.dependsOn = random.nextInt(spec.back + 1);
        into.pc = random.nextInt(1 << 20);
    }

    @Override
    public void returned(long value) {
        throw new UnsupportedOperationException("it makes no system call");
    }

    @Override
    public boolean waits(long address) {
        return false;
    }
}
