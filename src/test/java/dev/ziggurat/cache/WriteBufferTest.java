package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.stats.AccountingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The entries of a write buffer: when they are taken, and the lists of what goes down in them. */
final class WriteBufferTest {
    private static final int CAUSE = 1;

    private final WriteBuffer buffer = new WriteBuffer(2, new Bench());

    private MemoryRequest take(long time) {
        return buffer.take(AccessType.WRITE_BACK, 64, 64, time);
    }

    private void taken(MemoryRequest request, long until) {
        request.marks.spent(CAUSE, until);
        buffer.takenBelow(request, until);
    }

    @Test
    void entryIsTakenUntilTheInstantAtWhichTheLevelBelowHasItsData() {
        MemoryRequest first = take(10);
        MemoryRequest second = take(20);
        assertThat(buffer.hasFree(1, 1_000)).isFalse();
        assertThat(buffer.nextFree(20)).isEqualTo(Long.MAX_VALUE);
        assertThat(buffer.taken(1_000)).isEqualTo(2);

        taken(second, 50);
        taken(first, 70);
        assertThat(buffer.nextFree(49)).isEqualTo(50);
        assertThat(buffer.nextFree(50)).isEqualTo(70);
        assertThat(buffer.nextFree(70)).isEqualTo(Long.MAX_VALUE);
        assertThat(buffer.hasFree(1, 49)).isFalse();
        assertThat(buffer.hasFree(1, 50)).isTrue();
        assertThat(buffer.hasFree(2, 69)).isFalse();
        assertThat(buffer.hasFree(2, 70)).isTrue();
        assertThat(buffer.taken(49)).isEqualTo(2);
        assertThat(buffer.taken(50)).isEqualTo(1);
        assertThat(buffer.taken(70)).isZero();
        assertThat(take(50)).isSameAs(second);
        assertThat(take(70)).isSameAs(first);
        taken(first, 75);
        // Looks on from the second, which is taken, to the first again.
        assertThat(take(75)).isSameAs(first);
    }

    /** A queue before the level below, in which some requests still are. */
    private record Queue(List<MemoryRequest> requests) implements MemoryLevel, Cancels {
        @Override
        public long access(MemoryRequest request) {
            requests.add(request);
            return PENDING;
        }

        @Override
        public boolean cancel(MemoryRequest request) {
            return requests.remove(request);
        }

        @Override
        public boolean keeps(MemoryRequest request) {
            return requests.contains(request);
        }
    }

    /** Only of the bytes asked for, and as long as the queue before the level below has it; that takes it only once. */
    @Test
    void entryCanBeTakenBackWhileItStandsInAQueue() {
        Queue queue = new Queue(new ArrayList<>());
        MemoryRequest line = take(10);
        assertThat(buffer.keeps(64, 64, queue)).isFalse();
        buffer.send(line, queue);

        assertThat(buffer.keeps(0, 64, queue)).isFalse();
        assertThat(buffer.keeps(0, 65, queue)).isTrue();
        assertThat(buffer.keeps(64, 1, queue)).isTrue();
        assertThat(buffer.keeps(65, 64, queue)).isFalse();
        assertThat(buffer.keeps(64, 64, request -> MemoryLevel.PENDING)).isFalse();
        assertThat(buffer.cancel(65, 64, queue)).isFalse();
        assertThat(buffer.cancel(64, 64, queue)).isTrue();
        assertThat(buffer.keeps(64, 64, queue)).isFalse();
        assertThat(buffer.cancel(64, 64, queue)).isFalse();
        assertThat(buffer.taken(10)).isZero();
    }

    @Test
    void whateverGoesDownBeginsItsListWhenItGoes() {
        for (long time = 100; time < 1_000; time += 100) {
            MemoryRequest request = take(time);
            assertThat(request.marks.start()).isEqualTo(time);
            assertThat(request.marks.size()).isZero();
            taken(request, time + 50);
        }
    }

    @Test
    void listThatDoesNotEndWhenTheDataIsTakenIsRefused() {
        MemoryRequest request = take(100);
        request.marks.spent(CAUSE, 140);

        assertThatThrownBy(() -> buffer.takenBelow(request, 150))
                .isInstanceOf(AccountingException.class)
                .hasMessageContaining("ends at 150");
    }
}
