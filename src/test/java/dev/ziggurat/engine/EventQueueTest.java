package dev.ziggurat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The queue against a list in the order (time, order of scheduling). */
final class EventQueueTest {
    private static final long[] PERIODS = {313, 833, 250};

    /** Where the wheel ends and the heap begins, and far beyond. */
    private static final long[] SPANS = {300, 5_000, 524_288, 600_000, 40_000_000, 1L << 40};

    private static final class Numbered extends Event {
        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        protected void fire() {
            throw new AssertionError("the queue fires nothing");
        }

        @Override
        public String toString() {
            return number + "@" + due();
        }
    }

    @Test
    void eventsComeInTheOrderOfTheSortedList() {
        for (long seed = 0; seed < 200; seed++) {
            check(seed);
        }
    }

    private static void check(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EventQueue queue = new EventQueue();
        List<Numbered> sorted = new ArrayList<>();
        List<Numbered> idle = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(300); i++) {
            idle.add(new Numbered(i));
        }
        long now = 0;
        for (int step = 0; step < 3_000; step++) {
            int what = random.nextInt(10);
            if (what < 5 && !idle.isEmpty()) {
                add(queue, sorted, idle.remove(random.nextInt(idle.size())), time(random, now));
            } else if (what < 6 && !sorted.isEmpty()) {
                Numbered cancelled = sorted.remove(random.nextInt(sorted.size()));
                queue.remove(cancelled);
                assertThat(cancelled.scheduled()).isFalse();
                idle.add(cancelled);
            } else if (what < 7 && !sorted.isEmpty()) {
                Numbered moved = sorted.remove(random.nextInt(sorted.size()));
                queue.remove(moved);
                add(queue, sorted, moved, time(random, now));
            } else if (!sorted.isEmpty()) {
                now = sorted.get(0).due();
                assertThat(queue.poll()).as("seed " + seed + " step " + step).isSameAs(sorted.get(0));
                idle.add(sorted.remove(0));
            }
            assertThat(queue.size()).isEqualTo(sorted.size());
            long first = sorted.isEmpty() ? Long.MAX_VALUE : sorted.get(0).due();
            assertThat(queue.nextDue()).as("seed " + seed + " step " + step).isEqualTo(first);
        }
    }

    /** Edges of clocks, now and then the present itself, now and then far away. */
    private static long time(SplittableRandom random, long now) {
        long time = now + random.nextLong(SPANS[random.nextInt(SPANS.length)]);
        long period = PERIODS[random.nextInt(PERIODS.length)];
        return random.nextInt(5) == 0 ? now : time + (period - time % period) % period;
    }

    private static void add(EventQueue queue, List<Numbered> sorted, Numbered event, long due) {
        queue.add(event, due);
        int place = sorted.size();
        while (place > 0 && sorted.get(place - 1).due() > due) {
            place--;
        }
        sorted.add(place, event);
        assertThat(event.scheduled()).isTrue();
        assertThat(event.due()).isEqualTo(due);
    }

    /** More than the heap begins with, so that it grows; some are taken out, so that others move up and down in it. */
    @Test
    void farEventsOfOneInstantComeInTheOrderOfScheduling() {
        EventQueue queue = new EventQueue();
        List<Numbered> left = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Numbered event = new Numbered(i);
            queue.add(event, 10_000_000);
            left.add(event);
        }
        for (int i = 0; i < 100; i++) {
            queue.remove(left.remove(2 * i));
        }
        for (Numbered event : left) {
            assertThat(queue.poll()).isSameAs(event);
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    void farEventKeepsItsPlaceBeforeOneScheduledLaterForTheSameInstant() {
        EventQueue queue = new EventQueue();
        Numbered far = new Numbered(0);
        Numbered near = new Numbered(1);
        Numbered step = new Numbered(2);
        queue.add(far, 10_000_000);
        queue.add(step, 9_999_000);
        queue.poll();
        queue.add(near, 10_000_000);

        assertThat(queue.poll()).isSameAs(far);
        assertThat(queue.poll()).isSameAs(near);
    }
}
