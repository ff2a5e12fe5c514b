package dev.ziggurat.dram;

import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Scope;
import dev.ziggurat.dram.standard.Standard;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.MarkList;

/**
 * Says of each request where its time went, from its arrival at the channel to its last data.
 *
 * <p>{@code dram controller}: the fixed latencies of the controller and the cycle between acceptance and the first command. {@code dram
 * align}: to the next edge of the memory clock. {@code dram bank}: the precharge and the activate made for this request, tRP and tRCD.
 * {@code refresh}: from the cycle in which a refresh of its rank became due, or from the end of its own precharge, to the end of that
 * refresh. {@code dram transfer}: column command to last data. {@code dram queue}: every other wait, for other requests' commands and data or
 * for a timing rule that they left behind. Unloaded, a read is therefore alignment + the closed form of its row state + its refresh.
 */
final class Accounting {
    private final DramMarks marks;
    private final long period;
    private final long front;
    private final long back;
    private final int precharge;
    private final int activate;
    private final int transfer;

    Accounting(Simulation simulation, DramSpec spec) {
        Standard standard = spec.device().standard();
        marks = DramMarks.of(simulation);
        period = standard.clock();
        front = spec.frontLatency().picoseconds(period);
        back = spec.backLatency().picoseconds(period);
        precharge = standard.gap(Command.PRECHARGE, Command.ACTIVATE, Scope.BANK);
        activate = standard.gap(Command.ACTIVATE, Command.READ, Scope.BANK);
        transfer = standard.readLatency() + standard.burst();
    }

    /** Returns the time of a memory cycle, in picoseconds. */
    long time(long cycle) {
        return cycle * period;
    }

    /** Returns the memory cycle of a time, or the last before it. */
    long cycle(long time) {
        return time / period;
    }

    /** Returns the first memory cycle at which a request has arrived. */
    long arrival(MemoryRequest request) {
        return (request.time + front + period - 1) / period;
    }

    /** A request is accepted in a cycle. */
    void accepted(MemoryRequest request, long cycle) {
        MarkList list = request.marks;
        list.spent(marks.controller(), request.time + front);
        list.spent(marks.align(), edge(request, cycle));
        list.spent(marks.queue(), cycle * period);
    }

    /** The time of the cycle of arrival; nearly always that is the cycle of acceptance, which saves the division. */
    private long edge(MemoryRequest request, long accepted) {
        long time = accepted * period;
        return request.time + front > time - period ? time : arrival(request) * period;
    }

    /** A read has been accepted in a cycle and may get its first command in the next, or when its rank is refreshed. */
    void queued(MemoryRequest request, long cycle, long refreshedUntil) {
        accepted(request, cycle);
        request.marks.spent(marks.controller(), (cycle + 1) * period);
        until(request.marks, marks.refresh(), refreshedUntil);
    }

    /** A read accepted in a cycle is answered from the write queue; returns when. */
    long forwarded(MemoryRequest request, long cycle) {
        accepted(request, cycle);
        long time = (cycle + 1) * period + back;
        request.marks.spent(marks.controller(), time);
        request.marks.answered(marks.forwarded());
        return time;
    }

    /** A queued read is held up by a refresh that was due at {@code since} and ends at {@code end}. */
    void refreshed(MemoryRequest request, Queue queue, int entry, long since, long end) {
        commands(request.marks, queue, entry);
        until(request.marks, marks.queue(), since);
        until(request.marks, marks.refresh(), end);
    }

    /** A read's column command is issued; returns when the answer is out of the controller. */
    long answered(MemoryRequest request, Queue queue, int entry, long cycle) {
        MarkList list = request.marks;
        commands(list, queue, entry);
        until(list, marks.queue(), cycle);
        list.spent(marks.transfer(), (cycle + transfer) * period);
        long time = (cycle + transfer) * period + back;
        list.spent(marks.controller(), time);
        list.answered(marks.outcome(queue.found[entry]));
        return time;
    }

    /** Writes down the last precharge and activate made for an entry, as far as they lie after the end of the list. */
    private void commands(MarkList list, Queue queue, int entry) {
        long precharged = queue.precharged[entry];
        if (precharged != Queue.NEVER) {
            until(list, marks.queue(), precharged);
            until(list, marks.bank(), precharged + precharge);
        }
        long activated = queue.activated[entry];
        if (activated != Queue.NEVER) {
            until(list, marks.queue(), activated);
            until(list, marks.bank(), activated + activate);
        }
    }

    private void until(MarkList list, int cause, long cycle) {
        long time = cycle * period;
        if (time > list.end()) {
            list.spent(cause, time);
        }
    }
}
