package dev.ziggurat.machine;

import dev.ziggurat.cache.replacement.CacheShape;
import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.RandomReplacement;
import dev.ziggurat.cache.replacement.ReplacementPolicy;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.InOrder;
import dev.ziggurat.cpu.OutOfOrder;
import dev.ziggurat.dram.Memory;
import dev.ziggurat.dram.MemorySpec;
import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.fits.FirstFit;
import dev.ziggurat.os.fits.FitSpec;
import dev.ziggurat.os.frames.FrameAllocatorSpec;
import dev.ziggurat.os.frames.SequentialFrames;
import dev.ziggurat.os.replacement.PageClock;
import dev.ziggurat.os.replacement.PageReplacementSpec;
import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.StorageDevice;
import dev.ziggurat.storage.disk.HddSpec;
import dev.ziggurat.storage.scheduling.Fcfs;
import dev.ziggurat.storage.scheduling.IoSchedulerSpec;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plug-ins with the keys of real ones and nothing behind them, so that reading can be tested alone. */
final class Doubles {
    private Doubles() {}

    static Registry registry() {
        Registry registry = new Registry();
        registry.catalog("cores", CoreSpec.class)
                .add("in-order", InOrder.Spec.class, "one reference at a time")
                .add("out-of-order", OutOfOrder.Spec.class, "many at a time");
        registry.catalog("replacement", ReplacementSpec.class)
                .add("lru", Lru.Spec.class, "least recently used")
                .add("fifo", Fifo.Spec.class, "first in, first out")
                .add("random", RandomReplacement.Spec.class, "any")
                .add("guess", Guess.class, "has a key of its own");
        registry.catalog("memory", MemorySpec.class)
                .add("dram", Dram.class, "JEDEC")
                .add("fixed", Fixed.class, "one latency")
                .preselect("dram");
        registry.preset(Device.class, "configs/dram");
        registry.catalog("storage", BlockDeviceSpec.class).add("hdd", HddSpec.class, "a disk");
        registry.catalog("io-scheduler", IoSchedulerSpec.class).add("fcfs", Fcfs.Spec.class, "the oldest first");
        registry.preset(StorageDevice.class, StorageReader.FOLDER);
        registry.catalog("page-replacement", PageReplacementSpec.class).add("clock", PageClock.Spec.class, "a hand");
        registry.catalog("fit", FitSpec.class).add("first", FirstFit.Spec.class, "the lowest hole");
        registry.catalog("frames", FrameAllocatorSpec.class)
                .add("sequential", SequentialFrames.Spec.class, "the lowest");
        return registry;
    }

    record Guess(Integer bits) implements ReplacementSpec {
        Guess {
            bits = bits == null ? 2 : bits;
            SpecException.requireRange("bits", bits, 1, 8);
        }

        @Override
        public ReplacementPolicy create(CacheShape shape, RandomStream random) {
            throw new UnsupportedOperationException("a double is read and checked, never simulated");
        }
    }

    record Device(
            String name,
            ByteSize capacity,
            Latency tRCD,
            @Nullable Integer nCL) {
        Device {
            SpecException.requirePresent("capacity", capacity, "8 GiB");
        }
    }

    enum Field {
        ROW,
        BANK,
        COLUMN
    }

    record Dram(Device device, Integer channels, List<Field> mapping) implements MemorySpec {
        Dram {
            SpecException.requirePresent("device", device, "ddr4-2400r-8gb-x8");
            channels = channels == null ? 1 : channels;
            mapping = mapping == null ? List.of(Field.values()) : List.copyOf(mapping);
            SpecException.requireRange("channels", channels, 1, 64);
        }

        @Override
        public Memory create(Simulation simulation, String path) {
            throw new UnsupportedOperationException("a double is read and checked, never simulated");
        }

        @Override
        public long capacity() {
            return device.capacity().bytes() * channels;
        }
    }

    record Fixed(Latency latency, ByteSize size) implements MemorySpec {
        Fixed {
            SpecException.requirePresent("latency", latency, "80 ns");
            size = size == null ? ByteSize.parse("8 GiB") : size;
        }

        @Override
        public Memory create(Simulation simulation, String path) {
            throw new UnsupportedOperationException("a double is read and checked, never simulated");
        }

        @Override
        public long capacity() {
            return size.bytes();
        }
    }
}
