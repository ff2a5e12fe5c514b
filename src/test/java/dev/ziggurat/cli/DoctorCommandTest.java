package dev.ziggurat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.cli.doctor.Finding;
import dev.ziggurat.cli.doctor.Finding.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void whereTestsRunSimulationsWork() throws IOException {
        Desk desk = new Desk(folder);

        assertThat(desk.ziggurat("doctor")).isZero();

        assertThat(desk.out())
                .containsPattern("self-test +fine +100 ns a load, as it must be")
                .endsWith("Simulations work here.\n");
    }

    @ParameterizedTest
    @CsvSource({"FINE, 0", "NOTE, 0", "PROBLEM, 1"})
    void onlyAProblemIsAFailure(Verdict verdict, int code) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        DoctorCommand doctor = new DoctorCommand(new Console(writer, writer, List.of()));

        assertThat(doctor.print(List.of(new Finding("disk", verdict, "full", "free some"))))
                .isEqualTo(code);

        assertThat(out.toString().contains("-> free some")).isEqualTo(verdict != Verdict.FINE);
    }
}
