package dev.ziggurat.os;

import dev.ziggurat.os.frames.FrameAllocatorSpec;
import dev.ziggurat.os.frames.SequentialFrames;
import dev.ziggurat.os.replacement.PageClock;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.jspecify.annotations.Nullable;

/**
 * {@code os: {...}}: the operating system of a machine.
 *
 * @param memory what user pages may occupy; the kernel has the rest of the machine's memory
 * @param pageReplacement who chooses the pages that leave memory, default clock
 * @param frames which frame a page gets, default sequential
 * @param swap where pages go that leave memory, null for nowhere
 * @param quantum how long a thread runs while others wait for its core, default 4 ms
 * @param costs what the kernel costs beside its loads and stores
 * @param accessedFlush how cores learn that an accessed bit was cleared, default free
 * @param segments how segments lie in memory, where addresses have segments and no pages
 */
public record KernelSpec(
        MemorySize memory,
        PageReplacementSpec pageReplacement,
        FrameAllocatorSpec frames,
        @Nullable Swap swap,
        Latency quantum,
        CostsSpec costs,
        AccessedFlush accessedFlush,
        SegmentsSpec segments) {
    private static final long QUANTUM = 4_000_000_000L;

    public KernelSpec(
            MemorySize memory,
            @Nullable PageReplacementSpec pageReplacement,
            @Nullable FrameAllocatorSpec frames,
            @Nullable Swap swap,
            @Nullable Latency quantum,
            @Nullable CostsSpec costs,
            @Nullable AccessedFlush accessedFlush,
            @Nullable SegmentsSpec segments) {
        SpecException.requirePresent("memory", memory, "6 GiB");
        this.memory = memory;
        this.pageReplacement = pageReplacement == null ? new PageClock.Spec() : pageReplacement;
        this.frames = frames == null ? new SequentialFrames.Spec() : frames;
        this.swap = swap;
        this.quantum = quantum == null ? Latency.ofPicoseconds(QUANTUM) : quantum;
        this.costs = costs == null ? new CostsSpec(null, null, null, null) : costs;
        this.accessedFlush = accessedFlush == null ? AccessedFlush.FREE : accessedFlush;
        this.segments = segments == null ? new SegmentsSpec(null, null, null) : segments;
        if (this.quantum.amount() < 1) {
            throw new SpecException("quantum", "a quantum of no time; write for example '4 ms'");
        }
    }

    /**
     * {@code swap: {device: NAME, size: 16 GiB}}.
     *
     * @param device its name under {@code storage}
     * @param size of the area, from the device's first sector on; whole slots of 4 KiB
     */
    public record Swap(String device, ByteSize size) {
        private static final int SLOT = 4096;

        public Swap {
            SpecException.requirePresent("device", device, "nvme0");
            SpecException.requirePresent("size", size, "16 GiB");
            if (size.bytes() == 0 || size.bytes() % SLOT != 0) {
                throw new SpecException("size", size.bytes() + " bytes are no whole number of slots of 4 KiB");
            }
        }
    }

    /**
     * {@code costs: {...}}: what the kernel takes beside its loads and stores, see {@link Costs}.
     *
     * @param trap the way into the kernel and back: exception, system call or interrupt; default 200 cycles
     * @param minorFault the software of a fault that needs no device, default 800 cycles
     * @param majorFault the software of a fault that reads a page from a device, default 2000 cycles
     * @param contextSwitch from one thread to another, default 1500 cycles
     */
    public record CostsSpec(Latency trap, Latency minorFault, Latency majorFault, Latency contextSwitch) {
        private static final long TRAP = 200;
        private static final long MINOR_FAULT = 800;
        private static final long MAJOR_FAULT = 2000;
        private static final long CONTEXT_SWITCH = 1500;

        public CostsSpec(
                @Nullable Latency trap,
                @Nullable Latency minorFault,
                @Nullable Latency majorFault,
                @Nullable Latency contextSwitch) {
            this.trap = trap == null ? Latency.ofCycles(TRAP) : trap;
            this.minorFault = minorFault == null ? Latency.ofCycles(MINOR_FAULT) : minorFault;
            this.majorFault = majorFault == null ? Latency.ofCycles(MAJOR_FAULT) : majorFault;
            this.contextSwitch = contextSwitch == null ? Latency.ofCycles(CONTEXT_SWITCH) : contextSwitch;
        }

        /** Returns the costs for cores with a clock of a period in picoseconds. */
        public Costs costs(long period) {
            return new Costs(
                    trap.picoseconds(period),
                    minorFault.picoseconds(period),
                    majorFault.picoseconds(period),
                    contextSwitch.picoseconds(period));
        }
    }
}
