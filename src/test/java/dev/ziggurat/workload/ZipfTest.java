package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // absent keys are null
final class ZipfTest {
    private static final int DRAWS = 1_000_000;

    /** The ranks that are expected at least twenty times each are compared one by one, the others together. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.99",
        "50, 0",
        "63, 0.9",
        "64, 0.99",
        "65, 1",
        "1000, 0.99",
        "100000, 0.5",
        "100000, 2.5",
        "777, 10"
    })
    void everyRankHasItsProbability(int n, double theta) {
        double[] weights = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = StrictMath.pow(i + 1, -theta);
            sum += weights[i];
        }
        long[] counts = count(n, theta);
        double chiSquare = 0;
        int degrees = -1;
        double restExpected = 0;
        double rest = 0;
        for (int i = 0; i < n; i++) {
            double expected = DRAWS * weights[i] / sum;
            if (expected >= 20) {
                chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
                degrees++;
            } else {
                restExpected += expected;
                rest += counts[i];
            }
        }
        if (restExpected >= 20) {
            chiSquare += (rest - restExpected) * (rest - restExpected) / restExpected;
            degrees++;
        }
        assertThat(chiSquare).isLessThanOrEqualTo(degrees + 5 * StrictMath.sqrt(2.0 * Math.max(degrees, 1)));
    }

    private static long[] count(int n, double theta) {
        ZipfRanks ranks = new ZipfRanks(n, theta);
        Draws draws = new Draws(random(n));
        long[] counts = new long[n];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) ranks.draw(draws.at(i))]++;
        }
        return counts;
    }

    /** The shares of YCSB's generator at theta 0.99. */
    @ParameterizedTest
    @CsvSource({"1000000, 0.502, 0.664, 0.830", "10000000, 0.566, 0.707, 0.852", "100000000, 0.614, 0.740, 0.868"})
    void hottestKeysHaveTheSharesOfYcsb(long n, double perMille, double perCent, double tenth) {
        ZipfRanks ranks = new ZipfRanks(n, 0.99);
        Draws draws = new Draws(random(1));
        long[] hits = new long[3];
        long lowest = n;
        long highest = 0;
        for (int i = 0; i < DRAWS; i++) {
            long rank = ranks.draw(draws.at(i));
            lowest = Math.min(lowest, rank);
            highest = Math.max(highest, rank);
            hits[0] += rank < n / 1000 ? 1 : 0;
            hits[1] += rank < n / 100 ? 1 : 0;
            hits[2] += rank < n / 10 ? 1 : 0;
        }
        assertThat(lowest).isZero();
        assertThat(highest).isLessThan(n);
        assertThat((double) hits[0] / DRAWS).isCloseTo(perMille, within(0.002));
        assertThat((double) hits[1] / DRAWS).isCloseTo(perCent, within(0.002));
        assertThat((double) hits[2] / DRAWS).isCloseTo(tenth, within(0.002));
    }

    @Test
    void rankedObjectsLieHottestFirst() {
        Program program =
                new Zipf.Spec(bytes("64 KiB"), null, 1.2, Zipf.Placement.RANKED, null, null, null).create(random(1));
        long[] counts = counts(program, 1024);
        assertThat(counts[0]).isGreaterThan(counts[1]);
        assertThat(counts[1]).isGreaterThan(counts[4]);
        assertThat(counts[4]).isGreaterThan(counts[100]);
    }

    @Test
    void scatteredObjectsLieAnywhereButAreAsHot() {
        Program ranked =
                new Zipf.Spec(bytes("64 KiB"), null, null, Zipf.Placement.RANKED, null, null, null).create(random(1));
        Program scattered = new Zipf.Spec(bytes("64 KiB"), null, null, null, null, null, null).create(random(1));
        long[] one = counts(ranked, 1024);
        long[] other = counts(scattered, 1024);
        assertThat(other).isNotEqualTo(one);
        Arrays.sort(one);
        Arrays.sort(other);
        assertThat(other).isEqualTo(one);
    }

    private static long[] counts(Program program, int objects) {
        long[] counts = new long[objects];
        Reference reference = new Reference();
        for (int i = 0; i < 200_000; i++) {
            program.next(reference);
            counts[(int) (reference.address - BASE) / 64]++;
        }
        return counts;
    }

    @Test
    void aHugeFootprintTakesNoTable() {
        Program program = new Zipf.Spec(new ByteSize(1L << 45), null, null, null, null, null, null).create(random(1));
        Reference reference = new Reference();
        long highest = 0;
        for (int i = 0; i < 10_000; i++) {
            program.next(reference);
            highest = Math.max(highest, reference.address);
        }
        assertThat(highest).isGreaterThan(1L << 44);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 64, 1000, 1023, 1025, 65_537})
    void permutationReachesEachOnce(long n) {
        Permutation permutation = new Permutation(n, random(n));
        boolean[] seen = new boolean[(int) n];
        for (long i = 0; i < n; i++) {
            int to = (int) permutation.at(i);
            assertThat(seen[to]).isFalse();
            seen[to] = true;
        }
    }

    /** Where position 0 goes, over many keys: 99 degrees of freedom. */
    @Test
    void permutationSendsAPlaceAnywhere() {
        long[] counts = new long[100];
        for (int seed = 0; seed < 100_000; seed++) {
            counts[(int) new Permutation(100, random(seed)).at(0)]++;
        }
        double chiSquare = 0;
        for (long count : counts) {
            chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
        }
        assertThat(chiSquare).isBetween(40.0, 180.0);
    }

    @Test
    void refusesAThetaOutOfRange() {
        for (double theta : new double[] {-0.1, 10.5, Double.NaN}) {
            assertThatThrownBy(() -> new Zipf.Spec(bytes("1 MiB"), null, theta, null, null, null, null))
                    .isInstanceOf(SpecException.class)
                    .hasMessageContaining("theta");
        }
    }
}
