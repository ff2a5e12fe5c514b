package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.scheduling.Banks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The chains of a queue's banks against plain lists. */
final class QueueTest {
    private static final int ROWS = 3;

    @Test
    void entriesOfABankStandInOrderOfArrival() {
        for (int seed = 0; seed < 30; seed++) {
            new Run(seed).check();
        }
    }

    @Test
    void whatTheFirstCommandFoundIsKept() {
        Queue queue = new Queue(1, new Banks(1, 1, 1));
        int entry = queue.add(place(0, 0), 0, 5);
        queue.finds(entry, Queue.CONFLICT);
        queue.finds(entry, Queue.HIT);
        assertThat(queue.found[entry]).isEqualTo(Queue.CONFLICT);
        queue.remove(entry);
        int next = queue.add(place(0, 0), 1, 6);
        assertThat(queue.found[next]).isEqualTo(Queue.UNKNOWN);
    }

    private static Place place(int bank, int row) {
        Place place = new Place();
        place.bank = bank;
        place.row = row;
        place.column = bank + row;
        return place;
    }

    private static final class Run {
        private final Random random;
        private final String seed;
        private final Banks banks;
        private final Queue queue;
        private final List<List<Integer>> chains = new ArrayList<>();
        private long number;
        private int size;

        Run(int seed) {
            this.seed = "seed " + seed;
            random = new Random(seed);
            banks = new Banks(1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3));
            queue = new Queue(1 + random.nextInt(12), banks);
            for (int bank = 0; bank < banks.count(); bank++) {
                chains.add(new ArrayList<>());
            }
        }

        void check() {
            for (int step = 0; step < 200; step++) {
                List<Integer> chain = chains.get(random.nextInt(chains.size()));
                if (!queue.full() && random.nextBoolean()) {
                    add();
                } else if (!chain.isEmpty()) {
                    queue.remove(chain.remove(random.nextInt(chain.size())));
                    size--;
                }
                compare();
            }
        }

        private void add() {
            Place place = place(random.nextInt(banks.count()), random.nextInt(ROWS));
            int entry = queue.add(place, ++number, 10 * number);
            assertThat(chains).as(seed).noneMatch(chain -> chain.contains(entry));
            assertThat(queue.bank[entry]).isEqualTo(place.bank);
            assertThat(queue.row[entry]).isEqualTo(place.row);
            assertThat(queue.column[entry]).isEqualTo(place.column);
            assertThat(queue.order[entry]).isEqualTo(number);
            assertThat(queue.accepted[entry]).isEqualTo(10 * number);
            assertThat(queue.precharged[entry]).isEqualTo(Queue.NEVER);
            assertThat(queue.activated[entry]).isEqualTo(Queue.NEVER);
            chains.get(place.bank).add(entry);
            size++;
        }

        private void compare() {
            assertThat(queue.size()).as(seed).isEqualTo(size);
            assertThat(queue.full()).as(seed).isEqualTo(size == queue.capacity);
            for (int bank = 0; bank < chains.size(); bank++) {
                List<Integer> chain = chains.get(bank);
                List<Integer> found = new ArrayList<>();
                int entry = queue.first(bank);
                while (entry != Queue.NONE && found.size() <= chain.size()) {
                    found.add(entry);
                    entry = queue.next(entry);
                }
                assertThat(found).as(seed).isEqualTo(chain);
                long bit = queue.occupied(banks.rank(bank)) >> (bank % banks.perRank()) & 1;
                assertThat(bit == 1).as(seed).isEqualTo(!chain.isEmpty());
                int row = random.nextInt(ROWS);
                int toRow = chain.stream()
                        .filter(each -> queue.row[each] == row)
                        .findFirst()
                        .orElse(Queue.NONE);
                assertThat(queue.toRow(queue.first(bank), row)).as(seed).isEqualTo(toRow);
            }
        }
    }
}
