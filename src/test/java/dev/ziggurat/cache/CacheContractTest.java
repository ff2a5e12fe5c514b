package dev.ziggurat.cache;

import dev.ziggurat.cache.Directory.Site;
import dev.ziggurat.cache.Link.LinkTiming;
import dev.ziggurat.cache.replacement.Fifo;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.cache.replacement.RandomReplacement;
import dev.ziggurat.cache.replacement.ReplacementSpec;
import dev.ziggurat.dram.FixedSpec;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryLevelContract;
import dev.ziggurat.memory.Recall;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.Upper;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;

/** The contract of every level, kept by caches and links of many shapes over memories of both kinds. */
final class CacheContractTest {
    private static final List<AccessType> FROM_CORE = List.of(AccessType.LOAD, AccessType.STORE, AccessType.FETCH);
    private static final List<AccessType> FROM_CACHE = List.of(
            AccessType.LOAD,
            AccessType.OWN,
            AccessType.FETCH,
            AccessType.WALK,
            AccessType.WRITE_BACK,
            AccessType.WRITE_THROUGH);
    private static final List<ReplacementSpec> POLICIES =
            List.of(new Lru.Spec(), new Fifo.Spec(), new RandomReplacement.Spec());
    private static final int LINE = 64;

    /** A random small cache over whatever lies below. */
    private static Cache cache(Simulation simulation, long seed, MemoryLevel below, TestCaches shape) {
        SplittableRandom random = new SplittableRandom(seed);
        shape.sets(1 + random.nextInt(5))
                .ways(1 + random.nextInt(4))
                .latency(random.nextInt(3) * 400L)
                .fill(random.nextInt(2) * 300L)
                .mshrs(1 + random.nextInt(4))
                .buffer(1 + random.nextInt(3))
                .replacement(POLICIES.get(random.nextInt(3)));
        if (random.nextBoolean()) {
            shape.writeThrough();
        }
        if (random.nextBoolean()) {
            shape.noAllocate();
        }
        Cache cache = shape.make(simulation, "level");
        cache.connect(below);
        return cache;
    }

    private static MemoryLevel fixed(Simulation simulation) {
        return new FixedSpec(Latency.ofPicoseconds(50_000), new ByteSize(1 << 20)).create(simulation, "memory");
    }

    private static Link link(Simulation simulation, long seed, boolean events, MemoryLevel below) {
        SplittableRandom random = new SplittableRandom(seed);
        LinkTiming timing = new LinkTiming(random.nextInt(3) * 700L, random.nextInt(3) * 8L, 250, events);
        return new Link(simulation, "level", timing, below);
    }

    @Nested
    final class FirstLevelOverAnsweringMemory extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            Cache cache = cache(simulation, seed, fixed(simulation), new TestCaches().first());
            return new Subject(cache, FROM_CORE, LINE, 30, 2_000, true);
        }
    }

    @Nested
    final class LowerLevelOverAnsweringMemory extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            Cache cache = cache(simulation, seed, fixed(simulation), new TestCaches());
            return new Subject(cache, FROM_CACHE, LINE, 30, 2_000, false);
        }
    }

    @Nested
    final class FirstLevelOverPendingMemory extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            Cache cache = cache(simulation, seed, new LateMemory(simulation, seed), new TestCaches().first());
            return new Subject(cache, FROM_CORE, LINE, 30, 2_000, true);
        }
    }

    @Nested
    final class LowerLevelOverPendingMemory extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            Cache cache = cache(simulation, seed, new LateMemory(simulation, seed), new TestCaches());
            return new Subject(cache, FROM_CACHE, LINE, 30, 2_000, false);
        }
    }

    @Nested
    final class ThreeLevelsWithALinkBetween extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            MemoryLevel memory = seed % 2 == 0 ? fixed(simulation) : new LateMemory(simulation, seed);
            Cache last = cache(simulation, seed + 1, memory, new TestCaches().line(128));
            MemoryLevel port = link(simulation, seed, true, last).port(0);
            Cache middle = cache(simulation, seed + 2, port, new TestCaches());
            Cache top = cache(simulation, seed + 3, middle, new TestCaches());
            return new Subject(top, FROM_CACHE, LINE, 60, 2_000, false);
        }
    }

    @Nested
    final class LinkThatAnswersInTheCall extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            MemoryLevel port = link(simulation, seed, false, fixed(simulation)).port(0);
            return new Subject(port, FROM_CACHE, LINE, 30, 0, false);
        }
    }

    @Nested
    final class LinkWithEvents extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            MemoryLevel below = seed % 2 == 0 ? fixed(simulation) : new LateMemory(simulation, seed);
            return new Subject(link(simulation, seed, true, below).port(0), FROM_CACHE, LINE, 30, 2_000, false);
        }
    }

    @Nested
    final class DirectoryOfForgetfulCaches extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            Directory directory = directory(simulation, seed);
            directory.entrance(new Forgetful(seed));
            MemoryLevel entrance = directory.entrance(new Forgetful(~seed));
            List<AccessType> types = List.of(
                    AccessType.LOAD,
                    AccessType.OWN,
                    AccessType.UPGRADE,
                    AccessType.FETCH,
                    AccessType.WRITE_BACK,
                    AccessType.WRITE_THROUGH);
            return new Subject(entrance, types, LINE, 5, 0, false);
        }
    }

    @Nested
    final class EntranceOfDevices extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            Directory directory = directory(simulation, seed);
            directory.above(new Forgetful(seed));
            List<AccessType> types = List.of(AccessType.DMA_READ, AccessType.DMA_WRITE);
            return new Subject(directory.devices(), types, LINE, 5, 2_000, false);
        }
    }

    private static Directory directory(Simulation simulation, long seed) {
        MemoryLevel below = seed % 2 == 0 ? fixed(simulation) : new LateMemory(simulation, seed);
        return new Directory(simulation, new Site("level", LINE, 300), below);
    }

    /** Holds a line or not, and has written it or not, as chance will have it. */
    private static final class Forgetful implements Upper {
        private final SplittableRandom random;

        Forgetful(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public long recall(long line, Recall how, long time) {
            long gone = time + random.nextInt(3) * 1_000L;
            return random.nextBoolean() ? gone : ~gone;
        }

        @Override
        public boolean holds(long line) {
            return random.nextInt(4) > 0;
        }
    }

    @Nested
    final class FixedMemory extends MemoryLevelContract {
        @Override
        protected Subject subject(Simulation simulation, long seed) {
            return new Subject(fixed(simulation), FROM_CACHE, LINE, 30, 2_000, false);
        }
    }
}
