package dev.ziggurat.dram;

import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Ddr4;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks every command against JESD79-4, from the history of commands and the parameters of the speed bin alone; it shares nothing with the
 * controller. The names of the rules are the parameters', and ORDER, CMDBUS (one command a cycle), ACT_OPEN, COL_CLOSED, WRONG_ROW, REF_OPEN,
 * BUS (two bursts at once), REF_LATE (more than nine tREFI without refresh).
 */
final class Auditor {
    private static final long NEVER = -1L << 40;
    private static final int CLOSED = -1;
    private static final int POSTPONED = 8;

    /**
     * A command.
     *
     * @param bank the bank within its group
     */
    record Cmd(long cycle, Command command, int rank, int group, int bank, int row) {
        static Cmd of(IssuedCommand issued) {
            return new Cmd(issued.cycle, issued.command, issued.rank, issued.bankGroup, issued.bank, issued.row);
        }
    }

    private record Burst(long start, long end, int rank, boolean write) {}

    private static final class Bank {
        int row = CLOSED;
        long act = NEVER;
        long closed = NEVER;
        long read = NEVER;
        long write = NEVER;
    }

    private static final class Rank {
        final Bank[][] banks;
        final List<Long> acts = new ArrayList<>();
        final long[] act;
        final long[] read;
        final long[] write;
        long refresh = NEVER;
        long lastRefresh;

        Rank(int groups, int banksPerGroup) {
            banks = new Bank[groups][banksPerGroup];
            for (Bank[] group : banks) {
                Arrays.setAll(group, i -> new Bank());
            }
            act = new long[groups];
            read = new long[groups];
            write = new long[groups];
            Arrays.fill(act, NEVER);
            Arrays.fill(read, NEVER);
            Arrays.fill(write, NEVER);
        }

        static long last(long[] times) {
            long last = NEVER;
            for (long time : times) {
                last = Math.max(last, time);
            }
            return last;
        }

        List<Bank> all() {
            return Arrays.stream(banks).flatMap(Arrays::stream).toList();
        }
    }

    private final Ddr4 t;
    private final int restBetweenWrites;
    private final Rank[] ranks;
    private final Deque<Burst> bursts = new ArrayDeque<>();
    private long lastCycle = NEVER;
    private final Map<String, Integer> violations = new TreeMap<>();

    /**
     * @param restBetweenWrites what the bus rests between write bursts of two ranks; the standard asks for none
     */
    Auditor(DramDevice device, int ranks, int restBetweenWrites) {
        t = (Ddr4) device.standard();
        this.restBetweenWrites = restBetweenWrites;
        this.ranks = new Rank[ranks];
        Arrays.setAll(
                this.ranks,
                i -> new Rank(
                        device.organisation().bankGroups(),
                        device.organisation().banksPerGroup()));
    }

    /** Returns how often each rule was broken. */
    Map<String, Integer> violations() {
        return violations;
    }

    void feed(Cmd cmd) {
        for (String rule : broken(cmd)) {
            violations.merge(rule, 1, Integer::sum);
        }
        apply(cmd);
    }

    /** Returns the rules that a command would break. */
    List<String> broken(Cmd cmd) {
        List<String> broken = new ArrayList<>();
        long now = cmd.cycle;
        Rank rank = ranks[cmd.rank];
        after(broken, "ORDER", now, lastCycle, 0);
        after(broken, "CMDBUS", now, lastCycle, now < lastCycle ? 0 : 1);
        after(broken, "tRFC", now, rank.refresh, n(t.tRFC()));
        switch (cmd.command) {
            case ACTIVATE -> activate(broken, cmd, rank);
            case PRECHARGE -> precharge(broken, now, rank.banks[cmd.group][cmd.bank]);
            case PRECHARGE_ALL -> rank.all().forEach(bank -> precharge(broken, now, bank));
            case REFRESH -> refresh(broken, now, rank);
            default -> column(broken, cmd, rank);
        }
        return broken;
    }

    private void activate(List<String> broken, Cmd cmd, Rank rank) {
        Bank bank = rank.banks[cmd.group][cmd.bank];
        long now = cmd.cycle;
        if (bank.row != CLOSED) {
            broken.add("ACT_OPEN");
        }
        after(broken, "tRP", now, bank.closed, n(t.tRP()));
        after(broken, "tRC", now, bank.act, n(t.tRC()));
        after(broken, "tRRD_L", now, rank.act[cmd.group], n(t.tRRDL()));
        after(broken, "tRRD_S", now, Rank.last(rank.act), n(t.tRRDS()));
        int acts = rank.acts.size();
        after(broken, "tFAW", now, acts < 4 ? NEVER : rank.acts.get(acts - 4), n(t.tFAW()));
    }

