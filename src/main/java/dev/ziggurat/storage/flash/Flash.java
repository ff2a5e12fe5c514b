package dev.ziggurat.storage.flash;

import static dev.ziggurat.storage.flash.Transactions.NONE;

import dev.ziggurat.storage.BlockRequest;
import java.util.Arrays;

/**
 * Channels, chips and dies: transactions wait in a queue of their kind at their die, and become commands when their die and its channel are free.
 *
 * <p>A channel serves, in this order, commands that go with one just begun on the same chip, data of finished reads, and the next chip in turn with
 * something to do. A die does reads before writes before erases; of reads those of the map first, then the host's, then moves; of writes the
 * map's and the host's first, or moves when the plane has no room for others. Nothing is interrupted. Charged here: command, array and data times,
 * and every wait for die and channel.
 */
final class Flash {
    private static final int[] READS = {
        Transactions.MAP_READ, Transactions.READ, Transactions.UPDATE_READ, Transactions.MOVE_READ
    };
    private static final int[] WRITES = {Transactions.MAP_WRITE, Transactions.WRITE, Transactions.MOVE_WRITE};
    private static final int[] ERASES = {Transactions.ERASE};

    /** What a command of each kind is. */
    private static final int[][] CLASSES = {READS, WRITES, ERASES};

    private final Transactions table;
    private final Timeline timeline;
    private final Ftl ftl;
    private final SsdCounts counts;
    private final Listener listener;

    private final int diesPerUnit;
    private final int unitsPerChannel;
    private final int planesPerDie;
    private final long[] arrayTime = new long[Transactions.KINDS];
    private final long[] commandTime = new long[Transactions.KINDS];
    private final long dataSetup;
    private final long byteTime;
    private final long mapBytes;
    private final int pageSectors;

    // Queues: head and tail by die and kind, and how many wait at a die.
    private final int[] heads;
    private final int[] tails;
    private final int[] waiting;

    /** What each die is doing. */
    private final int[] current;

    /** How many dies of each unit, a chip or a die, are at work. */
    private final int[] active;

    // A channel: the die that it serves and whether that is data; commands and data that wait for it; the unit whose
    // turn is next.
    private final int[] serving;
    private final boolean[] data;
    private final IntFifo[] commands;
    private final IntFifo[] finished;
    private final int[] turn;

    /** The channels on which something may begin, a bit each. */
    private long stirred;

    /** Whoever is told what has been done. */
    interface Listener {
        /** A transaction is done; its entry is free afterwards. */
        void done(int transaction, long now);

        /** A moved page was written again by the host before its move was programmed; its entry is free afterwards. */
        void stale(int transaction, long now);
    }

    Flash(SsdSpec spec, Transactions table, Timeline timeline, Ftl ftl, SsdCounts counts, Listener listener) {
        this.table = table;
        this.timeline = timeline;
        this.ftl = ftl;
        this.counts = counts;
        this.listener = listener;
        FlashGeometry geometry = spec.geometry();
        int dies = geometry.totalDies();
        diesPerUnit = spec.interleaving() == Interleaving.CHIP ? geometry.dies() : 1;
        unitsPerChannel = geometry.chips() * geometry.dies() / diesPerUnit;
        planesPerDie = geometry.planes();
        pageSectors = geometry.sectors();
        FlashTimes times = spec.flash();
        times(READS, times.readCommand().amount(), times.read().amount());
        times(WRITES, times.programCommand().amount(), times.program().amount());
        times(ERASES, times.eraseCommand().amount(), times.erase().amount());
        dataSetup = times.dataSetup().amount();
        byteTime = times.byteTime().amount();
        MappingCacheSpec mapping = spec.mappingCache();
        mapBytes = mapping == null ? 0 : mapping.fetch().bytes();
        heads = new int[dies * Transactions.KINDS];
        tails = new int[dies * Transactions.KINDS];
        Arrays.fill(heads, NONE);
        waiting = new int[dies];
        current = new int[dies];
        Arrays.fill(current, NONE);
        active = new int[dies / diesPerUnit];
        serving = new int[geometry.channels()];
        Arrays.fill(serving, NONE);
        data = new boolean[geometry.channels()];
        commands = fifos(geometry.channels());
        finished = fifos(geometry.channels());
        turn = new int[geometry.channels()];
    }

    private void times(int[] kinds, long command, long array) {
        for (int kind : kinds) {
            commandTime[kind] = command;
            arrayTime[kind] = array;
        }
    }

    private static IntFifo[] fifos(int count) {
        IntFifo[] fifos = new IntFifo[count];
        Arrays.setAll(fifos, i -> new IntFifo());
        return fifos;
    }

    /** Puts a transaction into the queue of its kind; it may begin at the next {@link #settle}. */
    void submit(int transaction) {
        int die = dieOf(transaction);
        int queue = die * Transactions.KINDS + table.kind[transaction];
        table.next[transaction] = NONE;
        if (heads[queue] == NONE) {
            heads[queue] = transaction;
        } else {
            table.next[tails[queue]] = transaction;
        }
        tails[queue] = transaction;
        waiting[die]++;
        stir(channelOf(die));
    }

