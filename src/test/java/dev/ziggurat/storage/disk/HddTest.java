package dev.ziggurat.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockDeviceSpec;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.storage.BlockRequester;
import dev.ziggurat.storage.Direction;
import dev.ziggurat.storage.Load;
import dev.ziggurat.storage.Presets;
import dev.ziggurat.storage.scheduling.CLook;
import dev.ziggurat.storage.scheduling.Fcfs;
import dev.ziggurat.storage.scheduling.IoSchedulerSpec;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small disk: 6000 turns a minute (10 ms), 2 heads, 100 cylinders of 100 sectors a track (0.1 ms a sector). */
final class HddTest {
    private static final long MS = 1_000_000_000L;
    private static final long SECTOR = MS / 10;
    private static final long TURN = 10 * MS;
    private static final long READ = MS / 2;
    private static final long HIT = MS / 5;
    private static final long WRITE = 3 * MS / 10;
    private static final long BUS = MS / 100;

    private static HddSpec spec(IoSchedulerSpec scheduler, DiskBufferSpec buffer) {
        Platters platters = new Platters(6000, 2, 20_000, 0, List.of(new Zone(0, 99, 100, 10, 20)));
        Arm arm = new Arm(
                Latency.parse("1 ms"),
                Latency.parse("0.25 ms"),
                List.of(
                        new SeekPoint(1, Latency.parse("2 ms")),
                        new SeekPoint(11, Latency.parse("4 ms")),
                        new SeekPoint(99, Latency.parse("8.4 ms"))));
        Controller controller = new Controller(
                Latency.ofPicoseconds(READ),
                Latency.ofPicoseconds(HIT),
                Latency.ofPicoseconds(WRITE),
                Latency.ofPicoseconds(BUS));
        return new HddSpec(platters, arm, controller, buffer, scheduler, null);
    }

    private static HddSpec spec(int segments, int blocks) {
        return spec(new Fcfs.Spec(), new DiskBufferSpec(segments, blocks));
    }

    private static Load.Entry read(long time, long block, int sectors) {
        return new Load.Entry(time, block, sectors * 512, Direction.READ);
    }

    private static Load.Entry write(long time, long block, int sectors) {
        return new Load.Entry(time, block, sectors * 512, Direction.WRITE);
    }

    private static Load run(HddSpec spec, Load.Entry... entries) {
        return new Load(spec, List.of(entries)).run();
    }

    @Test
    void sectorUnderTheHeadIsReadAtOnceOrATurnLater() {
        // Sector 20 passes at 2 ms. Taken a picosecond after its arrival, the read is ready after its overhead.
        long passes = 20 * SECTOR;
        Load justInTime = run(spec(0, 0), read(passes - READ - 1, 20, 8));
        assertThat(justInTime.ends[0]).isEqualTo(passes + 8 * SECTOR + BUS);
        Load tooLate = run(spec(0, 0), read(passes - READ, 20, 8));
        assertThat(tooLate.ends[0]).isEqualTo(passes + TURN + 8 * SECTOR + BUS);
    }

    @Test
    void busThatIsSlowerThanThePlatterBeginsWithTheFirstSector() {
        HddSpec fast = spec(0, 0);
        Latency slow = Latency.ofPicoseconds(2 * SECTOR);
        Controller controller = new Controller(Latency.ofPicoseconds(READ), slow, slow, slow);
        HddSpec spec = new HddSpec(fast.platters(), fast.arm(), controller, null, null, null);
        assertThat(run(spec, read(0, 50, 8)).ends[0]).isEqualTo(50 * SECTOR + SECTOR + 8 * 2 * SECTOR);
    }

    @Test
    void armMovesAlongTheCurve() {
        // Cylinder 6 is half-way between the points of 1 and 11: 3 ms. It begins 6 x (10 + 20) sectors later: at angle
        // 80.
        Load load = run(spec(0, 0), read(0, 6 * 200, 1));
        assertThat(((Hdd) load.device).parts().readSeekTime()).isEqualTo(3 * MS);
        assertThat(load.ends[0]).isEqualTo(80 * SECTOR + SECTOR + BUS);
    }

    @Test
    void transferGoesOnAfterTheSkewOfTheNextTrack() {
        // From sector 96 on: 4 sectors, the head switch within a skew of 10 sectors, 4 sectors.
        assertThat(run(spec(0, 0), read(0, 96, 8)).ends[0]).isEqualTo((96 + 4 + 10 + 4) * SECTOR + BUS);
    }

