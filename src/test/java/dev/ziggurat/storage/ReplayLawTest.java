package dev.ziggurat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.storage.flash.Drives;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a device does is a function of the requests and their times: a recorded stream, replayed on a bare device, takes as long to the picosecond,
 * however the events of an instant were ordered when it was recorded.
 */
final class ReplayLawTest {
    private static final int REQUESTS = 400;

    static Stream<Arguments> devices() {
        return Stream.of("fcfs", "c-look", "look", "sstf", "ssd")
                .flatMap(kind -> Stream.of(1L, 2L, 3L, 4L).map(seed -> Arguments.of(kind, seed)));
    }

    private static BlockDeviceSpec spec(String kind) {
        return kind.equals("ssd") ? Drives.small() : Presets.named("cheetah-9lp", "model.scheduler=" + kind);
    }

    /** Requesters that send again when they are answered, at once or later, and often at the very instant of another event. */
    private static final class Recording implements BlockRequester, RequestObserver {
        final Simulation simulation = new Simulation(1);
        final BlockDevice device;
        final Random random;
        final List<Load.Entry> entries = new ArrayList<>();
        final List<Long> starts = new ArrayList<>();
        final List<Long> ends = new ArrayList<>();
        final int[] last = new int[8];
        final long unit;

        Recording(BlockDeviceSpec spec, long seed, long unit) {
            this.unit = unit;
            random = new Random(seed);
            device = spec.create(simulation, "storage.device");
            device.observe(this);
            for (int slot = 0; slot < last.length; slot++) {
                BlockRequest request = new BlockRequest(this, slot);
                simulation.engine().schedule(new Later(request), random.nextInt(3) * unit);
            }
            simulation.engine().run();
        }

        private final class Later extends Event {
            private final BlockRequest request;

            Later(BlockRequest request) {
                this.request = request;
            }

            @Override
            protected void fire() {
                send(request);
            }
        }

        private void send(BlockRequest request) {
            int sectors = 8 << random.nextInt(3);
            request.block = random.nextInt((int) (device.capacity() / 512) - sectors) / 8 * 8L;
            request.size = sectors * 512;
            request.direction = random.nextBoolean() ? Direction.READ : Direction.WRITE;
            request.time = simulation.engine().now();
            request.marks.begin(request.time);
            device.submit(request);
        }

        @Override
        public void completed(BlockRequest request, long time) {
            request.marks.close(time);
            if (entries.size() > REQUESTS) {
                return;
            }
            switch (random.nextInt(3)) {
                case 0 -> send(request);
                case 1 -> simulation.engine().schedule(new Later(request), time);
                // At a multiple of the unit, where others are too.
                default ->
                    simulation.engine().schedule(new Later(request), (time / unit + random.nextInt(4) + 1) * unit);
            }
        }

        @Override
        public void arrived(BlockRequest request) {
            last[request.slot] = entries.size();
            entries.add(new Load.Entry(request.time, request.block, request.size, request.direction));
            starts.add(0L);
            ends.add(0L);
        }

        @Override
        public void served(BlockRequest request, long start, long end) {
            starts.set(last[request.slot], start);
            ends.set(last[request.slot], end);
        }
    }

    @ParameterizedTest
    @MethodSource("devices")
    void replayTakesAsLongToThePicosecond(String kind, long seed) {
        long unit = kind.equals("ssd") ? 100_000_000 : 4_000_000_000L;
        Recording recording = new Recording(spec(kind), seed, unit);
        assertThat(recording.entries).hasSizeGreaterThan(REQUESTS);
        Load replay = new Load(spec(kind), recording.entries).run();
        assertThat(replay.starts).as("starts, seed %d", seed).containsExactly(longs(recording.starts));
        assertThat(replay.ends).as("ends, seed %d", seed).containsExactly(longs(recording.ends));
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
