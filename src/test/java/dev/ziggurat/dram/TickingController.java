package dev.ziggurat.dram;

import dev.ziggurat.dram.Auditor.Cmd;
import dev.ziggurat.dram.scheduling.NoRefresh;
import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Organisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A controller that does what the rules of {@link Channel} say in the plainest way: one step in every memory cycle, a look at every request,
 * and the {@link Auditor} asked of every command whether it would be legal. It knows one channel and the mapping M1.
 */
final class TickingController {
    /** What it is asked to do. */
    record Ask(int number, long time, long address, int size, boolean write) {}

    private static final class Entry {
        final Ask ask;
        final long age;
        final int rank;
        final int group;
        final int bank;
        final int row;
        long bytes;

        /** What its first command found. */
        String found = "";

        Entry(Ask ask, long age, long[] place) {
            this.ask = ask;
            this.age = age;
            row = (int) place[0];
            bank = (int) place[1];
            group = (int) place[2];
            rank = (int) place[3];
        }

        void finds(String state) {
            found = found.isEmpty() ? state : found;
        }

        boolean sameBank(Entry other) {
            return rank == other.rank && group == other.group && bank == other.bank;
        }
    }

    /** An open row, and the entry for which it was opened until that has used it. */
    private static final class Row {
        final Entry opener;
        boolean used;

        Row(Entry opener) {
            this.opener = opener;
        }
    }

    private final DramSpec spec;
    private final Organisation shape;
    private final Auditor rules;
    private final long period;
    private final long front;
    private final boolean inOrder;
    private final boolean closesUnwanted;
    private final List<Entry> reads = new ArrayList<>();
    private final List<Entry> writes = new ArrayList<>();
    private final List<Ask> waitingReads = new ArrayList<>();
    private final List<Ask> waitingWrites = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final long[] due;
    private boolean draining;
    private boolean writing;
    private long ages;

    final List<Cmd> commands = new ArrayList<>();

    /** Of each request: when it is served, and if it is a read, from where. */
    final long[] served;

    final String[] outcomes;

    /** How many bursts found their row in each state. */
    final Map<String, Long> found = new TreeMap<>();

    long merged;

    TickingController(DramSpec spec, int asks) {
        this.spec = spec;
        shape = spec.device().organisation();
        rules = new Auditor(spec.device(), spec.ranks(), 2);
        period = spec.device().standard().clock();
        front = spec.frontLatency().picoseconds(period);
        inOrder = !spec.scheduler().create().passesForOpenRow();
        closesUnwanted = spec.rowPolicy().create().closesWhenUnwanted();
        due = new long[spec.ranks()];
        int interval = spec.device().standard().refreshInterval();
        for (int rank = 0; rank < due.length; rank++) {
            due[rank] = spec.refresh() instanceof NoRefresh.Spec ? Long.MAX_VALUE : (rank + 1L) * interval / due.length;
        }
        served = new long[asks];
        outcomes = new String[asks];
        Arrays.fill(outcomes, "");
    }

    /** Returns the number of open banks. */
    int open() {
        return rows.size();
    }

    void run(List<Ask> asks) {
        int next = 0;
        for (long cycle = 0; next < asks.size() || !reads.isEmpty() || !writes.isEmpty(); cycle++) {
            command(cycle);
            acceptWaiting(cycle);
            while (next < asks.size() && asks.get(next).time + front <= cycle * period) {
                arrive(asks.get(next++), cycle);
            }
            turn();
        }
    }

    private void command(long cycle) {
        for (int rank = 0; rank < due.length; rank++) {
            if (due[rank] <= cycle && refresh(rank, cycle)) {
                return;
            }
        }
        List<Entry> served = writing ? writes : reads;
        if (inOrder) {
            inOrder(served, cycle);
            return;
        }
        Stream<Entry> late = rows.stream()
                .filter(row -> !row.used && !served.contains(row.opener))
                .map(row -> row.opener);
        Stream<Entry> hits = served.stream().filter(this::mayUseRow);
        if (!column(late, cycle) && !column(hits, cycle)) {
            oldestLegal(served.stream().filter(this::wantsRow).map(entry -> rowCommand(entry, cycle)), served, cycle);
        }
    }

