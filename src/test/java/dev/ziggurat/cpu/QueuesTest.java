package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.stats.MarkList;
import dev.ziggurat.stats.TimeBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The small tables of the cores against lists. */
final class QueuesTest {
    private record Ready(long time, long rank) {}

    @Test
    void readyQueueIsASortedList() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int capacity = 1 + random.nextInt(40);
            ReadyQueue queue = new ReadyQueue(capacity);
            List<Ready> sorted = new ArrayList<>();
            long rank = 0;
            for (int i = 0; i < 500; i++) {
                if (sorted.size() < capacity && random.nextInt(5) < 3) {
                    Ready added = new Ready(random.nextInt(50), rank++);
                    queue.add(added.time(), added.rank());
                    sorted.add(added);
                    sorted.sort(Comparator.comparingLong(Ready::time).thenComparingLong(Ready::rank));
                } else if (!sorted.isEmpty()) {
                    assertThat(queue.take())
                            .as("seed " + seed)
                            .isEqualTo(sorted.remove(0).rank());
                }
                assertThat(queue.firstTime())
                        .isEqualTo(
                                sorted.isEmpty()
                                        ? Long.MAX_VALUE
                                        : sorted.get(0).time());
            }
        }
    }

    @Test
    void whatIsTakenOutOfTheReadyQueueFromARankOnNeverComes() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ReadyQueue queue = new ReadyQueue(40);
            List<Ready> sorted = new ArrayList<>();
            for (int round = 0; round < 20; round++) {
                for (long rank = 2L * round; sorted.size() < 40; rank += 2) {
                    Ready added = new Ready(random.nextInt(30), rank);
                    queue.add(added.time(), added.rank());
                    sorted.add(added);
                }
                long from = 2L * round + random.nextInt(80);
                queue.removeFrom(from);
                sorted.removeIf(each -> each.rank() >= from);
                sorted.sort(Comparator.comparingLong(Ready::time).thenComparingLong(Ready::rank));
                for (Ready each : sorted) {
                    assertThat(queue.firstTime()).as("seed " + seed).isEqualTo(each.time());
                    assertThat(queue.take()).as("seed " + seed).isEqualTo(each.rank());
                }
                assertThat(queue.firstTime()).as("seed " + seed).isEqualTo(Long.MAX_VALUE);
                sorted.clear();
            }
        }
    }

    @Test
    void windowUsesItsEntriesAgain() {
        Window window = new Window(9);
        Set<InFlight> entries = Collections.newSetFromMap(new IdentityHashMap<>());
        Reference reference = new Reference();
        for (int i = 0; i < 1000; i++) {
            reference.set(i % 3 == 0 ? Kind.FETCH : Kind.LOAD, 64, 8);
            entries.add(window.add(reference));
            window.head = Math.max(0, window.tail - 15);
        }

        assertThat(entries.size()).isEqualTo(16);
    }

    @Test
    void windowFindsTheReferenceSoManyBackAmongFetches() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int entries = 2 + random.nextInt(60);
            Window window = new Window(1 + random.nextInt(entries));
            List<Long> ranks = new ArrayList<>();
            Reference reference = new Reference();
            for (int i = 0; i < 400; i++) {
                while (window.tail - window.head >= entries - 1
                        || (window.tail > window.head && random.nextInt(3) == 0)) {
                    window.head++;
                }
                reference.set(random.nextInt(3) == 0 ? Kind.FETCH : Kind.LOAD, 0x40, 8);
                reference.dependsOn = random.nextInt(entries + 2);
                InFlight entry = window.add(reference);
                assertThat(entry.virtual).isEqualTo(0x40);
                assertThat(window.at(window.tail - 1)).isSameAs(entry);
                if (reference.kind == Kind.FETCH) {
                    continue;
                }
                ranks.add(window.tail - 1);
                int back = reference.dependsOn;
                int place = ranks.size() - 1 - back;
                boolean there = back > 0 && place >= 0 && ranks.get(place) >= window.head;

                assertThat(window.producer(entry))
                        .as("seed " + seed + " reference " + i + ", " + back + " back")
                        .isEqualTo(there ? ranks.get(place) : InFlight.NONE);
            }
        }
    }

    @Test
    void timeBookHasACauseForEveryPicosecond() {
        TimeBook book = new TimeBook();
        book.spend(0, 10);
        book.spend(1, 25);
        book.spend(2, 20);

        assertThat(book.sum(0)).isEqualTo(10);
        assertThat(book.sum(1)).isEqualTo(15);
        assertThat(book.sum(2)).as("booked already").isZero();
        assertThat(book.settled()).isEqualTo(25);
        assertThat(book.total()).isEqualTo(25);
        assertThat(book.booked()).isEqualTo(25);
    }

    @Test
    void spanThatBeganBeforeTheBorderIsCutThere() {
        TimeBook book = new TimeBook();
        book.spend(0, 10);
        book.cutAt(30);
        long before = book.sum(1);
        book.spend(1, 50);

        assertThat(book.sum(1) - before).as("from the border on").isEqualTo(20);
        assertThat(book.booked()).isEqualTo(50);
    }

    @Test
    void bookFollowsAListFromWhereItStands() {
        MarkList list = new MarkList();
        list.begin(20);
        list.spent(5, 30);
        list.spent(6, 60);
        TimeBook book = new TimeBook();
        book.spend(0, 10);
        book.follow(list, 9, 50);

        assertThat(book.sum(9)).as("before the list").isEqualTo(10);
        assertThat(book.sum(5)).isEqualTo(10);
        assertThat(book.sum(6)).as("up to the instant asked for").isEqualTo(20);
    }
}
