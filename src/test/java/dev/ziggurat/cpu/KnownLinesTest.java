package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cache.Cache;
import dev.ziggurat.cache.CacheSpec;
import dev.ziggurat.cache.CacheSpec.Write;
import dev.ziggurat.cache.Geometry;
import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is remembered of a cache's lines is what the cache says. */
final class KnownLinesTest {
    /** Lines that meet in one place of the table. */
    private static final long APART = 512 * 64;

    private final Simulation simulation = new Simulation(1);

    @Test
    void findsWhatTheCacheFinds() {
        for (Write write : Write.values()) {
            FirstLevel level = level(write);
            KnownLines known = new KnownLines(level);
            known.begin();
            SplittableRandom random = new SplittableRandom(write.ordinal());
            for (int i = 0; i < 20_000; i++) {
                AccessType type = random.nextBoolean() ? AccessType.LOAD : AccessType.STORE;
                long address = random.nextInt(4) * APART + random.nextInt(512);
                int size = 1 + random.nextInt(16);
                assertThat(known.find(type, address, size))
                        .as(write + ": " + type + " of " + size + " B at " + address)
                        .isEqualTo(level.find(type, address, size));
            }
        }
    }

    @Test
    void everyRunBeginsAnew() {
        FirstLevel level = level(Write.WRITE_BACK);
        KnownLines known = new KnownLines(level);
        known.begin();
        assertThat(known.find(AccessType.LOAD, 0, 8)).isNotEqualTo(FirstLevel.NOWHERE);
        for (long address = 64 * APART; level.find(AccessType.LOAD, 0, 8) != FirstLevel.NOWHERE; address += APART) {
            load(level, address);
        }
        known.begin();
        assertThat(known.find(AccessType.LOAD, 0, 8)).isEqualTo(FirstLevel.NOWHERE);
    }

    /** A cache of 128 KiB that holds three of four lines that meet, and of each of their neighbours. */
    private FirstLevel level(Write write) {
        CacheSpec spec = new CacheSpec(
                null,
                "memory",
                false,
                new ByteSize(4 * APART),
                4,
                new ByteSize(64),
                Latency.ofCycles(2),
                null,
                null,
                3,
                2,
                null,
                write,
                null,
                null,
                null,
                null);
        Cache cache = new Cache(simulation, new Geometry("l1", "l1", spec, 0, 0, true));
        cache.connect(new FakeLevel(simulation, 0, Answer.AT_ONCE));
        int l1 = simulation.causes().of("l1");
        FirstLevel level =
                new FirstLevel(cache, 64, 0, l1, simulation.outcomes().of("l1"), cache);
        for (long line = 0; line < 9; line++) {
            for (int way = 0; way < 3; way++) {
                load(level, way * APART + line * 64);
            }
        }
        return level;
    }

    private void load(FirstLevel level, long address) {
        MemoryRequest request = new MemoryRequest((served, time) -> {}, 0);
        request.physicalAddress = address;
        request.size = 8;
        request.time = simulation.engine().now();
        request.marks.begin(request.time);
        level.level().access(request);
    }
}
