package dev.ziggurat.storage.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.storage.Direction;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An access that is reckoned track by track takes as long as one that is followed sector by sector. */
final class MechanismLawTest {
    private static final long BUS = 40_000_000;

    /** More than a picosecond a sector. */
    private static final long ROUNDING = 200;

    private static HddSpec random(Random random) {
        List<Zone> zones = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            int last = from + random.nextInt(20);
            int sectors = 20 + random.nextInt(60);
            zones.add(new Zone(from, last, sectors, random.nextInt(sectors), random.nextInt(sectors)));
            from = last + 1 + random.nextInt(2);
        }
        int heads = 1 + random.nextInt(4);
        int spare = random.nextInt(5);
        long blocks = 0;
        for (Zone zone : zones) {
            blocks += (long) zone.cylinders() * (zone.sectors() * heads - spare);
        }
        Arm arm = new Arm(
                Latency.ofPicoseconds(random.nextInt(1_000_000_000)),
                null,
                List.of(new SeekPoint(1, Latency.parse("1 ms")), new SeekPoint(30, Latency.parse("5 ms"))));
        Latency time = Latency.parse("1 us");
        return new HddSpec(
                new Platters(5000 + random.nextInt(5000), heads, blocks, spare, zones),
                arm,
                new Controller(time, time, time, time),
                null,
                null,
                null);
    }

    /** The place of a block, counted one by one. */
    private record Place(int cylinder, int head, long angle, int sectors) {
        static List<Place> all(Platters platters) {
            List<Place> places = new ArrayList<>();
            for (Zone zone : platters.zones()) {
                long skew = 0;
                for (int cylinder = zone.first(); cylinder <= zone.last(); cylinder++) {
                    for (int head = 0; head < platters.heads(); head++) {
                        boolean end = head == platters.heads() - 1;
                        for (int s = 0; s < zone.sectors() - (end ? platters.spareSectors() : 0); s++) {
                            places.add(new Place(cylinder, head, (s + skew) % zone.sectors(), zone.sectors()));
                        }
                        skew += end ? zone.cylinderSkew() : zone.trackSkew();
                    }
                }
            }
            return places;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void accessIsTheSumOfItsSectors(long seed) {
        Random random = new Random(seed);
        HddSpec spec = random(random);
        Mechanism mechanism = new Mechanism(spec);
        SeekCurve curve = new SeekCurve(spec.arm().seek());
        List<Place> places = Place.all(spec.platters());
        assertThat(places).hasSize((int) spec.platters().blocks());
        long turn = spec.platters().turn();
        int cylinder = 0;
        int head = 0;
        long time = 0;
        for (int i = 0; i < 200; i++) {
            int count = 1 + random.nextInt(150);
            int block = random.nextInt(Math.max(1, places.size() - count));
            count = Math.min(count, places.size() - block);
            long ready = time + random.nextInt(1_000_000_000);
            time = ready;
            long sent = 0;
            for (int s = 0; s < count; s++) {
                Place place = places.get(block + s);
                long move = curve.time(Math.abs(place.cylinder - cylinder));
                time += place.head == head
                        ? move
                        : Math.max(move, spec.arm().headSwitch().amount());
                cylinder = place.cylinder;
                head = place.head;
                // Sectors end at whole picoseconds, rounded down: what is up to a few of them early is there now.
                long wait = Math.floorMod(place.angle * turn / place.sectors - time, turn);
                time += wait > turn - 100 ? 0 : wait;
                time += turn / place.sectors;
                sent = Math.max(sent, time) + BUS;
            }
            long end = mechanism.access(block, count, Direction.READ, ready, BUS);
            assertThat(end).as("end, seed %d", seed).isCloseTo(time, within(ROUNDING));
            assertThat(mechanism.sent).as("sent, seed %d", seed).isCloseTo(sent, within(ROUNDING));
            time = end;
        }
    }
}
