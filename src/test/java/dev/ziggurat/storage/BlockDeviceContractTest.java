package dev.ziggurat.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.storage.flash.Drives;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every shipped device, and a small one, promises. */
final class BlockDeviceContractTest {
    private static final int PAGE = 4096;

    static Stream<String> devices() {
        return Stream.concat(Packed.names("configs/storage").stream(), Stream.of("small"));
    }

    private static BlockDeviceSpec spec(String name) {
        return name.equals("small") ? Drives.small() : Presets.named(name);
    }

    private static List<Load.Entry> mixed(BlockDeviceSpec spec, int count, long apart) {
        Random random = new Random(7);
        List<Load.Entry> entries = new ArrayList<>();
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(4) == 0 ? 0 : (long) (random.nextDouble() * apart);
            int sectors = 1 + random.nextInt(64);
            long block = (long) (random.nextDouble() * (spec.capacity() / 512 - sectors));
            entries.add(new Load.Entry(
                    time, block, sectors * 512, random.nextBoolean() ? Direction.READ : Direction.WRITE));
        }
        return entries;
    }

    /** Marks, laws and single answers are checked by the load. */
    @ParameterizedTest
    @MethodSource("devices")
    void everyRequestIsAnsweredOnceAndAccountedFor(String name) {
        BlockDeviceSpec spec = spec(name);
        Load load = new Load(spec, mixed(spec, 2000, 1_000_000_000L)).run();
        for (int i = 0; i < load.ends.length; i++) {
            assertThat(load.starts[i]).isGreaterThan(load.entries.get(i).time());
            assertThat(load.ends[i]).isGreaterThan(load.starts[i]);
        }
        assertThat(load.device.waitsFor()).isNull();
        assertThat(load.device.capacity()).isEqualTo(spec.capacity());
    }

    @ParameterizedTest
    @MethodSource("devices")
    void marksSayQueueThenDevice(String name) {
        BlockDeviceSpec spec = spec(name);
        Simulation simulation = new Simulation(1);
        BlockDevice device = spec.create(simulation, "storage.device");
        List<BlockRequest> done = new ArrayList<>();
        BlockRequest request = new BlockRequest((each, time) -> done.add(each), 0, new MarkList());
        request.size = PAGE;
        request.marks.begin(0);
        device.submit(request);
        assertThat(device.waitsFor()).contains("storage.device");
        assertThat(done).isEmpty();
        simulation.engine().run();
        assertThat(done).containsExactly(request);
        MarkList marks = request.marks;
        assertThat(marks.size()).isEqualTo(2);
        assertThat(simulation.causes().name(marks.cause(0))).isEqualTo("swap queue");
        assertThat(marks.until(0)).isEqualTo(1);
        assertThat(simulation.causes().name(marks.cause(1))).isEqualTo("swap device");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void whatIsNoWholeNumberOfItsSectorsIsRefused(String name) {
        BlockDeviceSpec spec = spec(name);
        BlockDevice device = spec.create(new Simulation(1), "storage.device");
        long sectors = spec.capacity() / 512;
        refuses(device, 0, 0);
        refuses(device, 0, 511);
        refuses(device, -1, 512);
        refuses(device, sectors, 512);
        refuses(device, sectors - 7, PAGE);
        refuses(device, Long.MAX_VALUE, PAGE);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void requestIsSubmittedOnceAndNow(String name) {
        Simulation simulation = new Simulation(1);
        BlockDevice device = spec(name).create(simulation, "storage.device");
        int[] answers = {0};
        BlockRequest request = new BlockRequest(
                (each, time) -> {
                    each.time = time;
                    each.marks.begin(time);
                    if (++answers[0] == 1) {
                        device.submit(each);
                    }
                },
                0);
        request.size = PAGE;
        request.time = 5;
        assertThatThrownBy(() -> device.submit(request)).hasMessageContaining("submitted at 0 ps");
        request.time = 0;
        request.marks.begin(0);
        device.submit(request);
        assertThatThrownBy(() -> device.submit(request)).hasMessageContaining("under way already");
        simulation.engine().run();
        assertThat(answers).containsExactly(2);
    }

    private static void refuses(BlockDevice device, long block, int size) {
        BlockRequest request = new BlockRequest((each, time) -> {}, 0);
        request.block = block;
        request.size = size;
        assertThatThrownBy(() -> device.submit(request)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void observationChangesNothing(String name) {
        BlockDeviceSpec spec = spec(name);
        List<Load.Entry> entries = mixed(spec, 300, 1_000_000_000L);
        Load plain = new Load(spec, entries).run();
        Load observed = new Load(spec, entries);
        List<Long> ends = new ArrayList<>();
        observed.device.observe(new RequestObserver() {
            @Override
            public void arrived(BlockRequest request) {}

            @Override
            public void served(BlockRequest request, long start, long end) {
                ends.add(end);
            }
        });
        observed.run();
        assertThat(observed.ends).containsExactly(plain.ends);
        assertThat(ends).hasSize(300).isSorted();
    }

    /** Ten thousand requests of the steady state show a byte in twenty of them. */
    @ParameterizedTest
    @MethodSource("devices")
    void nothingIsAllocatedForARequest(String name) {
        BlockDeviceSpec spec = spec(name);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int[] sent = {0};
        long[] seen = {0, 0};
        int warm = 30_000;
        int count = 40_000;
        Lcg random = new Lcg(3);
        long pages = Math.min(spec.capacity() / PAGE, 2000);
        new ClosedLoop(spec, Direction.WRITE, PAGE, count, () -> {
                    sent[0]++;
                    if (sent[0] == warm || sent[0] == count) {
                        seen[sent[0] / count] = threads.getCurrentThreadAllocatedBytes();
                    }
                    return 8 * random.below(pages);
                })
                .run(16);
        // What the JVM itself may do.
        assertThat(seen[1] - seen[0]).isLessThan(512);
    }

    @ParameterizedTest
    @MethodSource("devices")
    void anUntouchedDeviceIsSmall(String name) {
        BlockDeviceSpec spec = spec(name);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Simulation simulation = new Simulation(1);
        long before = threads.getCurrentThreadAllocatedBytes();
        BlockDevice device = spec.create(simulation, "storage.device");
        long made = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(made).isLessThan(4 << 20);
        device.describe(new Statistics());
    }
}
