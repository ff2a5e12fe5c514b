package dev.ziggurat.dram;

import dev.ziggurat.dram.scheduling.AllBankRefresh;
import dev.ziggurat.dram.scheduling.FrFcfs;
import dev.ziggurat.dram.scheduling.OpenRow;
import dev.ziggurat.dram.scheduling.RefreshSpec;
import dev.ziggurat.dram.scheduling.RowPolicySpec;
import dev.ziggurat.dram.scheduling.SchedulerSpec;
import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Organisation;
import dev.ziggurat.dram.standard.Scope;
import dev.ziggurat.dram.standard.Standard;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.Share;
import dev.ziggurat.units.SpecException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code memory:} as DRAM behind one controller a channel.
 *
 * @param device the devices of a rank
 * @param channels how many channels, default 1; any number
 * @param ranks ranks of a channel, default 1; any number up to 8
 * @param mapping the fields of an address, most significant first; default {@code [row, rank, bank, column, bankgroup, channel]}
 * @param scheduler which command comes next, default FR-FCFS
 * @param rowPolicy how long a row stays open, default until it is in the way
 * @param refresh when ranks are refreshed, default all banks of a rank at once every tREFI
 * @param readQueue entries of a channel's read queue, default 64
 * @param writeQueue entries of a channel's write queue, default 64
 * @param drainHigh from which share of the write queue on writes are served though reads wait, default 80 %
 * @param drainLow down to which share, default 20 %
 * @param frontLatency what the controller adds on the way in, default 0; {@code cycles} are the memory clock's
 * @param backLatency what it adds on the way out of a read, default 0
 */
public record DramSpec(
        DramDevice device,
        Integer channels,
        Integer ranks,
        List<AddressField> mapping,
        SchedulerSpec scheduler,
        RowPolicySpec rowPolicy,
        RefreshSpec refresh,
        Integer readQueue,
        Integer writeQueue,
        Share drainHigh,
        Share drainLow,
        Latency frontLatency,
        Latency backLatency)
        implements MemorySpec {
    private static final List<AddressField> MAPPING = List.of(
            AddressField.ROW,
            AddressField.RANK,
            AddressField.BANK,
            AddressField.COLUMN,
            AddressField.BANKGROUP,
            AddressField.CHANNEL);
    private static final int MOST_CHANNELS = 64;
    private static final int MOST_RANKS = 8;
    private static final int LONGEST_QUEUE = 1 << 16;

    public DramSpec {
        SpecException.requirePresent("device", device, "ddr4-2400r-8gb-x8");
        channels = channels == null ? 1 : channels;
        ranks = ranks == null ? 1 : ranks;
        mapping = mapping == null ? MAPPING : List.copyOf(mapping);
        scheduler = scheduler == null ? new FrFcfs.Spec() : scheduler;
        rowPolicy = rowPolicy == null ? new OpenRow.Spec() : rowPolicy;
        refresh = refresh == null ? new AllBankRefresh.Spec() : refresh;
        readQueue = readQueue == null ? 64 : readQueue;
        writeQueue = writeQueue == null ? 64 : writeQueue;
        drainHigh = drainHigh == null ? Share.parse("80 %") : drainHigh;
        drainLow = drainLow == null ? Share.parse("20 %") : drainLow;
        frontLatency = frontLatency == null ? Latency.ofCycles(0) : frontLatency;
        backLatency = backLatency == null ? Latency.ofCycles(0) : backLatency;
        SpecException.requireRange("channels", channels, 1, MOST_CHANNELS);
        SpecException.requireRange("ranks", ranks, 1, MOST_RANKS);
        SpecException.requireRange("read-queue", readQueue, 1, LONGEST_QUEUE);
        SpecException.requireRange("write-queue", writeQueue, 1, LONGEST_QUEUE);
        if (drainHigh.billionths() == 0 || drainLow.billionths() >= drainHigh.billionths()) {
            throw new SpecException(
                    "drain-low", "writes drain from drain-high down to drain-low, so drain-low is below drain-high");
        }
        checkMapping(mapping, sizes(device.organisation(), channels, ranks));
    }

    private static void checkMapping(List<AddressField> mapping, long[] sizes) {
        Set<AddressField> seen = EnumSet.noneOf(AddressField.class);
        for (AddressField field : mapping) {
            if (!seen.add(field)) {
                throw new SpecException("mapping", "'" + name(field) + "' stands twice in the mapping");
            }
        }
        for (AddressField field : AddressField.values()) {
            long size = sizes[field.ordinal()];
            if (size > 1 && !seen.contains(field)) {
                throw new SpecException(
                        "mapping", "the mapping lacks '" + name(field) + "', of which there are " + size);
            }
        }
    }

    private static String name(AddressField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static long[] sizes(Organisation organisation, int channels, int ranks) {
        long[] sizes = new long[AddressField.values().length];
        sizes[AddressField.ROW.ordinal()] = organisation.rows();
        sizes[AddressField.RANK.ordinal()] = ranks;
        sizes[AddressField.BANK.ordinal()] = organisation.banksPerGroup();
        sizes[AddressField.COLUMN.ordinal()] = organisation.linesPerRow();
        sizes[AddressField.BANKGROUP.ordinal()] = organisation.bankGroups();
        sizes[AddressField.CHANNEL.ordinal()] = channels;
        return sizes;
    }

    AddressMap addressMap() {
        return new AddressMap(mapping, sizes(device.organisation(), channels, ranks), device.organisation());
    }

    /** Returns how many queued writes make the controller drain: the share of the queue, rounded up. */
    int drainFrom() {
        return Math.toIntExact((drainHigh.billionths() * writeQueue + Share.WHOLE - 1) / Share.WHOLE);
    }

    /** Returns how many queued writes end a drain: the share of the queue, rounded down. */
    int drainTo() {
        return Math.toIntExact(drainLow.billionths() * writeQueue / Share.WHOLE);
    }

    @Override
    public Memory create(Simulation simulation, String path) {
        return new Dram(simulation, path, this);
    }

    @Override
    public long capacity() {
        return device.organisation().capacity() * ranks * channels;
    }

    @Override
    public long peakBandwidth() {
        Standard standard = device.standard();
        long picoseconds = standard.burst() * standard.clock();
        return channels * device.organisation().line() * 1_000_000_000_000L / picoseconds;
    }

    /** By the state of the row: a cycle between acceptance and the first command, the commands, and the data's last beat. */
    @Override
    public Map<String, Long> idleLatencies() {
        Standard standard = device.standard();
        long open = 1L + standard.readLatency() + standard.burst();
        long closed = open + standard.gap(Command.ACTIVATE, Command.READ, Scope.BANK);
        long conflict = closed + standard.gap(Command.PRECHARGE, Command.ACTIVATE, Scope.BANK);
        long clock = standard.clock();
        long controller = frontLatency.picoseconds(clock) + backLatency.picoseconds(clock);
        Map<String, Long> latencies = new LinkedHashMap<>();
        latencies.put("row open", controller + open * clock);
        latencies.put("bank closed", controller + closed * clock);
        latencies.put("other row open", controller + conflict * clock);
        return latencies;
    }
}
