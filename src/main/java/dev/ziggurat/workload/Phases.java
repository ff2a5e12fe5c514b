package dev.ziggurat.workload;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.CallStack;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programs one after another on the same addresses. A phase ends with its references or with its program. When the phases come round again,
 * a program goes on where it stopped, and one that had ended begins anew. No reference depends on one of another phase.
 */
final class Phases implements Program {
    private final Program[] programs;

    /** How many references each phase lasts, Long.MAX_VALUE if its program says when it ends. */
    private final long[] lengths;

    private final After after;
    private final List<Area> areas;

    private final @Nullable CallStack stack;

    private int phase;

    /** The references of this phase so far. */
    private long done;

    /** How many phases in a row have yielded nothing. */
    private int barren;

    private boolean ended;

    /** What comes after the last phase. */
    enum After {
        END,
        GO_ON
    }

    Phases(List<PhaseSpec> specs, List<Program> programs, After after) {
        this.programs = programs.toArray(new Program[0]);
        this.after = after;
        lengths = new long[specs.size()];
        for (int i = 0; i < lengths.length; i++) {
            Long references = specs.get(i).references();
            lengths[i] = references == null ? Long.MAX_VALUE : references;
        }
        areas = union(programs);
        stack = PhaseStacks.of(programs);
    }

    /** Joins areas that overlap. */
    private static List<Area> union(List<Program> programs) {
        List<Area> sorted = programs.stream()
                .flatMap(program -> program.areas().stream())
                .sorted(Comparator.comparingLong(Area::start))
                .toList();
        List<Area> joined = new ArrayList<>();
        for (Area area : sorted) {
            Area last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && area.start() <= last.start() + last.bytes()) {
                long end = Math.max(last.start() + last.bytes(), area.start() + area.bytes());
                joined.set(joined.size() - 1, new Area(last.name(), last.start(), end - last.start()));
            } else {
                joined.add(area);
            }
        }
        return List.copyOf(joined);
    }

    @Override
    public List<Area> areas() {
        return areas;
    }

    /** Costs nothing if all phases are generators without an end; otherwise the references before are made once more. */
    @Override
    public void skipTo(long n) {
        for (Program program : programs) {
            program.skipTo(0);
        }
        phase = 0;
        done = 0;
        barren = 0;
        ended = false;
        if (predictable()) {
            jump(n);
            return;
        }
        Reference skipped = new Reference();
        for (long i = 0; i < n && !ended; i++) {
            next(skipped);
        }
    }

    private boolean predictable() {
        for (int i = 0; i < programs.length; i++) {
            if (!(programs[i] instanceof Generator generator) || generator.ends() || lengths[i] == Long.MAX_VALUE) {
                return false;
            }
        }
        return true;
    }

    private void jump(long n) {
        long round = 0;
        for (long length : lengths) {
            round += length;
        }
        long rounds = n / round;
        if (after == After.END && n >= round) {
            phase = programs.length - 1;
            done = lengths[phase];
            return;
        }
        long left = n % round;
        while (left >= lengths[phase]) {
            programs[phase].skipTo((rounds + 1) * lengths[phase]);
            left -= lengths[phase];
            phase++;
        }
        done = left;
        for (int i = phase; i < programs.length; i++) {
            programs[i].skipTo(rounds * lengths[i] + (i == phase ? done : 0));
        }
    }

    @Override
    public void next(Reference into) {
        while (!ended) {
            if (done < lengths[phase] && yielded(into)) {
                return;
            }
            endPhase();
        }
        into.exit();
    }

    private boolean yielded(Reference into) {
        Program program = programs[phase];
        program.next(into);
        if (into.kind == Reference.Kind.EXIT) {
            program.skipTo(0);
            if (done != 0) {
                return false;
            }
            program.next(into);
            if (into.kind == Reference.Kind.EXIT) {
                return false;
            }
        }
        barren = 0;
        if (into.dependsOn > done) {
            into.dependsOn = 0;
        }
        if (into.kind.memory() && into.kind != Reference.Kind.FETCH) {
            done++;
        }
        return true;
    }

    private void endPhase() {
        done = 0;
        phase++;
        barren++;
        if (phase == programs.length) {
            phase = 0;
            ended = after == After.END || barren > programs.length;
        }
    }

    @Override
    public void returned(long value) {
        programs[phase].returned(value);
    }

    @Override
    public String operation(int number) {
        return programs[phase].operation(number);
    }

    @Override
    public boolean waits(long address) {
        return programs[phase].waits(address);
    }

    /** Each phase begins its frames anew at the top of the same stack. */
    @Override
    public @Nullable CallStack callStack() {
        return stack;
    }

    @Override
    public Pacing pacing() {
        return programs[0].pacing();
    }
}
