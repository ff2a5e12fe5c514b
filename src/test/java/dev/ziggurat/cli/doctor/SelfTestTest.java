package dev.ziggurat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cli.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;

final class SelfTestTest {
    @Test
    void theAnswerIsTheKnownOne() {
        assertThat(SelfTest.findings()).extracting(Finding::verdict).containsExactly(Verdict.FINE, Verdict.FINE);
    }

    /** 100000 loads of 100 ns are 10^10 ps. */
    @Test
    void aPicosecondMoreIsAProblem() {
        assertThat(SelfTest.judged(10_000_000_000L, 5).verdict()).isEqualTo(Verdict.FINE);
        assertThat(SelfTest.judged(10_000_000_001L, 5).verdict()).isEqualTo(Verdict.PROBLEM);
        assertThat(SelfTest.judged(9_999_999_999L, 5).advice()).contains("another JDK");
    }
}
