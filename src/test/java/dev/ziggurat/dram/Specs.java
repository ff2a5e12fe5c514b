package dev.ziggurat.dram;

import static dev.ziggurat.dram.AddressField.BANK;
import static dev.ziggurat.dram.AddressField.BANKGROUP;
import static dev.ziggurat.dram.AddressField.COLUMN;
import static dev.ziggurat.dram.AddressField.RANK;
import static dev.ziggurat.dram.AddressField.ROW;

import dev.ziggurat.dram.scheduling.AllBankRefresh;
import dev.ziggurat.dram.scheduling.FrFcfs;
import dev.ziggurat.dram.scheduling.NoRefresh;
import dev.ziggurat.dram.scheduling.OpenRow;
import dev.ziggurat.dram.scheduling.RefreshSpec;
import dev.ziggurat.dram.scheduling.RowPolicySpec;
import dev.ziggurat.dram.scheduling.SchedulerSpec;
import dev.ziggurat.units.Latency;
import java.util.List;

/** A memory of one channel, described step by step; the defaults are those of the published comparison. */
final class Specs {
    /** Sequential addresses stay in a row. */
    static final List<AddressField> M1 = List.of(ROW, BANK, BANKGROUP, RANK, COLUMN);

    /** Sequential addresses alternate bank groups. */
    static final List<AddressField> M2 = List.of(ROW, RANK, BANK, COLUMN, BANKGROUP);

    private final DramDevice device;
    private int channels = 1;
    private int ranks = 1;
    private List<AddressField> mapping = M1;
    private SchedulerSpec scheduler = new FrFcfs.Spec();
    private RowPolicySpec rowPolicy = new OpenRow.Spec();
    private RefreshSpec refresh = new AllBankRefresh.Spec();
    private int readQueue = 32;
    private int writeQueue = 32;
    private Latency latency = Latency.ofCycles(0);

    Specs(String device) {
        this(Devices.named(device));
    }

    Specs(DramDevice device) {
        this.device = device;
    }

    Specs channels(int number) {
        channels = number;
        return this;
    }

    Specs ranks(int number) {
        ranks = number;
        return this;
    }

    Specs mapping(List<AddressField> fields) {
        mapping = fields;
        return this;
    }

    Specs scheduler(SchedulerSpec spec) {
        scheduler = spec;
        return this;
    }

    Specs rowPolicy(RowPolicySpec spec) {
        rowPolicy = spec;
        return this;
    }

    Specs withoutRefresh() {
        refresh = new NoRefresh.Spec();
        return this;
    }

    Specs queues(int reads, int writes) {
        readQueue = reads;
        writeQueue = writes;
        return this;
    }

    /** Adds a latency of the controller, on the way in and on the way out. */
    Specs controller(Latency each) {
        latency = each;
        return this;
    }

    DramSpec spec() {
        return new DramSpec(
                device,
                channels,
                ranks,
                mapping,
                scheduler,
                rowPolicy,
                refresh,
                readQueue,
                writeQueue,
                null,
                null,
                latency,
                latency);
    }
}