    /** The oldest request of all that may go on at all, and nothing else. */
    private void inOrder(List<Entry> served, long cycle) {
        Stream<Entry> openers = rows.stream().filter(row -> !row.used).map(row -> row.opener);
        Stream<Entry> others = served.stream()
                .filter(entry -> oldestOfBank(served, entry))
                .filter(entry -> rowOf(entry) == null || rowOf(entry).used)
                .filter(entry -> due[entry.rank] > cycle);
        Entry oldest = Stream.concat(openers, others)
                .min(Comparator.comparingLong(entry -> entry.age))
                .orElse(null);
        if (oldest == null) {
            return;
        }
        Row row = rowOf(oldest);
        if (row != null && row.opener.row == oldest.row) {
            column(Stream.of(oldest), cycle);
        } else {
            Cmd command = rowCommand(oldest, cycle);
            if (rules.broken(command).isEmpty()) {
                issueRow(command, oldest);
            }
        }
    }

    private boolean refresh(int rank, long cycle) {
        if (rows.stream().anyMatch(row -> row.opener.rank == rank && !row.used)) {
            return false;
        }
        boolean open = rows.stream().anyMatch(row -> row.opener.rank == rank);
        Cmd command = new Cmd(cycle, open ? Command.PRECHARGE_ALL : Command.REFRESH, rank, -1, -1, -1);
        if (!rules.broken(command).isEmpty()) {
            return false;
        }
        issue(command);
        if (open) {
            rows.removeIf(row -> row.opener.rank == rank);
        } else {
            due[rank] += spec.device().standard().refreshInterval();
        }
        return true;
    }

    private Row rowOf(Entry entry) {
        return rows.stream()
                .filter(row -> row.opener.sameBank(entry))
                .findFirst()
                .orElse(null);
    }

    /** The oldest for the open row; before its opener has used it, only the opener. */
    private boolean mayUseRow(Entry entry) {
        Row row = rowOf(entry);
        return row != null && row.opener.row == entry.row && (row.used || row.opener == entry);
    }

    /** Nobody of the queue that is served may use the bank's open row, and it has been used. */
    private boolean wantsRow(Entry entry) {
        List<Entry> served = writing ? writes : reads;
        Row row = rowOf(entry);
        if (!oldestOfBank(served, entry)) {
            return false;
        }
        return row == null
                || (row.used && served.stream().noneMatch(other -> other.sameBank(entry) && mayUseRow(other)));
    }

    private static boolean oldestOfBank(List<Entry> served, Entry entry) {
        return served.stream().filter(entry::sameBank).findFirst().orElseThrow() == entry;
    }

    private boolean column(Stream<Entry> candidates, long cycle) {
        Predicate<Entry> legal =
                entry -> rules.broken(columnCommand(entry, cycle)).isEmpty();
        Entry chosen = candidates
                .filter(entry -> due[entry.rank] > cycle || !rowOf(entry).used)
                .filter(legal)
                .min(Comparator.comparingLong(entry -> entry.age))
                .orElse(null);
        if (chosen == null) {
            return false;
        }
        Row row = rowOf(chosen);
        row.used = true;
        chosen.finds("dram row hit");
        found.merge(chosen.found, 1L, Long::sum);
        if (chosen.ask.write) {
            writes.remove(chosen);
        } else {
            reads.remove(chosen);
            int latency = spec.device().standard().readLatency()
                    + spec.device().standard().burst();
            served[chosen.ask.number] =
                    (cycle + latency) * period + spec.backLatency().picoseconds(period);
            outcomes[chosen.ask.number] = chosen.found;
        }
        Cmd command = columnCommand(chosen, cycle);
        boolean wanted = Stream.concat(reads.stream(), writes.stream())
                .anyMatch(other -> other.sameBank(chosen) && other.row == chosen.row);
        if (closesUnwanted && !wanted) {
            Command closing = chosen.ask.write ? Command.WRITE_AUTO : Command.READ_AUTO;
            command = new Cmd(cycle, closing, chosen.rank, chosen.group, chosen.bank, chosen.row);
            rows.remove(row);
        }
        issue(command);
        return true;
    }

    private static Cmd columnCommand(Entry entry, long cycle) {
        Command command = entry.ask.write ? Command.WRITE : Command.READ;
        return new Cmd(cycle, command, entry.rank, entry.group, entry.bank, entry.row);
    }

