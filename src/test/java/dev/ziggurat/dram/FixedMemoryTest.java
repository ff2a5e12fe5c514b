package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.junit.jupiter.api.Test;

final class FixedMemoryTest {
    private static final FixedSpec SPEC = new FixedSpec(Latency.parse("80 ns"), ByteSize.parse("1 GiB"));

    @Test
    void everyAccessTakesTheSameTime() {
        Client client = new Client(SPEC);
        Client.Answer first = client.load(5, 0);
        Client.Answer second = client.writeBack(5, 0);
        client.run();
        assertThat(first.latency()).isEqualTo(80_000);
        assertThat(second.latency()).isEqualTo(80_000);
        assertThat(first.spent("memory")).isEqualTo(80_000);
        assertThat(first.outcome()).isEqualTo("memory");
        assertThat(client.memory.shared()).isFalse();
        assertThat(client.memory.queued()).isZero();
        assertThat(client.memory.waitsFor()).isNull();
    }

    @Test
    void addressesBeyondTheCapacityAreReported() {
        Client client = new Client(SPEC);
        client.load(0, (1L << 30) - 64);
        client.run();
        assertThat(client.memory.wrapped()).isFalse();
        client.load(1, 1L << 30);
        client.run();
        assertThat(client.memory.wrapped()).isTrue();
        assertThat(client.memory.capacity()).isEqualTo(1L << 30);
    }

    @Test
    void readsAndWritesAreCounted() {
        Client client = new Client(SPEC);
        Statistics statistics = new Statistics();
        client.memory.describe(statistics);
        client.load(0, 0);
        client.load(0, 0);
        client.writeBack(0, 0);
        client.run();
        assertThat(statistics.snapshot(0).counter(statistics.section("memory").term("reads")))
                .isEqualTo(2);
        assertThat(statistics.snapshot(0).counter(statistics.section("memory").term("writes")))
                .isEqualTo(1);
    }

    @Test
    void sixteenGibibytesAreThereUnlessItIsSaid() {
        assertThat(new FixedSpec(Latency.parse("80 ns"), null).capacity()).isEqualTo(16L << 30);
        assertThat(SPEC.capacity()).isEqualTo(1L << 30);
        assertThat(SPEC.idleLatencies()).containsExactly(entry("any access", 80_000L));
        assertThatThrownBy(() -> new FixedSpec(null, null)).isInstanceOf(SpecException.class);
    }

    @Test
    void aFixedMemoryHasALatencyInTime() {
        assertThatThrownBy(() -> new FixedSpec(Latency.ofCycles(3), null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("80 ns");
        assertThatThrownBy(() -> new FixedSpec(Latency.parse("1 ns"), new ByteSize(0)))
                .isInstanceOf(SpecException.class);
    }
}
