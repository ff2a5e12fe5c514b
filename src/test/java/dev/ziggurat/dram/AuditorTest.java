package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.Auditor.Cmd;
import dev.ziggurat.dram.standard.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The auditor finds nothing in a legal trace of commands, each fault that was put into one, and nothing in what the controller issues. */
final class AuditorTest {
    private static final List<Cmd> LEGAL = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        AuditorTest.class.getResourceAsStream("/reference/dram/commands_clean.csv.gz"))),
                StandardCharsets.US_ASCII))) {
            lines.lines().skip(1).map(AuditorTest::parse).forEach(LEGAL::add);
        }
    }

    private static Cmd parse(String line) {
        String[] f = line.split(",", -1);
        Command command = Arrays.stream(Command.values())
                .filter(each -> each.mnemonic().equals(f[1]))
                .findFirst()
                .orElseThrow();
        return new Cmd(Long.parseLong(f[0]), command, number(f[3]), number(f[4]), number(f[5]), number(f[6]));
    }

    private static int number(String field) {
        return Integer.parseInt(field);
    }

    private static Map<String, Integer> audit(List<Cmd> commands) {
        Auditor auditor = new Auditor(Devices.named(Devices.DDR4_2400), 2, 0);
        commands.forEach(auditor::feed);
        return auditor.violations();
    }

    @Test
    void aLegalTraceBreaksNoRule() {
        assertThat(LEGAL).hasSize(11988);
        assertThat(audit(LEGAL)).isEmpty();
    }

    @Test
    void aReadOfAnotherRowIsFound() {
        List<Cmd> commands = new ArrayList<>(LEGAL);
        commands.set(1500, new Cmd(5365, Command.READ, 0, 1, 0, 2236));
        assertThat(audit(commands)).containsOnlyKeys("WRONG_ROW");
    }

    @Test
    void aMissingActivateIsFound() {
        List<Cmd> commands = new ArrayList<>(LEGAL);
        commands.remove(2998);
        assertThat(audit(commands)).containsOnlyKeys("COL_CLOSED");
    }

    @Test
    void aMissingPrechargeIsFound() {
        List<Cmd> commands = new ArrayList<>(LEGAL);
        commands.remove(4498);
        assertThat(audit(commands)).containsKey("ACT_OPEN");
    }

    @Test
    void aMissingPrechargeOfAllIsFoundByTheRefresh() {
        List<Cmd> commands = new ArrayList<>(LEGAL);
        commands.removeIf(each -> each.command() == Command.PRECHARGE && each.cycle() == 32796);
        assertThat(audit(commands)).containsKey("REF_OPEN");
    }

    @Test
    void everyCommandOfTheTraceIsAsEarlyOrLaterThanEachRuleAllows() {
        // One cycle earlier than a rule allows is found for each rule that the trace meets exactly.
        List<String> met = new ArrayList<>();
        Auditor auditor = new Auditor(Devices.named(Devices.DDR4_2400), 2, 0);
        for (Cmd each : LEGAL) {
            Cmd earlier = new Cmd(each.cycle() - 1, each.command(), each.rank(), each.group(), each.bank(), each.row());
            met.addAll(auditor.broken(earlier));
            auditor.feed(each);
        }
        assertThat(met).contains("tRCD", "tRP", "tRRD_S", "tFAW", "tCCD_L", "tRFC", "CMDBUS", "tRTP", "tRAS");
    }

    @ParameterizedTest
    @CsvSource({
        "ddr4-2400r-8gb-x8, 1",
        "ddr4-2400r-8gb-x8, 2",
        "ddr4-3200aa-8gb-x8, 1",
        "ddr4-3200aa-8gb-x8, 2",
        "ddr4-2400r-8gb-x8, 4"
    })
    void theControllerBreaksNoRule(String device, int ranks) {
        for (String name : List.of("a_seq_read", "b_rand_read", "c_rand_mix", "f_low_load")) {
            DramSpec spec = new Specs(device).ranks(ranks).spec();
            RequestStream stream = RequestStream.named(name, 3_000);
            for (Driver driver : List.of(Driver.paced(spec, stream), Driver.saturated(spec, stream))) {
                Auditor auditor = new Auditor(spec.device(), ranks, 0);
                driver.observedBy(issued -> auditor.feed(Cmd.of(issued))).run();
                assertThat(auditor.violations()).as(name).isEmpty();
            }
        }
    }
}