    @Test
    void requestsAreServedOneAfterAnother() {
        Load load = run(spec(0, 0), read(0, 20, 8), read(0, 60, 8));
        assertThat(load.ends[0]).isEqualTo(28 * SECTOR + BUS);
        assertThat(load.starts[1]).isEqualTo(load.ends[0]);
        assertThat(load.ends[1]).isEqualTo(68 * SECTOR + BUS);
    }

    @Test
    void schedulerChoosesAmongWhatHasArrived() {
        HddSpec spec = spec(new CLook.Spec(), new DiskBufferSpec(0, 0));
        Load load = run(spec, read(0, 10_000, 8), read(1, 15_000, 8), read(1, 12_000, 8), read(1, 2_000, 8));
        assertThat(load.ends[2]).isLessThan(load.ends[1]);
        assertThat(load.ends[1]).isLessThan(load.ends[3]);
        Load together = run(spec, read(5, 10_000, 8), read(5, 3_000, 8));
        assertThat(together.ends[1]).isLessThan(together.ends[0]);
    }

    @Test
    void writeEndsInTheBuffer() {
        Load load = run(spec(2, 100), write(0, 5_000, 8));
        assertThat(load.ends[0]).isEqualTo(1 + WRITE + 8 * BUS);
        assertThat(load.simulation.engine().now()).isGreaterThan(load.ends[0] + 8 * SECTOR);
    }

    @Test
    void writeWaitsForASegment() {
        // Two segments: while the first write is going to the platter, one more fits; the third waits for the first to
        // be there.
        Load load = run(spec(2, 100), write(0, 5_000, 8), write(4 * MS, 9_000, 8), write(5 * MS, 13_000, 8));
        assertThat(load.ends[1]).isEqualTo(4 * MS + 1 + WRITE + 8 * BUS);
        assertThat(load.ends[2]).isGreaterThan(5 * MS + 1 + WRITE + 8 * BUS + MS);
    }

