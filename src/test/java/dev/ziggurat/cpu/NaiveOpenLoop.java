package dev.ziggurat.cpu;

import dev.ziggurat.cpu.ListedProgram.Line;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Reference.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An open-loop driver as its manual says, which lives through every cycle (1000 ps). */
final class NaiveOpenLoop {
    private static final long CYCLE = 1000;

    /** What is under way; the slot decides who comes first of those that are served at one instant. */
    private static final class Entry {
        final Line line;
        final int slot;
        long begun;
        long served;
        boolean loading;

        Entry(Line line, int slot) {
            this.line = line;
            this.slot = slot;
        }
    }

    private final NaiveLevel level;
    private final Pacing pacing;
    private final List<Entry> underWay = new ArrayList<>();
    private final Deque<Entry> unwritten = new ArrayDeque<>();
    private final Deque<Integer> freeSlots = new ArrayDeque<>();

    private List<Line> program = List.of();
    private int next;
    private Line inHand;
    private long ready;
    private long free;

    final Map<String, Long> spent = new TreeMap<>();
    private long settled;

    long time;
    long loadTime;
    long storeTime;

    NaiveOpenLoop(NaiveLevel level, Pacing pacing) {
        this.level = level;
        this.pacing = pacing;
        for (int slot = 0; slot < pacing.outstanding(); slot++) {
            freeSlots.addLast(slot);
        }
    }

    void run(List<Line> lines) {
        program = lines;
        take();
        while (!cycle()) {
            time += CYCLE;
        }
    }

    /** Returns whether all is over. */
    private boolean cycle() {
        retire();
        if (!unwritten.isEmpty()) {
            settle();
            Entry entry = unwritten.remove();
            send(entry, AccessType.WRITE_THROUGH);
        } else if (inHand == null) {
            boolean over = underWay.isEmpty();
            if (over) {
                settle();
            }
            return over;
        } else if (!freeSlots.isEmpty() && Math.max(ready, free) <= time) {
            settle();
            Entry entry = new Entry(inHand, freeSlots.pop());
            entry.begun = pacing.kind() == Pacing.Kind.SATURATED ? time : ready;
            entry.loading = inHand.kind() == Kind.MODIFY;
            inHand = null;
            send(entry, entry.line.kind() == Kind.STORE ? AccessType.WRITE_THROUGH : AccessType.LOAD);
        }
        return false;
    }

    private void retire() {
        List<Entry> served = new ArrayList<>(
                underWay.stream().filter(each -> each.served <= time).toList());
        served.sort(Comparator.comparingLong((Entry each) -> each.served).thenComparingInt(each -> each.slot));
        for (Entry entry : served) {
            boolean load = entry.loading || entry.line.kind() == Kind.LOAD;
            loadTime += load ? entry.served - entry.begun : 0;
            storeTime += load ? 0 : entry.served - entry.begun;
            underWay.remove(entry);
            if (entry.loading) {
                entry.loading = false;
                entry.begun = entry.served;
                unwritten.add(entry);
            } else {
                freeSlots.push(entry.slot);
            }
        }
    }

    private void send(Entry entry, AccessType type) {
        entry.served = level.send(type, entry.line.address(), entry.line.size(), time);
        underWay.add(entry);
        free = time + CYCLE;
        if (inHand == null && unwritten.isEmpty()) {
            take();
        }
    }

    private void take() {
        if (next == program.size()) {
            return;
        }
        inHand = program.get(next++);
        ready = switch (pacing.kind()) {
            case CLOCKED -> free + inHand.gap() * CYCLE;
            case ARRIVAL -> NaiveInOrder.edge(inHand.at());
            case SATURATED -> 0;
        };
    }

    private void settle() {
        spend("retiring", Math.min(free, time));
        if (inHand != null) {
            spend(pacing.kind() == Pacing.Kind.CLOCKED ? "retiring" : "idle", Math.min(ready, time));
        }
        spend("driver", time);
    }

    private void spend(String cause, long until) {
        if (until > settled) {
            spent.merge(cause, until - settled, Long::sum);
            settled = until;
        }
    }
}
