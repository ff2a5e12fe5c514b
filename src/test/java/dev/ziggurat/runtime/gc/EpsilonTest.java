package dev.ziggurat.runtime.gc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EpsilonTest {
    @Test
    void aFullHeapIsTheEndThoughNothingLives() {
        Steps steps = new Steps("collector: {kind: epsilon, heap: 16 KiB}");
        for (int i = 0; i < 512; i++) {
            assertThat(steps.make(0, 16)).isEqualTo(Places.HEAP + 32L * i);
        }
        steps.drop(0);
        steps.collect();

        assertThat(steps.make(0, 16)).isEqualTo(Mutator.NONE);
    }
}
