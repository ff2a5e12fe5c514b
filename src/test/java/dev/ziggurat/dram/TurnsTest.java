package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.scheduling.Banks;
import org.junit.jupiter.api.Test;

/** When reads and writes take turns: at the marks, not one write before. */
final class TurnsTest {
    private final Queue reads = new Queue(4, new Banks(1, 1, 1));
    private final Queue writes = new Queue(4, new Banks(1, 1, 1));

    private void fill(Queue queue, int entries) {
        while (queue.size() < entries) {
            queue.add(new Place(), 0, 0);
        }
        while (queue.size() > entries) {
            queue.remove(queue.first(0));
        }
    }

    private void turns(Turns turns, int queuedReads, int queuedWrites, Queue served) {
        fill(reads, queuedReads);
        fill(writes, queuedWrites);
        assertThat(turns.due()).as("turns to be made").isTrue();
        assertThat(turns.decide()).isSameAs(served);
        stays(turns, queuedReads, queuedWrites);
    }

    private void stays(Turns turns, int queuedReads, int queuedWrites) {
        fill(reads, queuedReads);
        fill(writes, queuedWrites);
        assertThat(turns.due()).as("turns to be made").isFalse();
    }

    @Test
    void writesAreServedFromTheHighMarkDownToTheLow() {
        Turns turns = new Turns(reads, writes, 3, 1);
        stays(turns, 1, 0);
        stays(turns, 1, 2);
        turns(turns, 1, 3, writes);
        stays(turns, 1, 2);
        turns(turns, 1, 1, reads);
        stays(turns, 1, 2);
    }

    @Test
    void writesAreServedWhileThereIsNoRead() {
        Turns turns = new Turns(reads, writes, 3, 1);
        turns(turns, 0, 1, writes);
        turns(turns, 1, 1, reads);
        turns(turns, 0, 2, writes);
        turns(turns, 0, 0, reads);
    }

    @Test
    void aDrainBeginsAndEndsAlsoWhileThereIsNoRead() {
        Turns turns = new Turns(reads, writes, 3, 1);
        turns(turns, 0, 2, writes);
        turns(turns, 0, 3, writes);
        stays(turns, 1, 2);
        turns(turns, 0, 1, writes);
        turns(turns, 1, 1, reads);
    }

    @Test
    void aLowMarkOfNothingDrainsAll() {
        Turns turns = new Turns(reads, writes, 2, 0);
        turns(turns, 1, 2, writes);
        stays(turns, 1, 1);
        turns(turns, 1, 0, reads);
    }
}
