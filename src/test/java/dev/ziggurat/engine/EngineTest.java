package dev.ziggurat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EngineTest {
    private final Engine engine = new Engine();

    private Told at(long time, Runnable action) {
        Told event = new Told(self -> action.run());
        engine.schedule(event, time);
        return event;
    }

    @Test
    void nowIsTheInstantOfTheEvent() {
        List<Long> times = new ArrayList<>();
        at(500, () -> times.add(engine.now()));
        at(100, () -> times.add(engine.now()));
        engine.run();

        assertThat(times).containsExactly(100L, 500L);
        assertThat(engine.events()).isEqualTo(2);
        assertThat(engine.now()).isEqualTo(500);
    }

    @Test
    void equalTimesKeepTheOrderOfScheduling() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            at(7, () -> order.add(number));
        }
        engine.run();

        assertThat(order).isSorted().hasSize(50);
    }

    @Test
    void rescheduledEventGoesBehindThoseOfItsNewInstant() {
        List<String> order = new ArrayList<>();
        Told moved = at(5, () -> order.add("moved"));
        at(9, () -> order.add("stays"));
        engine.reschedule(moved, 9);
        engine.run();

        assertThat(order).containsExactly("stays", "moved");
    }

    @Test
    void cancelledEventNeverHappens() {
        Told cancelled = at(5, () -> {
            throw new AssertionError("cancelled");
        });
        engine.cancel(cancelled);
        engine.cancel(cancelled);
        engine.run();

        assertThat(cancelled.scheduled()).isFalse();
    }

    @Test
    void eventMayScheduleItselfAgainAtOnce() {
        List<Long> times = new ArrayList<>();
        Told clock = new Told(self -> {
            times.add(engine.now());
            if (times.size() < 4) {
                engine.schedule(self, engine.now() + (times.size() == 2 ? 0 : 313));
            }
        });
        engine.schedule(clock, 0);
        engine.run();

        assertThat(times).containsExactly(0L, 313L, 313L, 626L);
    }

    @Test
    void eventInThePastOrTwiceIsRefused() {
        Told event = at(10, () -> assertThatThrownBy(() -> at(9, () -> {})).hasMessageContaining("past"));
        assertThatThrownBy(() -> engine.schedule(event, 20)).hasMessageContaining("twice");
        engine.run();
    }

    @Test
    void horizonIsTheEarliestOfEventSampleAndLimit() {
        assertThat(engine.horizon()).isEqualTo(Long.MAX_VALUE);
        engine.stopAt(900);
        assertThat(engine.horizon()).isEqualTo(900);
        engine.observe(time -> Long.MAX_VALUE, 800);
        assertThat(engine.horizon()).isEqualTo(800);
        at(700, () -> assertThat(engine.horizon()).isEqualTo(800));
        assertThat(engine.horizon()).isEqualTo(700);
        engine.run();
    }

    @Test
    void limitEndsTheRunBeforeTheEventsOfItsInstant() {
        List<Long> times = new ArrayList<>();
        at(99, () -> times.add(engine.now()));
        at(100, () -> times.add(engine.now()));
        engine.stopAt(100);
        engine.run();

        assertThat(times).containsExactly(99L);
        assertThat(engine.stopped()).isTrue();
    }

    @Test
    void limitBehindTheLastEventStopsNothing() {
        at(99, () -> {});
        engine.stopAt(100);
        engine.run();

        assertThat(engine.stopped()).isFalse();
    }

    @Test
    void stopEndsTheRunAfterTheEventAtHand() {
        List<Integer> order = new ArrayList<>();
        at(1, () -> {
            order.add(1);
            engine.stop();
        });
        at(1, () -> order.add(2));
        engine.run();

        assertThat(order).containsExactly(1);
        assertThat(engine.stopped()).isTrue();
    }

    @Test
    void samplesComeBeforeTheEventsOfTheirInstant() {
        List<String> order = new ArrayList<>();
        engine.observe(
                time -> {
                    order.add("sample " + time);
                    return time + 10;
                },
                5);
        at(15, () -> order.add("event 15"));
        at(30, () -> order.add("event 30"));
        engine.run();

        assertThat(order).containsExactly("sample 5", "sample 15", "event 15", "sample 25", "event 30");
    }

    @Test
    void coreInFrontOfASampleHandsOverAndGoesOn() {
        List<Long> samples = new ArrayList<>();
        engine.observe(
                time -> {
                    samples.add(time);
                    return time + 100;
                },
                50);
        at(0, () -> {
            engine.sampleBefore(260);
            assertThat(samples).containsExactly(50L, 150L, 250L);
            assertThat(engine.horizon()).isEqualTo(300);
        });
        at(300, () -> {});
        engine.run();
    }

    @Test
    void samplesUpToTheLimitHappenAlthoughNoEventOfTheRunFollows() {
        List<Long> samples = new ArrayList<>();
        engine.observe(
                time -> {
                    samples.add(time);
                    return time == 50 ? 100 : 101;
                },
                50);
        at(10, () -> {});
        at(2_000, () -> {});
        engine.stopAt(100);
        engine.run();

        assertThat(samples).containsExactly(50L, 100L);
        assertThat(engine.now()).isEqualTo(10);
    }

    @Test
    void coreThatReachesBeyondTheLimitHandsOverToNoSampleBehindIt() {
        List<Long> samples = new ArrayList<>();
        engine.observe(
                time -> {
                    samples.add(time);
                    return time + 50;
                },
                50);
        engine.stopAt(120);
        at(10, () -> {
            engine.sampleBefore(260);
            assertThat(samples).containsExactly(50L, 100L);
            at(260, () -> {});
        });
        engine.run();

        assertThat(samples).containsExactly(50L, 100L);
        assertThat(engine.stopped()).isTrue();
    }

    @Test
    void sampleBehindAnEventWaitsForIt() {
        List<String> order = new ArrayList<>();
        engine.observe(
                time -> {
                    order.add("sample");
                    return Long.MAX_VALUE;
                },
                200);
        at(0, () -> engine.sampleBefore(260));
        at(100, () -> order.add("event"));
        at(250, () -> {});
        engine.run();

        assertThat(order).containsExactly("event", "sample");
    }

    /** The same chain of random events, with and without a sampler. */
    @Test
    void samplesDoNotChangeTheOrderOfEvents() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(chain(seed, true)).as("seed " + seed).isEqualTo(chain(seed, false));
        }
    }

    private static List<String> chain(long seed, boolean sampled) {
        Engine engine = new Engine();
        SplittableRandom random = new SplittableRandom(seed);
        List<String> order = new ArrayList<>();
        List<Told> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            events.add(new Told(self -> {
                order.add(number + "@" + engine.now());
                Told other = events.get(random.nextInt(events.size()));
                long time = engine.now() + random.nextInt(2_000);
                if (order.size() < 500) {
                    engine.reschedule(other, time);
                    engine.reschedule(self, time + random.nextInt(3));
                }
            }));
        }
        if (sampled) {
            SplittableRandom own = new SplittableRandom(seed + 1);
            engine.observe(time -> time + 1 + own.nextInt(500), 0);
        }
        engine.schedule(events.get(0), 0);
        engine.run();
        return order;
    }

    @Test
    void endlessWorkAtOneInstantIsStopped() {
        engine.schedule(new Told(self -> engine.schedule(self, engine.now())), 77);
        engine.watch(() -> "core0: LOAD 0x40 waits for ever");

        assertThatThrownBy(engine::run)
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("10000000")
                .hasMessageContaining("77 ps")
                .hasMessageContaining("core0: LOAD 0x40 waits for ever");
        assertThat(engine.events()).as("so many are allowed").isEqualTo(10_000_000);
    }

    @Test
    void manyEventsOfManyInstantsAreNoEndlessWork() {
        long[] fired = {0};
        engine.schedule(
                new Told(self -> {
                    if (++fired[0] < 12_000_000) {
                        engine.schedule(self, engine.now() + fired[0] % 2);
                    }
                }),
                0);
        engine.run();

        assertThat(engine.events()).isEqualTo(12_000_000);
    }

    @Test
    void outstandingWorkWithoutAnEventNamesWhoWaits() {
        at(10, () -> {});
        engine.watch(() -> null);
        engine.watch(() -> "llc: 1 requests wait for the level below");

        assertThatThrownBy(engine::run)
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("no event is left at 10 ps")
                .hasMessageContaining("llc: 1 requests wait for the level below");
    }
}
