package dev.ziggurat.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.cache.CacheSpec.Allocate;
import dev.ziggurat.cache.CacheSpec.Inclusion;
import dev.ziggurat.cache.CacheSpec.Prefetcher;
import dev.ziggurat.cache.CacheSpec.Write;
import dev.ziggurat.cache.replacement.Lru;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheSpecTest {
    private static CacheSpec spec(String below, ByteSize size, ByteSize line, Integer mshrs, Integer writeBuffer) {
        return new CacheSpec(
                null,
                below,
                null,
                size,
                2,
                line,
                Latency.ofCycles(4),
                null,
                null,
                mshrs,
                writeBuffer,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static CacheSpec ofLine(long line) {
        return spec("memory", new ByteSize(4 * line), new ByteSize(line), null, null);
    }

    @Test
    void whatAFileLeavesOutHasItsDefault() {
        CacheSpec spec = ofLine(64);

        assertThat(spec.shared()).isFalse();
        assertThat(spec.mshrs()).isEqualTo(16);
        assertThat(spec.writeBuffer()).isEqualTo(8);
        assertThat(spec.replacement()).isEqualTo(new Lru.Spec());
        assertThat(spec.write()).isEqualTo(Write.WRITE_BACK);
        assertThat(spec.allocate()).isEqualTo(Allocate.WRITE_ALLOCATE);
        assertThat(spec.prefetcher()).isEqualTo(Prefetcher.NONE);
        assertThat(spec.inclusion()).isEqualTo(Inclusion.NON_INCLUSIVE);
        assertThat(spec.fillLatency()).isEqualTo(Latency.ofCycles(0));
        assertThat(spec.sets()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {16, 4096})
    void lineOfTheLeastAndTheGreatestSizeIsTaken(long line) {
        assertThat(ofLine(line).line().bytes()).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 48, 8192})
    void otherLinesAreRefused(long line) {
        assertThatThrownBy(() -> ofLine(line)).isInstanceOf(SpecException.class).hasMessageContaining("power of two");
    }

    @Test
    void whatCannotBeLeftOutIsAskedFor() {
        ByteSize size = new ByteSize(256);
        ByteSize line = new ByteSize(64);

        assertThatThrownBy(() -> spec(null, size, line, 1, 1)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> spec("memory", null, line, 1, 1)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> spec("memory", size, null, 1, 1)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> spec("memory", size, line, 0, 1)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> spec("memory", size, line, 1, 0)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> spec("memory", new ByteSize(0), line, 1, 1)).isInstanceOf(SpecException.class);
    }

    @Test
    void linkCostsNothingUnlessToldSoAndMovesAtLeastAByte() {
        assertThat(new LinkSpec(null, null).latency()).isEqualTo(Latency.ofCycles(0));
        assertThat(new LinkSpec(Latency.ofCycles(3), new ByteSize(1)).latency()).isEqualTo(Latency.ofCycles(3));
        assertThatThrownBy(() -> new LinkSpec(null, new ByteSize(0)))
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.key()).isEqualTo("width"));
    }
}
