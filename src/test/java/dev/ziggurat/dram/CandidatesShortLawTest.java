package dev.ziggurat.dram;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link CandidatesLaw} in short runs, one at a time: quick enough to be asked of each of many mutants. */
final class CandidatesShortLawTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void findWhatALookAtEveryBankFinds(int ranks) {
        for (int seed = 100; seed < 104; seed++) {
            CandidatesLaw.check(seed, ranks, 400);
        }
    }
}
