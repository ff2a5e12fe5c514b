package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LaneTest {
    @Test
    void idleLaneDelaysNothing() {
        Lane lane = new Lane();

        assertThat(lane.book(100, 50, 0)).isEqualTo(100);
        assertThat(lane.book(150, 50, 0)).isEqualTo(150);
    }

    @Test
    void transferWaitsForTheOneBeforeIt() {
        Lane lane = new Lane();
        lane.book(100, 50, 0);

        assertThat(lane.book(149, 10, 0)).isEqualTo(150);
    }

    @Test
    void gapThatIsLongEnoughIsTaken() {
        Lane lane = new Lane();
        lane.book(100, 50, 0);
        lane.book(200, 50, 0);

        assertThat(lane.book(120, 51, 0)).as("one too long for the gap").isEqualTo(250);
        assertThat(lane.book(120, 50, 0)).isEqualTo(150);
    }

    @Test
    void messageWithoutDataPassesBetweenTransfers() {
        Lane lane = new Lane();
        lane.book(100, 50, 0);
        lane.book(150, 50, 0);

        assertThat(lane.book(120, 0, 0)).isEqualTo(150);
        assertThat(lane.book(100, 0, 0)).isEqualTo(100);
    }

    /** Against all transfers ever booked: the first instant from which the wire is free for the whole transfer. */
    @Test
    void bookingsAreThoseOfTheNaiveModel() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Lane lane = new Lane();
            List<long[]> booked = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 300; i++) {
                now += (long) random.nextInt(3) * random.nextInt(30);
                long ready = now + random.nextInt(200);
                long duration = random.nextInt(4) == 0 ? 0 : random.nextInt(40);
                long expected = naive(booked, ready, duration);

                assertThat(lane.book(ready, duration, now))
                        .as("seed " + seed + " booking " + i)
                        .isEqualTo(expected);
                if (duration > 0) {
                    booked.add(new long[] {expected, expected + duration});
                }
            }
        }
    }

    private static long naive(List<long[]> booked, long ready, long duration) {
        long begin = ready;
        for (int i = 0; i < booked.size(); i++) {
            long[] other = booked.get(i);
            if (other[0] < begin + duration && begin < other[1]) {
                // Until that one has ended there is no room; then all others are asked again.
                begin = other[1];
                i = -1;
            }
        }
        return begin;
    }
}
