package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.instructions;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.share;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // absent keys are null
final class StrideTest {
    @Test
    void goesRoundTheFootprint() {
        ProgramSpec spec = new Stride.Spec(bytes("256 B"), bytes("96 B"), null, null, instructions(2));
        assertThat(take(spec.create(random(1)), 5))
                .extracting(Seen::address)
                .containsExactly(BASE, BASE + 96, BASE + 192, BASE, BASE + 96);
        assertThat(take(spec.create(random(1)), 5)).allMatch(seen -> seen.gap() == 2 && seen.size() == 8);
    }

    @Test
    void lastAccessEndsInsideTheFootprint() {
        ProgramSpec spec = new Stride.Spec(bytes("200 B"), bytes("96 B"), null, bytes("8 B"), null);
        assertThat(take(spec.create(random(1)), 4))
                .extracting(Seen::address)
                .containsExactly(BASE, BASE + 96, BASE + 192, BASE);
        ProgramSpec shorter = new Stride.Spec(bytes("199 B"), bytes("96 B"), null, bytes("8 B"), null);
        assertThat(take(shorter.create(random(1)), 3)).extracting(Seen::address).containsExactly(BASE, BASE + 96, BASE);
    }

    @Test
    void sequentialTouchesEveryByteOnce() {
        ProgramSpec spec = new Sequential.Spec(bytes("64 B"), null, bytes("16 B"), null);
        assertThat(take(spec.create(random(1)), 5))
                .extracting(Seen::address)
                .containsExactly(BASE, BASE + 16, BASE + 32, BASE + 48, BASE);
    }

    @Test
    void storesHaveTheirShareOnEverySetAlike() {
        ProgramSpec spec = new Stride.Spec(bytes("8 KiB"), bytes("64 B"), share("25 %"), null, null);
        List<Seen> seen = take(spec.create(random(9)), 100_000);
        long even = 0;
        long odd = 0;
        for (Seen each : seen) {
            if (each.kind() == Reference.Kind.STORE) {
                if ((each.address() & 64) == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        assertThat(even).isBetween(12_000L, 13_000L);
        assertThat(odd).isBetween(12_000L, 13_000L);
    }

    @Test
    void sharesOfNothingAndOfAllAreExact() {
        ProgramSpec none = new Sequential.Spec(bytes("1 KiB"), share("0 %"), null, null);
        ProgramSpec all = new Sequential.Spec(bytes("1 KiB"), share("100 %"), null, null);
        assertThat(take(none.create(random(1)), 10_000)).allMatch(seen -> seen.kind() == Reference.Kind.LOAD);
        assertThat(take(all.create(random(1)), 10_000)).allMatch(seen -> seen.kind() == Reference.Kind.STORE);
    }

    @Test
    void refusesWhatHasNoRoom() {
        assertThatThrownBy(() -> new Stride.Spec(bytes("4 B"), bytes("64 B"), null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("no room");
        assertThatThrownBy(() -> new Stride.Spec(bytes("4 KiB"), bytes("0 B"), null, null, null))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Stride.Spec(bytes("4 KiB"), null, null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'stride' is missing");
        assertThatThrownBy(() -> new Sequential.Spec(null, null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'footprint' is missing");
        assertThatThrownBy(() -> new Sequential.Spec(bytes("1 KiB"), null, bytes("0 B"), null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("1 B to 4 KiB");
        assertThatThrownBy(() -> new Sequential.Spec(new ByteSize(1L << 60), null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("64 TiB");
        assertThatThrownBy(() -> new Sequential.Spec(bytes("1 KiB"), null, null, instructions(2_000_000)))
                .isInstanceOf(SpecException.class);
    }
}
