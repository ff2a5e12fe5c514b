package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.share;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // absent keys are null
final class ScatteredTest {
    private static final int BLOCKS = 32;
    private static final int LINES = 64;

    private static List<Long> starts(int seed) {
        List<Seen> seen = take(
                new Scattered.Spec(bytes("128 KiB"), null, null, null, null, null).create(random(seed)),
                2 * BLOCKS * LINES);
        for (int i = 0; i < seen.size(); i++) {
            long start = seen.get(i - i % LINES).address();
            assertThat(seen.get(i).address()).isEqualTo(start + 64L * (i % LINES));
            assertThat((start - BASE) % 4096).isZero();
        }
        return java.util.stream.IntStream.range(0, 2 * BLOCKS)
                .mapToObj(block -> seen.get(block * LINES).address())
                .toList();
    }

    @Test
    void everyBlockComesOnceAPassInTheSameOrderAndUpwardsInside() {
        List<Long> starts = starts(1);

        assertThat(starts.subList(0, BLOCKS)).doesNotHaveDuplicates();
        assertThat(starts.subList(BLOCKS, 2 * BLOCKS)).isEqualTo(starts.subList(0, BLOCKS));
        assertThat(starts.subList(0, BLOCKS)).isNotEqualTo(starts(2).subList(0, BLOCKS));
        long neighbours = java.util.stream.IntStream.range(1, BLOCKS)
                .filter(i -> starts.get(i) == starts.get(i - 1) + 4096)
                .count();
        assertThat(neighbours).isLessThan(BLOCKS / 4);
    }

    @Test
    void aBlockIsLoadedOrStoredToAsAWhole() {
        Scattered.Spec spec = new Scattered.Spec(bytes("128 KiB"), null, null, share("25 %"), null, null);
        int visits = 4000;
        List<Seen> seen = take(spec.create(random(3)), visits * LINES);
        int stored = 0;
        for (int visit = 0; visit < visits; visit++) {
            Reference.Kind kind = seen.get(visit * LINES).kind();
            stored += kind == Reference.Kind.STORE ? 1 : 0;
            assertThat(seen.subList(visit * LINES, (visit + 1) * LINES)).allMatch(each -> each.kind() == kind);
        }
        assertThat(stored).isBetween(visits / 4 - 120, visits / 4 + 120);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new Scattered.Spec(bytes("1 MiB"), bytes("4 KiB"), bytes("96 B"), null, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("96 B is no part of a block of 4 KiB");
        assertThatThrownBy(() -> new Scattered.Spec(bytes("1 MiB"), null, bytes("16 B"), null, bytes("32 B"), null))
                .hasMessageContaining("32 B is longer than the stride of 16 B");
        assertThatThrownBy(() -> new Scattered.Spec(bytes("1 KiB"), null, null, null, null, null))
                .hasMessageContaining("less than one block of 4 KiB");
    }
}
