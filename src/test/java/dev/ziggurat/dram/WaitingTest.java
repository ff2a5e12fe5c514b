package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.MemoryRequest;
import org.junit.jupiter.api.Test;

/** Requests come out in the order in which they came, however these are mixed. */
final class WaitingTest {
    private final Waiting waiting = new Waiting();

    private static MemoryRequest request(int slot) {
        return new MemoryRequest((request, time) -> {}, slot);
    }

    @Test
    void whatComesWhileOthersWaitStandsBehindThem() {
        MemoryRequest first = request(0);
        MemoryRequest second = request(1);
        MemoryRequest third = request(2);
        waiting.add(first);
        waiting.add(second);
        assertThat(waiting.take()).isSameAs(first);

        waiting.add(third);
        assertThat(waiting.count()).isEqualTo(2);
        assertThat(waiting.take()).isSameAs(second);
        assertThat(waiting.take()).isSameAs(third);
        assertThat(waiting.isEmpty()).isTrue();

        waiting.add(second);
        assertThat(waiting.first()).isSameAs(second);
    }

    @Test
    void whatIsTakenOutHangsOnToNothing() {
        MemoryRequest first = request(0);
        waiting.add(first);
        waiting.add(request(1));
        waiting.take();

        assertThat(first.next).isNull();
    }
}
