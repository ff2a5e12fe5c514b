package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryRequest;
import org.junit.jupiter.api.Test;

final class KindTest {
    @Test
    void whatTheKernelAsksForHasColumnsOfItsOwn() {
        MemoryRequest request = new MemoryRequest((one, time) -> {}, 0);
        request.type = AccessType.WALK;
        assertThat(Kind.of(request)).isEqualTo(Kind.WALK);

        request.kernel = true;
        assertThat(Kind.of(request)).isEqualTo(Kind.KINDS + Kind.WALK);
    }
}