    private Cmd rowCommand(Entry entry, long cycle) {
        return rowOf(entry) == null
                ? new Cmd(cycle, Command.ACTIVATE, entry.rank, entry.group, entry.bank, entry.row)
                : new Cmd(cycle, Command.PRECHARGE, entry.rank, entry.group, entry.bank, -1);
    }

    private void oldestLegal(Stream<Cmd> candidates, List<Entry> served, long cycle) {
        candidates
                .filter(command -> due[command.rank()] > cycle)
                .filter(command -> rules.broken(command).isEmpty())
                .min(Comparator.comparingLong(command -> wanting(command, served).age))
                .ifPresent(command -> issueRow(command, wanting(command, served)));
    }

    private static Entry wanting(Cmd command, List<Entry> served) {
        return served.stream()
                .filter(entry ->
                        entry.rank == command.rank() && entry.group == command.group() && entry.bank == command.bank())
                .findFirst()
                .orElseThrow();
    }

    private void issueRow(Cmd command, Entry entry) {
        issue(command);
        if (command.command() == Command.ACTIVATE) {
            entry.finds("dram row miss");
            rows.add(new Row(entry));
        } else {
            entry.finds("dram row conflict");
            rows.remove(rowOf(entry));
        }
    }

    private void issue(Cmd command) {
        rules.feed(command);
        commands.add(command);
    }

    private void acceptWaiting(long cycle) {
        while (!waitingReads.isEmpty() && reads.size() < spec.readQueue()) {
            reads.add(entry(waitingReads.remove(0)));
        }
        while (!waitingWrites.isEmpty()
                && (writes.size() < spec.writeQueue() || queued(waitingWrites.get(0)) != null)) {
            acceptWrite(waitingWrites.remove(0), cycle);
        }
    }

    private void arrive(Ask ask, long cycle) {
        if (ask.write) {
            boolean room = writes.size() < spec.writeQueue() && waitingWrites.isEmpty();
            if (room || queued(ask) != null) {
                acceptWrite(ask, cycle);
            } else {
                waitingWrites.add(ask);
            }
        } else if (covered(ask)) {
            served[ask.number] = (cycle + 1) * period + spec.backLatency().picoseconds(period);
            outcomes[ask.number] = "dram write queue";
        } else if (reads.size() < spec.readQueue() && waitingReads.isEmpty()) {
            reads.add(entry(ask));
        } else {
            waitingReads.add(ask);
        }
    }

    private void acceptWrite(Ask ask, long cycle) {
        Entry same = queued(ask);
        if (same == null) {
            same = entry(ask);
            writes.add(same);
        } else {
            merged++;
        }
        same.bytes |= bytes(ask);
        served[ask.number] = cycle * period;
    }

    private Entry queued(Ask ask) {
        return writes.stream()
                .filter(entry -> entry.ask.address / 64 == ask.address / 64)
                .findFirst()
                .orElse(null);
    }

    private boolean covered(Ask ask) {
        Entry entry = queued(ask);
        long pending = entry == null ? 0 : entry.bytes;
        for (Ask waiting : waitingWrites) {
            if (waiting.address / 64 == ask.address / 64) {
                pending |= bytes(waiting);
            }
        }
        return (bytes(ask) & ~pending) == 0;
    }

    private static long bytes(Ask ask) {
        long bytes = 0;
        for (int i = 0; i < ask.size; i++) {
            bytes |= 1L << (ask.address + i) % 64;
        }
        return bytes;
    }

    private Entry entry(Ask ask) {
        long rest = ask.address / 64 / shape.linesPerRow();
        long rank = rest % spec.ranks();
        rest /= spec.ranks();
        long group = rest % shape.bankGroups();
        rest /= shape.bankGroups();
        long bank = rest % shape.banksPerGroup();
        long row = rest / shape.banksPerGroup() % shape.rows();
        return new Entry(ask, ages++, new long[] {row, bank, group, rank});
    }

    private void turn() {
        draining = draining ? writes.size() > spec.drainTo() : writes.size() >= spec.drainFrom();
        writing = !writes.isEmpty() && (draining || reads.isEmpty());
    }
}
