package dev.ziggurat.storage.flash;

import static dev.ziggurat.storage.flash.Transactions.NONE;

import dev.ziggurat.storage.BlockRequest;
import java.util.Arrays;

/**
 * Channels and the units behind them: transactions wait in a queue of their kind at their unit, a chip or a die, and become commands when unit and
 * channel are free.
 *
 * <p>A channel carries the data of finished reads first, then begins commands, the units taking turns. A unit does reads of
 * the map first, then what garbage collection wants, the host's reads, writes of the map, the host's writes; of each kind the oldest first. What the
 * plane has no room for is passed over. Nothing is interrupted, and a command concerns one plane. Charged here: command, array and data times, and every wait
 * for unit and channel.
 */
final class Flash {
    private final Transactions table;
    private final Timeline timeline;
    private final Ftl ftl;
    private final SsdCounts counts;
    private final Listener listener;

    private final int planesPerUnit;
    private final int unitsPerChannel;
    private final long[] arrayTime = new long[Transactions.KINDS];
    private final long[] commandTime = new long[Transactions.KINDS];
    private final long dataSetup;
    private final long byteTime;
    private final long mapBytes;
    private final int pageSectors;

    // A queue, by unit and kind: its first and last transaction.
    private final int[] heads;
    private final int[] tails;

    // A unit: how many transactions wait for it, and the one that it is doing.
    private final int[] waiting;
    private final int[] current;

    // A channel: the unit that it serves and whether that is data; the units whose data wait for it; the one whose turn
    // is next.
    private final int[] serving;
    private final boolean[] data;
    private final IntFifo[] finished;
    private final int[] turn;

    /** The channels on which something may begin, a bit each. */
    private long stirred;

    /** Whoever is told what has been done. */
    interface Listener {
        /** A transaction is done; its entry is free afterwards. */
        void done(int transaction, long now);

        /** A page that was to be moved has been written by the host meanwhile; the entry of the move is free afterwards. */
        void stale(int transaction);
    }

    Flash(SsdSpec spec, Transactions table, Timeline timeline, Ftl ftl, SsdCounts counts, Listener listener) {
        this.table = table;
        this.timeline = timeline;
        this.ftl = ftl;
        this.counts = counts;
        this.listener = listener;
        FlashGeometry geometry = spec.geometry();
        int diesPerUnit = spec.interleaving() == Interleaving.CHIP ? geometry.dies() : 1;
        planesPerUnit = diesPerUnit * geometry.planes();
        unitsPerChannel = geometry.chips() * geometry.dies() / diesPerUnit;
        pageSectors = geometry.sectors();
        FlashTimes times = spec.flash();
        for (int kind = 0; kind < Transactions.KINDS; kind++) {
            arrayTime[kind] = arrayTime(times, kind);
            commandTime[kind] = commandTime(times, kind);
        }
        dataSetup = times.dataSetup().amount();
        byteTime = times.byteTime().amount();
        MappingCacheSpec mapping = spec.mappingCache();
        mapBytes = mapping == null ? 0 : mapping.fetch().bytes();
        int units = unitsPerChannel * geometry.channels();
        heads = filled(units * Transactions.KINDS);
        tails = filled(units * Transactions.KINDS);
        waiting = new int[units];
        current = filled(units);
        serving = filled(geometry.channels());
        data = new boolean[geometry.channels()];
        finished = new IntFifo[geometry.channels()];
        Arrays.setAll(finished, channel -> new IntFifo());
        turn = new int[geometry.channels()];
    }

    private static int[] filled(int size) {
        int[] array = new int[size];
        Arrays.fill(array, NONE);
        return array;
    }

    private static long arrayTime(FlashTimes times, int kind) {
        if (Transactions.isRead(kind)) {
            return times.read().amount();
        }
        return Transactions.isWrite(kind)
                ? times.program().amount()
                : times.erase().amount();
    }

    private static long commandTime(FlashTimes times, int kind) {
        if (Transactions.isRead(kind)) {
            return times.readCommand().amount();
        }
        return Transactions.isWrite(kind)
                ? times.programCommand().amount()
                : times.eraseCommand().amount();
    }

    /** Puts a transaction into the queue of its kind; it may begin at the next {@link #settle}. */
    void submit(int transaction) {
        int unit = table.plane[transaction] / planesPerUnit;
        int queue = unit * Transactions.KINDS + table.kind[transaction];
        table.next[transaction] = NONE;
        if (heads[queue] == NONE) {
            heads[queue] = transaction;
        } else {
            table.next[tails[queue]] = transaction;
        }
        tails[queue] = transaction;
        waiting[unit]++;
        stir(unit / unitsPerChannel);
    }

