package dev.ziggurat.cpu;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import java.util.ArrayList;
import java.util.List;

/** A program written down in a test, which ends after its last reference. Of a WAKE the size says how many; a WAIT always waits. */
final class ListedProgram implements Program {
    /** One reference or operation; {@code at} is its time, where it has one. */
    record Line(Kind kind, long address, int size, int dependsOn, int gap, long at) {}

    private final List<Line> lines = new ArrayList<>();
    private final Pacing pacing;

    /** What it was told: the times that it asked for. */
    final List<Long> answers = new ArrayList<>();

    private int next;

    ListedProgram(Pacing pacing) {
        this.pacing = pacing;
    }

    /** For cores that take each reference when they can. */
    ListedProgram() {
        this(Pacing.CLOCKED);
    }

    ListedProgram then(Kind kind, long address) {
        return then(kind, address, 0, 0);
    }

    ListedProgram then(Kind kind, long address, int size) {
        lines.add(new Line(kind, address, size, 0, 0, 0));
        return this;
    }

    ListedProgram then(Kind kind, long address, int gap, long at) {
        lines.add(new Line(kind, address, 8, 0, gap, at));
        return this;
    }

    /** Adds a reference that needs the result of the one so many before it. */
    ListedProgram needing(int dependsOn, Kind kind, long address, int gap) {
        lines.add(new Line(kind, address, 8, dependsOn, gap, 0));
        return this;
    }

    ListedProgram then(Line line) {
        lines.add(line);
        return this;
    }

    List<Line> lines() {
        return lines;
    }

    /** Returns the same program, at its start. */
    ListedProgram again() {
        ListedProgram copy = new ListedProgram(pacing);
        copy.lines.addAll(lines);
        return copy;
    }

    int taken() {
        return next;
    }

    @Override
    public List<Area> areas() {
        return List.of();
    }

    @Override
    public void skipTo(long n) {
        next = (int) n;
    }

    @Override
    public void next(Reference into) {
        if (next == lines.size()) {
            into.exit();
            return;
        }
        Line line = lines.get(next++);
        into.set(line.kind(), line.address(), line.size());
        into.dependsOn = line.dependsOn();
        into.gap = line.gap();
        into.at = line.at();
        into.argument0 = line.at();
        into.number = line.size();
    }

    @Override
    public void returned(long value) {
        answers.add(value);
    }

    @Override
    public boolean waits(long address) {
        return true;
    }

    @Override
    public Pacing pacing() {
        return pacing;
    }
}
