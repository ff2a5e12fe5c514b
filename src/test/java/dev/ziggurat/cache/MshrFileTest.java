package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MshrFileTest {
    private static final Requester NOBODY = (request, time) -> {};

    private final MshrFile file = new MshrFile(2, NOBODY);

    @Test
    void entryIsTakenUntilTheInstantOfItsFill() {
        assertThat(file.free(0)).isZero();
        file.take(0);
        assertThat(file.pending(0)).isTrue();
        assertThat(file.free(1_000)).isOne();
        file.fillAt(0, 500);
        file.take(1);
        file.fillAt(1, 700);
        assertThat(file.pending(0)).isFalse();
        assertThat(file.busy(0, 499)).isTrue();
        assertThat(file.busy(0, 500)).isFalse();
        assertThat(file.free(499)).isEqualTo(MshrFile.NONE);
        assertThat(file.free(500)).isZero();
        assertThat(file.nextFree(499)).isEqualTo(500);
        assertThat(file.nextFree(500)).isEqualTo(700);
        assertThat(file.nextFree(700)).isEqualTo(Long.MAX_VALUE);
        assertThat(List.of(file.taken(499), file.taken(500), file.taken(700))).containsExactly(2, 1, 0);
        file.await(0);
        assertThat(file.pending(0)).as("asked for again").isTrue();
    }

    @Test
    void entryIsFoundByTheWayThatItFills() {
        assertThat(file.filling(0, 0)).as("at the beginning").isEqualTo(MshrFile.NONE);
        file.fills(0, 3, 1);
        file.fills(1, 3, 2);
        assertThat(file.filling(3, 1)).isZero();
        assertThat(file.filling(3, 2)).isOne();
        assertThat(file.filling(3, 0)).isEqualTo(MshrFile.NONE);
        assertThat(file.filling(2, 1)).as("another set").isEqualTo(MshrFile.NONE);
        assertThat(file.set(1)).isEqualTo(3);
        assertThat(file.way(1)).isEqualTo(2);
        file.fillsNothing(1);
        assertThat(file.way(1)).isEqualTo(MshrFile.NONE);
        assertThat(file.filling(3, 2)).isEqualTo(MshrFile.NONE);
    }

    @Test
    void waitersAreTakenInOrderOfArrival() {
        MemoryRequest first = new MemoryRequest(NOBODY, 0);
        MemoryRequest second = new MemoryRequest(NOBODY, 1);
        first.next = second;
        assertThat(file.lastWaiter(0)).isNull();
        file.addWaiter(0, first);
        assertThat(first.next).isNull();
        file.addWaiter(0, second);
        assertThat(file.lastWaiter(0)).isSameAs(second);
        assertThat(file.lastWaiter(1)).isNull();
        assertThat(file.takeWaiters(0)).isSameAs(first);
        assertThat(first.next).isSameAs(second);
        assertThat(file.lastWaiter(0)).isNull();
        assertThat(file.takeWaiters(0)).isNull();
    }

    @Test
    void numberOfChangesNeverComesTwice() {
        List<Runnable> changes = List.of(
                () -> file.take(0),
                () -> file.fills(0, 1, 1),
                () -> file.addWaiter(0, new MemoryRequest(NOBODY, 0)),
                () -> file.fillAt(0, 100),
                () -> file.takeWaiters(0),
                () -> file.await(0),
                () -> file.fillsNothing(0));
        Set<Long> numbers = new HashSet<>(List.of(file.changes()));
        for (Runnable one : changes) {
            for (Runnable other : changes) {
                one.run();
                assertThat(numbers.add(file.changes())).isTrue();
                other.run();
                assertThat(numbers.add(file.changes())).isTrue();
            }
        }
    }

    @Test
    void entryKnowsWhetherItWasSentForARightAlone() {
        file.upgrades(1, true);
        assertThat(file.upgrades(0)).isFalse();
        assertThat(file.upgrades(1)).isTrue();
        assertThat(file.fetch(1)).isSameAs(file.take(1)).isNotSameAs(file.fetch(0));
        assertThat(file.entries()).isEqualTo(2);
    }
}