    private void precharge(List<String> broken, long now, Bank bank) {
        if (bank.row == CLOSED) {
            return;
        }
        after(broken, "tRAS", now, bank.act, n(t.tRAS()));
        after(broken, "tRTP", now, bank.read, n(t.tRTP()));
        after(broken, "tWR", now, bank.write, writeEnd() + n(t.tWR()));
    }

    private void refresh(List<String> broken, long now, Rank rank) {
        for (Bank bank : rank.all()) {
            if (bank.row != CLOSED) {
                broken.add("REF_OPEN");
                break;
            }
        }
        for (Bank bank : rank.all()) {
            after(broken, "tRP", now, bank.closed, n(t.tRP()));
        }
        if (now - rank.lastRefresh > (1L + POSTPONED) * n(t.tREFI())) {
            broken.add("REF_LATE");
        }
    }

    private void column(List<String> broken, Cmd cmd, Rank rank) {
        Bank bank = rank.banks[cmd.group][cmd.bank];
        long now = cmd.cycle;
        boolean write = writes(cmd);
        if (bank.row == CLOSED) {
            broken.add("COL_CLOSED");
        } else {
            if (bank.row != cmd.row) {
                broken.add("WRONG_ROW");
            }
            after(broken, "tRCD", now, bank.act, n(t.tRCD()));
        }
        long[] same = write ? rank.write : rank.read;
        after(broken, "tCCD_L", now, same[cmd.group], n(t.tCCDL()));
        after(broken, "tCCD_S", now, Rank.last(same), n(t.tCCDS()));
        if (write) {
            after(broken, "tRTW", now, Rank.last(rank.read), n(t.tCL()) + n(t.tBL()) + 2 - n(t.tCWL()));
        } else {
            after(broken, "tWTR_L", now, rank.write[cmd.group], writeEnd() + n(t.tWTRL()));
            after(broken, "tWTR_S", now, Rank.last(rank.write), writeEnd() + n(t.tWTRS()));
        }
        bus(broken, burst(cmd));
    }

    private void bus(List<String> broken, Burst burst) {
        for (Burst other : bursts) {
            long bubble = Math.max(burst.start - other.end, other.start - burst.end);
            int rest = burst.write && other.write ? restBetweenWrites : n(t.tRTRS());
            if (bubble < 0) {
                broken.add("BUS");
            } else if (other.rank != burst.rank && bubble < rest) {
                broken.add("tRTRS");
            }
        }
    }

    private Burst burst(Cmd cmd) {
        boolean write = writes(cmd);
        long start = cmd.cycle + n(write ? t.tCWL() : t.tCL());
        return new Burst(start, start + n(t.tBL()), cmd.rank, write);
    }

    private void apply(Cmd cmd) {
        long now = cmd.cycle;
        Rank rank = ranks[cmd.rank];
        lastCycle = Math.max(lastCycle, now);
        switch (cmd.command) {
            case ACTIVATE -> {
                Bank bank = rank.banks[cmd.group][cmd.bank];
                rank.acts.add(now);
                rank.act[cmd.group] = now;
                bank.row = cmd.row;
                bank.act = now;
                bank.read = NEVER;
                bank.write = NEVER;
            }
            case PRECHARGE -> close(rank.banks[cmd.group][cmd.bank], now);
            case PRECHARGE_ALL -> rank.all().forEach(bank -> close(bank, now));
            case REFRESH -> {
                rank.refresh = now;
                rank.lastRefresh = now;
            }
            default -> applyColumn(cmd, rank);
        }
    }

    private void applyColumn(Cmd cmd, Rank rank) {
        Bank bank = rank.banks[cmd.group][cmd.bank];
        boolean write = writes(cmd);
        bursts.addLast(burst(cmd));
        if (bursts.size() > 8) {
            bursts.removeFirst();
        }
        if (write) {
            rank.write[cmd.group] = cmd.cycle;
            bank.write = cmd.cycle;
        } else {
            rank.read[cmd.group] = cmd.cycle;
            bank.read = cmd.cycle;
        }
        if (cmd.command == Command.READ_AUTO || cmd.command == Command.WRITE_AUTO) {
            long closing = cmd.cycle + (write ? writeEnd() + n(t.tWR()) : n(t.tRTP()));
            close(bank, Math.max(closing, bank.act + n(t.tRAS())));
        }
    }

    private static void close(Bank bank, long at) {
        if (bank.row != CLOSED) {
            bank.row = CLOSED;
            bank.closed = at;
        }
    }

    private static boolean writes(Cmd cmd) {
        return cmd.command == Command.WRITE || cmd.command == Command.WRITE_AUTO;
    }

    private int writeEnd() {
        return n(t.tCWL()) + n(t.tBL());
    }

    private static void after(List<String> broken, String rule, long now, long since, int gap) {
        if (now < since + gap) {
            broken.add(rule);
        }
    }

    private static int n(dev.ziggurat.units.Latency cycles) {
        return (int) cycles.amount();
    }
}
