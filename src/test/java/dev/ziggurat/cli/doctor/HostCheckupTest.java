package dev.ziggurat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cli.doctor.Finding.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostCheckupTest {
    private static final List<String> SERIAL = List.of("Copy", "MarkSweepCompact");

    private static Host host(int java, long heap, int processors, List<String> collectors) {
        return new Host(java, "Vendor " + java, heap, processors, collectors, "UTF-8", Map.of());
    }

    private static Finding finding(Host host, String subject) {
        return new HostCheckup(host)
                .findings().stream()
                        .filter(each -> each.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aGoodHostHasNothingToDo() {
        Host host = host(21, 4L << 30, 8, SERIAL);

        assertThat(new HostCheckup(host).findings())
                .allMatch(finding -> finding.verdict() == Verdict.FINE)
                .allMatch(finding -> finding.advice().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"16, PROBLEM", "17, FINE", "25, FINE", "26, NOTE"})
    void javaIsOneOfThoseThatAreTested(int java, Verdict verdict) {
        assertThat(finding(host(java, 4L << 30, 2, SERIAL), "java").verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"1073741823, NOTE", "1073741824, FINE"})
    void aSmallHeapIsTold(long heap, Verdict verdict) {
        assertThat(finding(host(17, heap, 2, SERIAL), "heap").verdict()).isEqualTo(verdict);
    }

    @Test
    void anotherCollectorAndASingleProcessorAreTold() {
        Host host = host(17, 4L << 30, 1, List.of("G1 Young Generation", "G1 Old Generation"));

        assertThat(finding(host, "collector").advice()).contains("-XX:+UseSerialGC");
        assertThat(finding(host, "processors").verdict()).isEqualTo(Verdict.NOTE);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, FINE", "utf8, FINE", "ANSI_X3.4-1968, NOTE", "ISO-8859-1, NOTE"})
    void namesOfFilesNeedUtf8(String encoding, Verdict verdict) {
        Host host = new Host(17, "v", 4L << 30, 2, SERIAL, encoding, Map.of());

        assertThat(finding(host, "names of files").verdict()).isEqualTo(verdict);
    }

    @Test
    void thisHostCanBeLookedAt() {
        assertThat(Host.here().java()).isGreaterThanOrEqualTo(17);
        assertThat(new HostCheckup(Host.here()).findings()).hasSize(5);
    }
}
