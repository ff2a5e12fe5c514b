package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.stats.AccountingException;
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
