package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.instructions;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.memory.WordStore;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // absent keys are null
final class FalseSharingTest {
    @Test
    void eachThreadModifiesItsOwnCounter() {
        FalseSharing.Spec spec = new FalseSharing.Spec(bytes("32 B"), 2L, null, instructions(5));
        Program third = spec.create(random(1), new Crew(2, 4, new WordStore()));

        assertThat(third.areas()).extracting(Area::bytes).containsExactly(4 * 32L);
        assertThat(take(third, 9)).extracting(Seen::kind).containsExactly(Kind.MODIFY, Kind.MODIFY, Kind.EXIT);
        third.skipTo(0);
        assertThat(take(third, 2)).allMatch(seen -> seen.address() == CommonKeys.BASE + 64 && seen.gap() == 5);
    }

    @Test
    void anAtomicModificationHasAFenceBehindIt() {
        Program program = new FalseSharing.Spec(null, 2L, true, null).create(random(1));

        assertThat(take(program, 9))
                .extracting(Seen::kind)
                .containsExactly(Kind.MODIFY, Kind.FENCE, Kind.MODIFY, Kind.FENCE, Kind.EXIT);
        program.skipTo(3);
        assertThat(take(program, 9)).extracting(Seen::kind).containsExactly(Kind.FENCE, Kind.EXIT);
    }

    @Test
    void refusesCountersThatOverlap() {
        assertThatThrownBy(() -> new FalseSharing.Spec(bytes("4 B"), null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("8 B to 1 MiB apart");
        assertThatThrownBy(() -> new FalseSharing.Spec(null, 0L, null, null)).hasMessageContaining("out of range");
    }
}
