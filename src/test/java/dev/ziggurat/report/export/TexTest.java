package dev.ziggurat.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TexTest {
    @Test
    void everySpecialCharacterIsSetAsItIsWritten() {
        assertThat(Tex.text("a_b & 50% #1 $x {y} ^~ \\ <p> | [q]*\n"))
                .isEqualTo("a\\_b \\& 50\\% \\#1 \\$x \\{y\\} \\textasciicircum{}\\textasciitilde{} \\textbackslash{}"
                        + " \\textless{}p\\textgreater{} \\textbar{} {[}q{]}{*} ");
    }

    @ParameterizedTest
    @CsvSource({
        "core0.l1d, CoreZeroLOneD",
        "cores.ipc, CoresIpc",
        "1.5 MiB, OnePointFiveMiB",
        "pointer-chase, PointerChase",
        "llc.read_latency_p99_ns, LlcReadLatencyPNineNineNs",
        "'16 KiB, lru', OneSixKiBLru",
    })
    void namesOfCommandsHaveLettersOnly(String written, String name) {
        assertThat(Tex.command(written)).isEqualTo(name).matches("[A-Za-z]+");
    }
}
