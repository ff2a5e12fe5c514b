package dev.ziggurat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Components that go on within their event while nothing else stands before them. */
final class EngineAdvanceTest {
    private final Engine engine = new Engine();

    private Told at(long time, Runnable action) {
        Told event = new Told(self -> action.run());
        engine.schedule(event, time);
        return event;
    }

    @Test
    void componentAloneAdvancesWithinItsEvent() {
        List<Long> times = new ArrayList<>();
        at(10, () -> {
            while (times.size() < 3 && engine.advance(engine.now() + 5)) {
                times.add(engine.now());
            }
        });
        engine.run();

        assertThat(times).containsExactly(15L, 20L, 25L);
        assertThat(engine.events()).as("each counts as an event").isEqualTo(4);
    }

    @Test
    void advanceEndsStrictlyBeforeTheNextEvent() {
        at(10, () -> {
            assertThat(engine.advance(100)).isFalse();
            assertThat(engine.now()).isEqualTo(10);
            assertThat(engine.advance(99)).isTrue();
            assertThat(engine.now()).isEqualTo(99);
        });
        at(100, () -> {});
        engine.run();
    }

    @Test
    void advanceEndsStrictlyBeforeTheLimit() {
        engine.stopAt(100);
        at(10, () -> {
            assertThat(engine.advance(100)).isFalse();
            assertThat(engine.advance(99)).isTrue();
        });
        engine.run();

        assertThat(engine.stopped()).isFalse();
    }

    @Test
    void advanceEndsStrictlyBeforeTheSample() {
        List<Long> samples = new ArrayList<>();
        engine.observe(
                time -> {
                    samples.add(engine.now());
                    return Long.MAX_VALUE;
                },
                100);
        at(10, () -> {
            assertThat(engine.advance(100)).isFalse();
            assertThat(engine.advance(99)).isTrue();
            at(100, () -> assertThat(samples).containsExactly(99L));
        });
        engine.run();
    }

    @Test
    void nobodyAdvancesInAStoppedRun() {
        at(10, () -> {
            engine.stop();
            assertThat(engine.advance(20)).isFalse();
        });
        engine.run();
    }

    @Test
    void advanceIntoThePastIsRefused() {
        at(10, () -> assertThatThrownBy(() -> engine.advance(9)).hasMessageContaining("past"));
        engine.run();
    }

    @Test
    void eventsScheduledAfterALongAdvanceComeInOrder() {
        List<String> order = new ArrayList<>();
        at(10, () -> {
            assertThat(engine.advance(5_000_000)).isTrue();
            at(5_000_100, () -> order.add("near"));
            at(90_000_000, () -> order.add("far"));
            at(5_000_100, () -> order.add("near, later"));
            at(5_000_000, () -> order.add("now"));
        });
        engine.run();

        assertThat(order).containsExactly("now", "near", "near, later", "far");
    }

    /** Random chains of events that go on by themselves where they can, and the same by way of the queue. */
    @Test
    void advancingDoesNotChangeTheOrderOfEvents() {
        for (long seed = 0; seed < 100; seed++) {
            List<String> queued = new ArrayList<>();
            List<String> advanced = new ArrayList<>();
            Engine slow = walkers(seed, queued, false);
            Engine fast = walkers(seed, advanced, true);
            assertThat(advanced).as("seed " + seed).isEqualTo(queued);
            assertThat(fast.events()).as("seed " + seed).isEqualTo(slow.events());
        }
    }

    private static Engine walkers(long seed, List<String> order, boolean advances) {
        Engine engine = new Engine();
        SplittableRandom random = new SplittableRandom(seed);
        engine.observe(time -> time + 777, 500);
        for (int i = 0; i < 1 + seed % 4; i++) {
            int number = i;
            int[] steps = {0};
            Told walker = new Told(self -> {
                long next;
                do {
                    order.add(number + "@" + engine.now());
                    next = engine.now() + random.nextLong(random.nextInt(9) == 0 ? 2_000_000 : 900);
                } while (++steps[0] < 200 && advances && engine.advance(next));
                if (steps[0] < 200) {
                    engine.schedule(self, next);
                }
            });
            engine.schedule(walker, random.nextInt(100));
        }
        engine.run();
        return engine;
    }

    @Test
    void endlessAdvanceAtOneInstantIsStopped() {
        at(77, () -> {
            boolean advanced = true;
            while (advanced) {
                advanced = engine.advance(77);
            }
        });
        assertThatThrownBy(engine::run).isInstanceOf(StalledException.class).hasMessageContaining("77 ps");
    }
}