    private void stir(int channel) {
        stirred |= 1L << channel;
    }

    /** Begins whatever can begin now. */
    void settle(long now) {
        while (stirred != 0) {
            int channel = Long.numberOfTrailingZeros(stirred);
            stirred &= stirred - 1;
            if (serving[channel] == NONE) {
                serve(channel, now);
            }
        }
    }

    private void serve(int channel, long now) {
        int unit;
        long time;
        if (finished[channel].isEmpty()) {
            unit = begin(channel);
            if (unit == NONE) {
                return;
            }
            int transaction = current[unit];
            int kind = table.kind[transaction];
            data[channel] = false;
            time = commandTime[kind] + (Transactions.isWrite(kind) ? bytes(transaction) * byteTime : 0);
        } else {
            unit = finished[channel].poll();
            data[channel] = true;
            time = dataSetup + bytes(current[unit]) * byteTime;
        }
        serving[channel] = unit;
        counts.channelBusy(time);
        timeline.add(now + time, Ssd.CHANNEL | channel);
    }

    private long bytes(int transaction) {
        return switch (table.kind[transaction]) {
            case Transactions.MAP_READ -> mapBytes;
            case Transactions.MAP_WRITE -> (long) pageSectors * BlockRequest.SECTOR;
            default -> (long) Long.bitCount(table.sectors[transaction]) * BlockRequest.SECTOR;
        };
    }

    /** Gives the next idle unit in turn that has something to do its transaction; returns the unit. */
    private int begin(int channel) {
        for (int i = 0; i < unitsPerChannel; i++) {
            int unit = channel * unitsPerChannel + turn[channel];
            turn[channel] = turn[channel] + 1 == unitsPerChannel ? 0 : turn[channel] + 1;
            if (current[unit] == NONE && waiting[unit] > 0) {
                int transaction = select(unit);
                if (transaction != NONE) {
                    take(unit, transaction);
                    return unit;
                }
            }
        }
        return NONE;
    }

    private void take(int unit, int transaction) {
        current[unit] = transaction;
        waiting[unit]--;
        int kind = table.kind[transaction];
        counts.begun(kind);
        if (Transactions.isWrite(kind)) {
            ftl.program(table.page[transaction], table.plane[transaction], table.sectors[transaction]);
        }
    }

    /** Takes the first transaction that can begin out of the first queue that has one. */
    private int select(int unit) {
        for (int kind = 0; kind < Transactions.KINDS; kind++) {
            int queue = unit * Transactions.KINDS + kind;
            int before = NONE;
            int each = heads[queue];
            while (each != NONE) {
                int after = table.next[each];
                if (kind == Transactions.MOVE_WRITE && !ftl.liesAt(table.page[each], table.owner[each])) {
                    unlink(queue, before, each);
                    waiting[unit]--;
                    listener.stale(each);
                    table.drop(each);
                } else if (canBegin(each)) {
                    unlink(queue, before, each);
                    return each;
                } else {
                    before = each;
                }
                each = after;
            }
        }
        return NONE;
    }

    private boolean canBegin(int transaction) {
        int kind = table.kind[transaction];
        if (!Transactions.isWrite(kind)) {
            return true;
        }
        Plane plane = ftl.plane(table.plane[transaction]);
        return kind == Transactions.MOVE_WRITE ? plane.takesMove() : plane.takesWrite();
    }

    private void unlink(int queue, int before, int transaction) {
        int after = table.next[transaction];
        if (before == NONE) {
            heads[queue] = after;
        } else {
            table.next[before] = after;
        }
        if (tails[queue] == transaction) {
            tails[queue] = before;
        }
    }

    /** A channel has carried what it was serving. */
    void channelDone(int channel, long now) {
        int unit = serving[channel];
        serving[channel] = NONE;
        stir(channel);
        if (data[channel]) {
            finish(unit, now);
        } else {
            long time = arrayTime[table.kind[current[unit]]];
            counts.unitBusy(time);
            timeline.add(now + time, Ssd.UNIT | unit);
        }
    }

    /** The cells of a unit have done what they were doing. */
    void unitDone(int unit, long now) {
        if (Transactions.isRead(table.kind[current[unit]])) {
            finished[unit / unitsPerChannel].add(unit);
            stir(unit / unitsPerChannel);
        } else {
            finish(unit, now);
        }
    }

    private void finish(int unit, long now) {
        int transaction = current[unit];
        current[unit] = NONE;
        stir(unit / unitsPerChannel);
        listener.done(transaction, now);
        table.drop(transaction);
    }
}