    @Test
    void writesThatFollowOnEachOtherShareASegment() {
        List<Load.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            entries.add(write(0, 5_000 + 8L * i, 8));
        }
        Load load = new Load(spec(2, 100), entries).run();
        assertThat(load.ends[9]).isEqualTo(1 + 10 * (WRITE + 8 * BUS));
    }

    @Test
    void writeBeyondASegmentEndsOnThePlatter() {
        Load load = run(spec(2, 16), write(0, 10, 17));
        // It is ready a sector of the bus after its overhead, before sector 10 passes.
        assertThat(load.ends[0]).isEqualTo(27 * SECTOR);
    }

    @Test
    void readOfWhatWaitsToBeWrittenIsAnsweredFromTheBuffer() {
        Load load = run(spec(4, 100), write(0, 5_000, 8), write(1, 9_000, 16), read(2, 9_004, 8));
        assertThat(load.ends[2] - load.starts[2]).isEqualTo(HIT + 8 * BUS);
        Load partly = run(spec(4, 100), write(0, 5_000, 8), write(1, 9_000, 16), read(2, 9_012, 8));
        assertThat(partly.ends[2] - partly.starts[2]).isGreaterThan(HIT + 8 * BUS + MS);
    }

    @Test
    void armReadsOnUntilItIsWanted() {
        // The read of sectors 20 to 27 ends at 2.8 ms; sector 35 has been read at 3.6 ms.
        long known = 36 * SECTOR;
        Load hit = run(spec(1, 100), read(0, 20, 8), read(known - 1, 28, 8));
        assertThat(hit.ends[1]).isEqualTo(known + HIT + 8 * BUS);
        Load miss = run(spec(1, 100), read(0, 20, 8), read(known - 2, 28, 8));
        assertThat(miss.ends[1]).isEqualTo(TURN + 36 * SECTOR + BUS);
        Load beyond = run(spec(1, 100), read(0, 20, 8), read(TURN * 5, 20 + 100, 8));
        assertThat(beyond.ends[1]).isGreaterThan(TURN * 5 + READ + 8 * SECTOR);
    }

    @Test
    void whatWasReadAheadIsForgottenWhenItIsWritten() {
        Load load = run(spec(4, 100), read(0, 20, 8), write(TURN, 40, 8), read(TURN * 5, 30, 8));
        assertThat(load.ends[2] - load.starts[2]).isGreaterThan(READ + 8 * SECTOR);
    }

    /** The second segment begins to be written when the first is there; a read that arrives at that very instant comes after it. */
    @Test
    void readAtTheInstantInWhichTheArmTurnsToASegmentWaitsWhicheverEventComesFirst() {
        long turns = run(spec(4, 100), write(0, 5_000, 8)).simulation.engine().now();
        long early = readArrivesAt(turns, 0);
        long late = readArrivesAt(turns, turns - 1);
        assertThat(early).isEqualTo(late);
    }

    /** Returns when a read ends that arrives at an instant, by an event that was scheduled at another. */
    private static long readArrivesAt(long instant, long scheduledAt) {
        Simulation simulation = new Simulation(1);
        BlockDevice device = spec(4, 100).create(simulation, "storage.device");
        long[] end = new long[1];
        BlockRequester requester = (request, time) -> end[0] = time;
        Told read = new Told(() -> submit(device, requester, Direction.READ, 9_000, instant));
        simulation.engine().schedule(new Told(() -> simulation.engine().schedule(read, instant)), scheduledAt);
        submit(device, requester, Direction.WRITE, 5_000, 0);
        Told second = new Told(() -> submit(device, requester, Direction.WRITE, 15_000, 4 * MS));
        simulation.engine().schedule(second, 4 * MS);
        simulation.engine().run();
        return end[0];
    }

    private static void submit(BlockDevice device, BlockRequester requester, Direction what, long block, long time) {
        BlockRequest request = new BlockRequest(requester, 0);
        request.block = block;
        request.size = 8 * 512;
        request.direction = what;
        request.time = time;
        request.marks.begin(time);
        device.submit(request);
    }

    private static final class Told extends Event {
        private final Runnable what;

        Told(Runnable what) {
            this.what = what;
        }

        @Override
        protected void fire() {
            what.run();
        }
    }

    @Test
    void idleReadIsTheClosedForm() {
        BlockDeviceSpec spec = Presets.named("cheetah-9lp");
        double estimate = spec.idleReads().get("anywhere") / 1e9;
        assertThat(estimate).isCloseTo(9.65, within(0.2));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Zone(5, 4, 100, 0, 0)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Zone(0, 4, 100, 100, 0)).isInstanceOf(SpecException.class);
        List<Zone> overlapping = List.of(new Zone(0, 4, 100, 0, 0), new Zone(4, 5, 100, 0, 0));
        assertThatThrownBy(() -> new Platters(6000, 2, 1, 0, overlapping)).isInstanceOf(SpecException.class);
        List<Zone> one = List.of(new Zone(0, 4, 100, 0, 0));
        assertThatThrownBy(() -> new Platters(6000, 2, 1001, 0, one)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Platters(6000, 2, 1, 100, one)).isInstanceOf(SpecException.class);
        Latency time = Latency.parse("1 ms");
        List<SeekPoint> falling = List.of(new SeekPoint(5, time), new SeekPoint(5, time));
        assertThatThrownBy(() -> new Arm(time, null, falling)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Arm(time, null, List.of())).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Arm(Latency.ofCycles(3), null, List.of(new SeekPoint(1, time))))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new SeekPoint(1, Latency.ofCycles(3))).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Controller(time, time, time, Latency.ofCycles(1)))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new DiskBufferSpec(-1, 0)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Platters(6000, 2, 1, 0, List.of())).hasMessageContaining("at least one zone");
        assertThatThrownBy(() -> new Zone(0, 1 << 21, 100, 0, 0)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new SeekPoint(1, Latency.parse("1.1 s"))).hasMessageContaining("at most 1 s");
    }

    /** The largest disk and the slowest arm that can be written: no sum goes beyond 63 bits. */
    @Test
    void meanSeekOfTheLargestDiskIsThatOfItsCurve() {
        SeekCurve flat = new SeekCurve(List.of(new SeekPoint(1, Latency.parse("1 s"))));
        assertThat(flat.mean(1 << 21)).isBetween(999_999_000_000L, 1_000_000_000_000L);
        SeekCurve straight = new SeekCurve(List.of(new SeekPoint(1 << 21, Latency.parse("1 s"))));
        assertThat(straight.mean(1 << 21)).isCloseTo(333_333_333_333L, within(1_000_000L));
    }
}
