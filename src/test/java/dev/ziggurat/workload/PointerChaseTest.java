package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.share;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // absent keys are null
final class PointerChaseTest {
    @ParameterizedTest
    @EnumSource(PointerChase.Order.class)
    void visitsEachNodeOnceARoundAndEveryRoundAlike(PointerChase.Order order) {
        Program program = new PointerChase.Spec(bytes("64000 B"), null, order, null, null, null).create(random(1));
        List<Seen> first = take(program, 1000);
        assertThat(new HashSet<>(first.stream().map(Seen::address).toList())).hasSize(1000);
        List<Seen> second = take(program, 1000);
        assertThat(second.stream().map(Seen::address))
                .isEqualTo(first.stream().map(Seen::address).toList());
    }

    @Test
    void eachLoadDependsOnTheOneBefore() {
        Program program = new PointerChase.Spec(bytes("4 KiB"), null, null, null, null, null).create(random(1));
        List<Seen> seen = take(program, 200);
        assertThat(seen.get(0).dependsOn()).isZero();
        assertThat(seen.subList(1, 200)).allMatch(each -> each.dependsOn() == 1 && each.kind() == Reference.Kind.LOAD);
    }

    @Test
    void aStoreWritesToTheNodeJustLoadedAndLeavesTheChainWhole() {
        ProgramSpec spec = new PointerChase.Spec(bytes("4 KiB"), null, null, share("40 %"), null, null);
        List<Seen> seen = take(spec.create(random(1)), 10_000);
        int lastLoad = -1;
        int stores = 0;
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).kind() == Reference.Kind.LOAD) {
                assertThat(seen.get(i).dependsOn()).isEqualTo(lastLoad < 0 ? 0 : i - lastLoad);
                lastLoad = i;
            } else {
                stores++;
                assertThat(seen.get(i).address())
                        .isEqualTo(lastLoad < 0 ? BASE : seen.get(lastLoad).address());
            }
        }
        assertThat(stores).isBetween(3800, 4200);
    }

    @Test
    void forwardAndBackwardGoByTheStride() {
        ByteSize footprint = bytes("256 B");
        Program forward =
                new PointerChase.Spec(footprint, null, PointerChase.Order.FORWARD, null, null, null).create(random(1));
        Program backward =
                new PointerChase.Spec(footprint, null, PointerChase.Order.BACKWARD, null, null, null).create(random(1));
        assertThat(take(forward, 5)).extracting(seen -> seen.address() - BASE).containsExactly(0L, 64L, 128L, 192L, 0L);
        assertThat(take(backward, 5))
                .extracting(seen -> seen.address() - BASE)
                .containsExactly(192L, 128L, 64L, 0L, 192L);
    }

    /** The six cycles through four nodes: chi-square with 5 degrees of freedom stays below 20.5 in 999 of 1000 cases. */
    @Test
    void eachCycleIsEquallyLikely() {
        Map<String, Integer> cycles = new HashMap<>();
        for (int seed = 0; seed < 60_000; seed++) {
            Program program = new PointerChase.Spec(bytes("256 B"), null, null, null, null, null).create(random(seed));
            List<Long> nodes = take(program, 8).stream()
                    .map(each -> (each.address() - BASE) / 64)
                    .toList();
            int zero = nodes.indexOf(0L);
            cycles.merge(nodes.subList(zero, zero + 4).toString(), 1, Integer::sum);
        }
        assertThat(cycles).hasSize(6);
        double chiSquare = cycles.values().stream()
                .mapToDouble(count -> (count - 1e4) * (count - 1e4) / 1e4)
                .sum();
        assertThat(chiSquare).isLessThan(20.5);
    }

    @Test
    void aRingBeyondTheTableIsComputed() {
        ByteSize footprint = new ByteSize(1L << 40);
        Program program = new PointerChase.Spec(footprint, null, null, null, null, null).create(random(1));
        List<Seen> seen = take(program, 100_000);
        assertThat(new HashSet<>(seen.stream().map(Seen::address).toList())).hasSize(100_000);
        long upper =
                seen.stream().filter(each -> each.address() - BASE >= 1L << 39).count();
        assertThat(upper).isBetween(49_000L, 51_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8 B", "64 B", "72 B"})
    void tinyRingsWork(String footprint) {
        Program program = new PointerChase.Spec(bytes(footprint), null, null, null, null, null).create(random(1));
        assertThat(take(program, 10)).allMatch(seen -> seen.address() <= BASE + 64);
    }

    @Test
    void refusesAChaseOfStoresAlone() {
        assertThatThrownBy(() -> new PointerChase.Spec(bytes("1 KiB"), null, null, share("100 %"), null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("less than 100 %");
    }
}
