package dev.ziggurat.dram;

import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * DRAM of one or more channels: sends each request to the channel of its address, a request of several bursts in parts.
 */
public final class Dram implements Memory {
    private final String path;
    private final AddressMap map;
    private final Channel[] channels;
    private final int line;

    /** Transfers not under way; there are as many as were ever under way at once. */
    private final List<Transfer> free = new ArrayList<>();

    private final long capacity;
    private final int queued;
    private boolean wrapped;

    Dram(Simulation simulation, String path, DramSpec spec) {
        this.path = path;
        map = spec.addressMap();
        line = spec.device().organisation().line();
        channels = new Channel[spec.channels()];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = new Channel(simulation, spec, map, i);
        }
        capacity = spec.capacity();
        queued = channels.length * (spec.readQueue() + spec.writeQueue());
        simulation.engine().watch(this);
    }

    @Override
    public long access(MemoryRequest request) {
        long address = request.physicalAddress;
        wrapped |= map.beyond(address);
        if ((address & (line - 1)) + request.size > line) {
            Transfer transfer = free.isEmpty() ? new Transfer(this) : free.remove(free.size() - 1);
            return transfer.send(request, line);
        }
        return burst(request);
    }

    /** Takes a request that lies in one burst. */
    long burst(MemoryRequest request) {
        return channels[channels.length == 1 ? 0 : map.channel(request.physicalAddress)].access(request);
    }

    /** A transfer is done and may be used again. */
    void free(Transfer transfer) {
        free.add(transfer);
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public int queued() {
        return queued;
    }

    @Override
    public boolean wrapped() {
        return wrapped;
    }

    @Override
    public void observe(CommandObserver observer) {
        for (Channel channel : channels) {
            channel.observe(observer);
        }
    }

    @Override
    public @Nullable String waitsFor() {
        for (int i = 0; i < channels.length; i++) {
            String waits = channels[i].waitsFor(name(i));
            if (waits != null) {
                return waits;
            }
        }
        return null;
    }

    @Override
    public void describe(Statistics statistics) {
        List<Term> busy = new ArrayList<>();
        for (int i = 0; i < channels.length; i++) {
            channels[i].describe(statistics, name(i), path);
            busy.add(new Term(name(i), "data_bus_busy_ns"));
        }
        statistics.section(path).ratio(ChannelCounts.utilisation(busy, channels.length));
    }

    Channel channel(int number) {
        return channels[number];
    }

    private String name(int channel) {
        return path + ".channel" + channel;
    }
}
