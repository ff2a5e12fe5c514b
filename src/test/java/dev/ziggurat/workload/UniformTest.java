package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // absent keys are null
final class UniformTest {
    /** Chi-square with 749 degrees of freedom: mean 749, deviation 38.7; five deviations either way. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachSlotIsEquallyLikelyForLoadsAndStores(long seed) {
        Program program = new Uniform.Spec(bytes("6000 B"), null, share("50 %"), null, null).create(random(seed));
        long[] loads = new long[750];
        long[] stores = new long[750];
        Reference reference = new Reference();
        for (int i = 0; i < 1_500_000; i++) {
            program.next(reference);
            int slot = (int) (reference.address - BASE) / 8;
            if (reference.kind == Reference.Kind.LOAD) {
                loads[slot]++;
            } else {
                stores[slot]++;
            }
        }
        assertThat(chiSquare(loads)).as("seed %d", seed).isBetween(555.0, 943.0);
        assertThat(chiSquare(stores)).as("seed %d", seed).isBetween(555.0, 943.0);
        assertThat(sum(stores)).as("seed %d", seed).isBetween(747_000L, 753_000L);
    }

    /** Chi-square of pairs of neighbours, 1023 degrees of freedom, deviation 45.2. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aReferenceSaysNothingOfTheNext(long seed) {
        Program program = new Uniform.Spec(bytes("256 B"), null, null, null, null).create(random(seed));
        long[] pairs = new long[1024];
        Reference reference = new Reference();
        program.next(reference);
        int last = (int) (reference.address - BASE) / 8;
        for (int i = 0; i < 1_000_000; i++) {
            program.next(reference);
            int slot = (int) (reference.address - BASE) / 8;
            pairs[last * 32 + slot]++;
            last = slot;
        }
        assertThat(chiSquare(pairs)).as("seed %d", seed).isBetween(797.0, 1249.0);
    }

    private static double chiSquare(long[] counts) {
        double expected = (double) sum(counts) / counts.length;
        double result = 0;
        for (long count : counts) {
            result += (count - expected) * (count - expected) / expected;
        }
        return result;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
