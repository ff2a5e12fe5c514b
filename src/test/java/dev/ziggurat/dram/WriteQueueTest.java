package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.memory.MemoryRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which lines and bytes wait to be written, in the queue and before it. */
final class WriteQueueTest {
    private static final AddressMap MAP = new Specs(Devices.DDR4_2400).spec().addressMap();

    private static WriteQueue queue(int capacity) {
        return new WriteQueue(capacity, new Banks(1, 4, 4), MAP);
    }

    private static MemoryRequest request(long address, int size) {
        MemoryRequest request = new MemoryRequest((one, time) -> {}, 0);
        request.physicalAddress = address;
        request.size = size;
        return request;
    }

    private static int add(WriteQueue queue, long line, long bytes) {
        Place place = new Place();
        MAP.place(line * 64, place);
        return queue.add(place, bytes, 0, 0);
    }

    @Test
    void theIndexFindsWhatAMapFinds() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            int capacity = 1 + random.nextInt(20);
            WriteIndex index = new WriteIndex(capacity);
            Map<Long, Integer> entries = new HashMap<>();
            Map<Long, Long> bytes = new HashMap<>();
            for (int step = 0; step < 300; step++) {
                long line = random.nextInt(3 * capacity) * 1021L;
                int entry = random.nextInt(capacity);
                if (entries.containsKey(line) && random.nextBoolean()) {
                    index.remove(entries.remove(line));
                    bytes.remove(line);
                } else if (entries.containsKey(line)) {
                    long more = random.nextLong();
                    index.merge(entries.get(line), more);
                    bytes.merge(line, more, (one, other) -> one | other);
                } else if (!entries.containsValue(entry)) {
                    index.add(entry, line, step);
                    entries.put(line, entry);
                    bytes.put(line, (long) step);
                }
                int found = index.find(line);
                assertThat(found).as("seed " + seed).isEqualTo(entries.getOrDefault(line, Queue.NONE));
                if (found != Queue.NONE) {
                    assertThat(index.bytes(found)).as("seed " + seed).isEqualTo(bytes.get(line));
                }
            }
        }
    }

    @Test
    void aReadIsCoveredByAnEntryAndTheWritesThatWaitBehindIt() {
        WriteQueue queue = queue(1);
        int entry = add(queue, 7, 0x0f);
        queue.await(request(7 * 64 + 4, 4));
        queue.await(request(9 * 64, 8));
        assertThat(queue.covers(7, 0xff)).isTrue();
        assertThat(queue.covers(7, 0x1ff)).isFalse();
        assertThat(queue.covers(9, 0xff)).isTrue();
        assertThat(queue.covers(8, 1)).isFalse();
        queue.remove(entry);
        assertThat(queue.covers(7, 0xf0)).isTrue();
        assertThat(queue.covers(7, 0xff)).isFalse();
    }

    @Test
    void lookingThroughTheWaitingTellsLinesApart() {
        WriteQueue queue = queue(1);
        for (int line = 0; line < 200; line += 2) {
            queue.await(request(line * 64L, 64));
        }
        for (int line = 0; line < 200; line++) {
            assertThat(queue.covers(line, -1)).as("line " + line).isEqualTo(line % 2 == 0);
        }
        assertThat(queue.waiting()).isEqualTo(100);
    }

    @Test
    void theOldestWaitingIsTakenWhenThereIsRoomOrAnEntryToJoin() {
        WriteQueue queue = queue(1);
        assertThat(queue.mustWait()).isFalse();
        assertThat(queue.takeAcceptable()).isNull();
        int entry = add(queue, 3, 1);
        assertThat(queue.mustWait()).as("full").isTrue();
        MemoryRequest other = request(5 * 64, 64);
        MemoryRequest joins = request(3 * 64, 64);
        queue.await(other);
        queue.await(joins);
        assertThat(queue.takeAcceptable()).as("no room, and nobody passes").isNull();
        queue.remove(entry);
        assertThat(queue.mustWait()).as("behind others").isTrue();
        assertThat(queue.takeAcceptable()).isSameAs(other);
        add(queue, 3, 1);
        assertThat(queue.takeAcceptable()).as("joins").isSameAs(joins);
        assertThat(queue.waiting()).isZero();
        assertThat(queue.covers(5, 1)).as("taken out").isFalse();
    }

    @Test
    void onlyALineWithAnEntryIsJoined() {
        WriteQueue queue = queue(2);
        add(queue, 3, 1);
        assertThat(queue.holds(3)).isTrue();
        assertThat(queue.holds(4)).isFalse();
        assertThat(queue.merge(3, 2)).isTrue();
        assertThat(queue.merge(4, 2)).isFalse();
        assertThat(queue.covers(3, 3)).isTrue();
    }

    @Test
    void readsAreTakenInOrderWhenThereIsRoom() {
        ReadQueue queue = new ReadQueue(1, new Banks(1, 4, 4));
        assertThat(queue.mustWait()).isFalse();
        assertThat(queue.takeAcceptable()).isNull();
        int entry = queue.add(new Place(), request(0, 64), 0, 0);
        MemoryRequest second = request(64, 64);
        MemoryRequest third = request(128, 64);
        queue.await(second);
        queue.await(third);
        assertThat(queue.takeAcceptable()).isNull();
        assertThat(queue.waiting()).isEqualTo(2);
        queue.remove(entry);
        assertThat(queue.mustWait()).as("behind others").isTrue();
        assertThat(queue.takeAcceptable()).isSameAs(second);
        assertThat(queue.takeAcceptable()).isSameAs(third);
        assertThat(queue.takeAcceptable()).isNull();
        assertThat(queue.mustWait()).isFalse();
        int again = queue.add(new Place(), third, 1, 1);
        assertThat(queue.request(again)).isSameAs(third);
    }

    @Test
    void whatWaitsIsTakenInOrderOfArrivalAlsoAfterAllWereTaken() {
        Waiting waiting = new Waiting();
        MemoryRequest one = request(0, 64);
        MemoryRequest two = request(64, 64);
        for (int round = 0; round < 2; round++) {
            waiting.add(one);
            waiting.add(two);
            assertThat(waiting.count()).isEqualTo(2);
            assertThat(waiting.take()).isSameAs(one);
            assertThat(waiting.first()).isSameAs(two);
            assertThat(waiting.take()).isSameAs(two);
            assertThat(waiting.isEmpty()).isTrue();
        }
    }

    @Test
    void everyRequestHasAnEntryOfItsOwn() {
        WriteQueue writes = queue(2);
        assertThat(add(writes, 3, 1)).isNotEqualTo(add(writes, 4, 1));
        ReadQueue reads = new ReadQueue(2, new Banks(1, 4, 4));
        MemoryRequest first = request(0, 64);
        MemoryRequest second = request(64, 64);
        int one = reads.add(new Place(), first, 0, 0);
        int other = reads.add(new Place(), second, 1, 0);
        assertThat(reads.request(one)).isSameAs(first);
        assertThat(reads.request(other)).isSameAs(second);
    }
}
