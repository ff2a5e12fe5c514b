package dev.ziggurat.dram;

import org.junit.jupiter.api.Test;

/** {@link CandidatesLaw} in long runs. */
final class CandidatesLawTest {
    @Test
    void findWhatALookAtEveryBankFinds() {
        for (int seed = 0; seed < 60; seed++) {
            CandidatesLaw.check(seed, 1 + seed % 8, 1500);
        }
    }
}
