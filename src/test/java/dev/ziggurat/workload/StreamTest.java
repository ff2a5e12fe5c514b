package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway") // absent keys are null
final class StreamTest {
    /** The bytes an iteration that STREAM counts: 16, 16, 24 and 24. */
    @ParameterizedTest
    @CsvSource({"COPY, 2, 16", "SCALE, 2, 16", "ADD, 3, 24", "TRIAD, 3, 24"})
    void aPassTouchesEachElementOnceAndMovesTheBytesOfStream(Stream.Kernel kernel, int arrays, int bytes) {
        int elements = 100;
        ProgramSpec spec = new Stream.Spec(kernel, bytes(arrays * elements * 8 + " B"), null, null, null);
        List<Seen> pass = take(spec.create(random(1)), arrays * elements);
        assertThat(pass.stream().map(Seen::address).distinct()).hasSize(arrays * elements);
        assertThat(pass.stream().mapToInt(Seen::size).sum()).isEqualTo(elements * bytes);
        assertThat(pass.stream().filter(seen -> seen.kind() == Reference.Kind.STORE))
                .hasSize(elements);
        assertThat(pass.stream().filter(seen -> seen.kind() == Reference.Kind.STORE))
                .allMatch(seen -> seen.address() >= BASE + (arrays - 1L) * elements * 8 && seen.dependsOn() == 1);
    }

    @Test
    void triadLoadsBothBeforeItStores() {
        ProgramSpec spec = new Stream.Spec(Stream.Kernel.TRIAD, bytes("64 B"), bytes("8 B"), null, null);
        assertThat(take(spec.create(random(1)), 7))
                .extracting(seen -> seen.kind() + " " + (seen.address() - BASE))
                .containsExactly("LOAD 0", "LOAD 24", "STORE 48", "LOAD 8", "LOAD 32", "STORE 56", "LOAD 0");
    }

    @Test
    void refusesArraysWithoutElements() {
        assertThatThrownBy(() -> new Stream.Spec(Stream.Kernel.ADD, bytes("16 B"), null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("3 arrays");
        assertThatThrownBy(() -> new Stream.Spec(Stream.Kernel.ADD, bytes("1 KiB"), bytes("1 KiB"), null, null))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Stream.Spec(null, bytes("1 KiB"), null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'kernel' is missing");
    }
}
