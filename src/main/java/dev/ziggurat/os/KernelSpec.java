package dev.ziggurat.os;

import dev.ziggurat.os.frames.FrameAllocatorSpec;
import dev.ziggurat.os.frames.SequentialFrames;
import dev.ziggurat.os.paging.AccessedFlush;
import dev.ziggurat.os.replacement.PageClock;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * {@code os:} of a machine file.
 *
 * @param memory what user pages may occupy, from physical address 0 on; page tables lie between it and the end of memory
 * @param pageReplacement which page leaves when a frame is wanted and none is free, default clock
 * @param frames which free frame a page gets, default sequential
 * @param swap where pages go that are not clean, default nowhere: a process for which no page can go ends
 * @param quantum how long a thread runs while others wait for its core, default 4 ms
 * @param costs what the kernel spends beside its loads and stores
 * @param accessedFlush how cores learn that an accessed bit was cleared, default at no cost
 */
public record KernelSpec(
        MemoryShare memory,
        PageReplacementSpec pageReplacement,
        FrameAllocatorSpec frames,
        @Nullable SwapSpec swap,
        Latency quantum,
        CostsSpec costs,
        AccessedFlush accessedFlush) {
    private static final Latency QUANTUM = Latency.parse("4 ms");

    public KernelSpec(
            @Nullable MemoryShare memory,
            @Nullable PageReplacementSpec pageReplacement,
            @Nullable FrameAllocatorSpec frames,
            @Nullable SwapSpec swap,
            @Nullable Latency quantum,
            @Nullable CostsSpec costs,
            @Nullable AccessedFlush accessedFlush) {
        SpecException.requirePresent("memory", memory, "6 GiB");
        this.memory = memory;
        this.pageReplacement = pageReplacement == null ? new PageClock.Spec() : pageReplacement;
        this.frames = frames == null ? new SequentialFrames.Spec() : frames;
        this.swap = swap;
        this.quantum = quantum == null ? QUANTUM : quantum;
        this.costs = costs == null ? new CostsSpec(null, null, null, null) : costs;
        this.accessedFlush = accessedFlush == null ? AccessedFlush.FREE : accessedFlush;
        if (this.quantum.amount() < 1) {
            throw new SpecException("quantum", "a thread runs for some time; write for example '4 ms'");
        }
    }

    /**
     * {@code swap:}.
     *
     * @param device the name of one of the machine's storage devices
     * @param size how much of it, from its first sector on
     */
    public record SwapSpec(String device, ByteSize size) {
        public SwapSpec {
            SpecException.requirePresent("device", device, "nvme0");
            SpecException.requirePresent("size", size, "16 GiB");
            if (size.bytes() < MemoryShare.FRAME) {
                throw new SpecException("size", "a swap area holds at least one page of 4 KiB");
            }
        }
    }

    /**
     * {@code costs:}, as times or in cycles of the cores.
     *
     * @param trap the way into the kernel and back, default 200 cycles
     * @param minorFault the software of a fault that needs no device, default 800 cycles
     * @param majorFault the software of a fault that reads a page from a device, default 2000 cycles
     * @param contextSwitch from one thread to another, default 1500 cycles
     */
    public record CostsSpec(Latency trap, Latency minorFault, Latency majorFault, Latency contextSwitch) {
        public CostsSpec(
                @Nullable Latency trap,
                @Nullable Latency minorFault,
                @Nullable Latency majorFault,
                @Nullable Latency contextSwitch) {
            this.trap = or(trap, "200 cycles");
            this.minorFault = or(minorFault, "800 cycles");
            this.majorFault = or(majorFault, "2000 cycles");
            this.contextSwitch = or(contextSwitch, "1500 cycles");
        }

        private static Latency or(@Nullable Latency given, String otherwise) {
            return given == null ? Latency.parse(otherwise) : given;
        }

        /** Returns the costs in picoseconds, on cores of a clock period. */
        public Costs of(long period) {
            return new Costs(
                    trap.picoseconds(period),
                    minorFault.picoseconds(period),
                    majorFault.picoseconds(period),
                    contextSwitch.picoseconds(period));
        }
    }
}