    private int dieOf(int transaction) {
        return table.plane[transaction] / planesPerDie;
    }

    private int channelOf(int die) {
        return die / (unitsPerChannel * diesPerUnit);
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
        if (commands[channel].isEmpty() && finished[channel].isEmpty()) {
            nextUnit(channel, now);
        }
        int die;
        long time;
        if (!commands[channel].isEmpty()) {
            die = commands[channel].poll();
            int transaction = current[die];
            data[channel] = false;
            time = commandTime[table.kind[transaction]];
            if (isWrite(table.kind[transaction])) {
                time += bytes(transaction) * byteTime;
            }
        } else if (!finished[channel].isEmpty()) {
            die = finished[channel].poll();
            data[channel] = true;
            time = dataSetup + bytes(current[die]) * byteTime;
        } else {
            return;
        }
        serving[channel] = die;
        counts.channelBusy(time);
        timeline.add(now + time, Ssd.CHANNEL | channel);
    }

    private static boolean isWrite(int kind) {
        return kind >= Transactions.MAP_WRITE && kind <= Transactions.MOVE_WRITE;
    }

    private long bytes(int transaction) {
        return switch (table.kind[transaction]) {
            case Transactions.MAP_READ -> mapBytes;
            case Transactions.MAP_WRITE -> (long) pageSectors * BlockRequest.SECTOR;
            default -> (long) Long.bitCount(table.sectors[transaction]) * BlockRequest.SECTOR;
        };
    }

    /** Has the next idle unit in turn that has something to do begin. */
    private void nextUnit(int channel, long now) {
        for (int i = 0; i < unitsPerChannel; i++) {
            int unit = channel * unitsPerChannel + turn[channel];
            turn[channel] = turn[channel] + 1 == unitsPerChannel ? 0 : turn[channel] + 1;
            if (active[unit] == 0 && begin(unit, channel, now)) {
                return;
            }
        }
    }

    /** Has every die of a unit begin what it has of the most urgent class of which any has something; returns whether there was something. */
    private boolean begin(int unit, int channel, long now) {
        for (int[] kinds : CLASSES) {
            for (int die = unit * diesPerUnit; die < (unit + 1) * diesPerUnit; die++) {
                int transaction = waiting[die] == 0 ? NONE : select(die, kinds, now);
                if (transaction != NONE) {
                    current[die] = transaction;
                    active[unit]++;
                    commands[channel].add(die);
                    if (isWrite(table.kind[transaction])) {
                        program(transaction);
                    }
                    counts.begun(table.kind[transaction]);
                }
            }
            if (active[unit] > 0) {
                return true;
            }
        }
        return false;
    }

    private void program(int transaction) {
        ftl.program(table.page[transaction], table.plane[transaction], table.sectors[transaction]);
    }

    private int select(int die, int[] kinds, long now) {
        for (int kind : kinds) {
            int found = first(die * Transactions.KINDS + kind, now);
            if (found != NONE) {
                waiting[die]--;
                return found;
            }
        }
        return NONE;
    }

    /** Takes the first of a queue that can begin; moves of pages that no longer lie where they were read are left out. */
    private int first(int queue, long now) {
        int before = NONE;
        int each = heads[queue];
        while (each != NONE) {
            int after = table.next[each];
            if (table.kind[each] == Transactions.MOVE_WRITE && !ftl.liesAt(table.page[each], table.owner[each])) {
                unlink(queue, before, each);
                waiting[queue / Transactions.KINDS]--;
                listener.stale(each, now);
                table.drop(each);
            } else if (canBegin(each)) {
                unlink(queue, before, each);
                return each;
            } else {
                before = each;
            }
            each = after;
        }
        return NONE;
    }

    private boolean canBegin(int transaction) {
        int kind = table.kind[transaction];
        if (kind == Transactions.MOVE_WRITE) {
            return ftl.plane(table.plane[transaction]).takesMove();
        }
        return !isWrite(kind) || ftl.plane(table.plane[transaction]).takesWrite();
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
        table.next[transaction] = NONE;
    }

    /** A channel has carried what it was serving. */
    void channelDone(int channel, long now) {
        int die = serving[channel];
        serving[channel] = NONE;
        stir(channel);
        if (data[channel]) {
            finish(die, now);
        } else {
            long time = arrayTime[table.kind[current[die]]];
            counts.dieBusy(time);
            timeline.add(now + time, Ssd.DIE | die);
        }
    }

    /** The cells of a die have done what they were doing. */
    void dieDone(int die, long now) {
        if (table.kind[current[die]] <= Transactions.MOVE_READ) {
            finished[channelOf(die)].add(die);
            stir(channelOf(die));
        } else {
            finish(die, now);
        }
    }

    private void finish(int die, long now) {
        int transaction = current[die];
        current[die] = NONE;
        active[die / diesPerUnit]--;
        stir(channelOf(die));
        listener.done(transaction, now);
        table.drop(transaction);
    }
}
