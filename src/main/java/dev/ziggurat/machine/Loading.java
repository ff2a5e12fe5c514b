package dev.ziggurat.machine;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.mmu.SegmentTable;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProcessSpec.Made;
import dev.ziggurat.workload.ProgramSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the areas of a process into segments, as a linker and a loader do: area i becomes the segment of number i + 1, and every address of its
 * programs is moved there. An area begins with a whole page, so that what lay in one page or line lies in one again. A process without areas has its
 * addresses as they are, such as a script that makes its segments itself.
 */
final class Loading {
    private static final long PAGE = 4096;
    private static final long USER_HALF = 1L << 47;

    private final int offsetBits;
    private final List<Area> areas;

    // By area: where it begins and ends. They do not overlap, and stand in order.
    private final long[] starts;
    private final long[] ends;

    Loading(List<Area> areas, int offsetBits) {
        this.areas = joined(areas);
        this.offsetBits = offsetBits;
        starts = this.areas.stream().mapToLong(Area::start).toArray();
        ends = this.areas.stream()
                .mapToLong(area -> area.start() + area.bytes())
                .toArray();
    }

    /** Returns the areas of a process that was made: what it declares, and of a trace what it touches. */
    static Loading of(ProcessSpec process, List<Made> made, int offsetBits) {
        List<Area> all = new ArrayList<>();
        made.forEach(each -> all.addAll(each.program().areas()));
        process.programs().stream().map(ProgramSpec::touchedAreas).forEach(all::addAll);
        all.removeIf(area -> area.bytes() == USER_HALF);
        return new Loading(all, offsetBits);
    }

    /** Joins areas that overlap; each begins with a page. */
    private static List<Area> joined(List<Area> areas) {
        List<Area> sorted = new ArrayList<>(areas);
        sorted.sort(Comparator.comparingLong(Area::start));
        List<Area> joined = new ArrayList<>();
        for (Area area : sorted) {
            long start = area.start() & -PAGE;
            long end = area.start() + area.bytes();
            Area last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && start < last.start() + last.bytes()) {
                joined.remove(joined.size() - 1);
                start = last.start();
                end = Math.max(end, last.start() + last.bytes());
            }
            joined.add(new Area(area.name(), start, end - start));
        }
        return List.copyOf(joined);
    }

    /** Returns why the areas cannot be segments, null if they can. */
    @Nullable
    String problem() {
        if (areas.size() >= SegmentTable.ENTRIES) {
            return "its addresses lie in " + areas.size() + " areas, and a process has at most "
                    + (SegmentTable.ENTRIES - 1) + " segments";
        }
        for (Area area : areas) {
            if (area.bytes() > 1L << offsetBits) {
                return "an area of " + new ByteSize(area.bytes()) + " is no segment of at most "
                        + new ByteSize(1L << offsetBits) + "; write a larger 'translation.offset-bits' in the machine";
            }
        }
        return null;
    }

    /** Returns the areas, in the order of their segments. */
    List<Area> areas() {
        return areas;
    }

    /** Returns a program with its addresses moved. */
    Program load(Program program) {
        return areas.isEmpty() ? program : new Loaded(program);
    }

    /** Which area an address lies in, -1 if in none. */
    private int area(long address) {
        for (int i = 0; i < starts.length; i++) {
            if (address >= starts[i] && address < ends[i]) {
                return i;
            }
        }
        return -1;
    }

    /** A program whose references are moved; what lies in no area goes to segment 0, which nobody has. */
    private final class Loaded implements Program {
        private final Program program;
        private int last;

        Loaded(Program program) {
            this.program = program;
        }

        @Override
        public List<Area> areas() {
            return areas;
        }

        @Override
        public void skipTo(long n) {
            program.skipTo(n);
        }

        @Override
        public void next(Reference into) {
            program.next(into);
            if (into.kind.memory()) {
                into.address = moved(into.address);
            }
        }

        private long moved(long address) {
            if (address < starts[last] || address >= ends[last]) {
                int found = area(address);
                if (found < 0) {
                    return address & ((1L << offsetBits) - 1);
                }
                last = found;
            }
            return (last + 1L) << offsetBits | (address - starts[last]);
        }

        @Override
        public void returned(long value) {
            program.returned(value);
        }

        @Override
        public String operation(int number) {
            return program.operation(number);
        }

        @Override
        public boolean waits(long address) {
            return program.waits(address);
        }

        @Override
        public Pacing pacing() {
            return program.pacing();
        }
    }
}
