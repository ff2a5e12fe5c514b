package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Event;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.BlockRequester;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.RequestObserver;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that want more pages than there are: what the device is asked, where the time of their faults goes, and what two of them overlap. */
final class ThrashTest {
    private static final String MACHINE = """
            machine: thrash
            cores: {kind: in-order, clock: 2 GHz}
            translation: {format: x86-64, walks-enter: l1, tlbs: {l1i: {entries: 8}, l1d: {entries: 8}}}
            caches: {l1: {serves: [fetch, data], below: memory, size: 32 KiB, ways: 8, line: 64 B, latency: 2 cycles}}
            memory: {kind: fixed, latency: 60 ns, size: 64 MiB}
            storage: {disk: {device: nvme-mlc}}
            os: {memory: 40 frames, swap: {device: disk, size: 16 MiB}}
            """;

    /** Twice the memory, and enough instructions between two references that a transfer leaves room for a few. */
    private static final String PROCESS =
            "{name: %s, program: {kind: uniform, footprint: 320 KiB, stores: 40 %%, gap: %d instructions}, references: %d}";

    private record Asked(long time, long block, int size, Direction direction) {}

    private record Served(long block, long start, long end) {}

    /** What a device was asked and when it answered. */
    private static final class Recording implements RequestObserver {
        private final List<Asked> asked = new ArrayList<>();
        private final List<Served> served = new ArrayList<>();

        @Override
        public void arrived(BlockRequest request) {
            asked.add(new Asked(request.time, request.block, request.size, request.direction));
        }

        @Override
        public void served(BlockRequest request, long start, long end) {
            served.add(new Served(request.block, start, end));
        }
    }

    private static MachineSpec machine(String device) {
        return new MachineReader(Catalogs.standard())
                .read(
                        Source.text("m.yaml", Path.of(""), MACHINE),
                        List.of(Setting.parse("storage.disk.device=" + device)))
                .spec();
    }

    private static Machine build(MachineSpec machine, String... processes) {
        WorkloadSpec workload = new WorkloadReader(Catalogs.standard())
                .read(
                        Source.text(
                                "w.yaml",
                                Path.of(""),
                                "workload: w\nprocesses: [" + String.join(", ", processes) + "]\n"),
                        List.of())
                .spec();
        return Machine.build(machine, workload, RunOptions.DEFAULT);
    }

    private static RunResult run(Machine machine) {
        RunResult result = machine.run();
        assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        return result;
    }

    private static long count(RunResult result, String component, String metric) {
        return result.end().counter(new Term(component, metric));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvme-mlc", "cheetah-9lp"})
    void whatWasAskedOfTheDeviceTakesTheSameTimeOnTheBareDevice(String device) {
        MachineSpec spec = machine(device);
        Machine machine = build(spec, PROCESS.formatted("a", 5, 1500), PROCESS.formatted("b", 5, 1500));
        Recording recording = new Recording();
        machine.storage("disk").observe(recording);
        run(machine);

        Recording again = new Recording();
        Simulation simulation = new Simulation(1);
        StorageSpec disk = spec.storage().get("disk");
        BlockDevice bare = disk.device().model().create(simulation, "disk");
        bare.observe(again);
        recording.asked.forEach(each -> new Replayed(simulation, bare, each).schedule());
        simulation.engine().run();

        assertThat(recording.asked).hasSizeGreaterThan(1000);
        assertThat(again.asked).isEqualTo(recording.asked);
        assertThat(again.served).isEqualTo(recording.served);
    }

    private static final class Replayed extends Event implements BlockRequester {
        private final Simulation simulation;
        private final BlockDevice device;
        private final BlockRequest request = new BlockRequest(this, 0);
        private final long time;

        Replayed(Simulation simulation, BlockDevice device, Asked asked) {
            this.simulation = simulation;
            this.device = device;
            time = asked.time;
            request.block = asked.block;
            request.size = asked.size;
            request.direction = asked.direction;
        }

        void schedule() {
            simulation.engine().schedule(this, time);
        }

        @Override
        protected void fire() {
            request.time = time;
            request.marks.begin(time);
            device.submit(request);
        }

        @Override
        public void completed(BlockRequest done, long at) {
            assertThat(done.marks.end()).isEqualTo(at);
        }
    }

    /** Of one thread alone the core waits in iowait for just as long as its transfers take. */
    @ParameterizedTest
    @ValueSource(strings = {"nvme-mlc", "cheetah-9lp"})
    void transfersAreTheWholeOfABlockedThreadsTime(String device) {
        RunResult result = run(build(machine(device), PROCESS.formatted("a", 5, 1000)));
        long transfers = 0;
        for (String cause : List.of("swap_dma_ns", "swap_queue_ns", "swap_device_ns")) {
            assertThat(count(result, "os.faults", cause)).isEqualTo(count(result, "process.a.thread0", cause));
            transfers += count(result, "os.faults", cause);
        }

        assertThat(count(result, "os", "major_faults")).isGreaterThan(300);
        // The core notices the end of a transfer at its next clock edge.
        long ends = count(result, "os", "interrupts");
        assertThat(count(result, "core0.time", "iowait_ns")).isBetween(transfers, transfers + 500 * ends);
    }

    @Test
    void twoProcessesOnOneCoreComputeWhileTheOtherWaits() {
        MachineSpec spec = machine("nvme-mlc");
        long alone =
                run(build(spec, PROCESS.formatted("a", 100_000, 400))).end().time();
        long busy = run(build(spec, PROCESS.formatted("a", 100_000, 400), PROCESS.formatted("b", 100_000, 400)))
                .end()
                .time();

        // Together they thrash more than one alone, and yet take less than one after the other.
        assertThat(busy).isLessThan(2 * alone);
    }

    @Test
    void memoryThatHoldsTheWorkingSetEndsTheThrashing() {
        long[] faults = new long[3];
        String[] sizes = {"40 frames", "70 frames", "90 frames"};
        for (int i = 0; i < sizes.length; i++) {
            MachineSpec spec = new MachineReader(Catalogs.standard())
                    .read(Source.text("m.yaml", Path.of(""), MACHINE), List.of(Setting.parse("os.memory=" + sizes[i])))
                    .spec();
            faults[i] = count(run(build(spec, PROCESS.formatted("a", 5, 1000))), "os", "major_faults");
        }

        assertThat(faults[0]).isGreaterThan(2 * faults[1]);
        assertThat(faults[1]).isPositive();
        assertThat(faults[2]).isZero();
    }
}
