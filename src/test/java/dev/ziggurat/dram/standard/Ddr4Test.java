package dev.ziggurat.dram.standard;

import static dev.ziggurat.dram.standard.Command.ACTIVATE;
import static dev.ziggurat.dram.standard.Command.PRECHARGE;
import static dev.ziggurat.dram.standard.Command.READ;
import static dev.ziggurat.dram.standard.Command.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of two speed bins in cycles, as the published comparison used them. */
final class Ddr4Test {
    private static Ddr4 bin(String clock, int cl, int cwl) {
        return bin(clock, cl, cwl, "7.8 us");
    }

    private static Ddr4 bin(String clock, int cl, int cwl, String interval) {
        Latency row = Latency.ofCycles(cl);
        return new Ddr4(
                Latency.parse(clock),
                null,
                row,
                Latency.ofCycles(cwl),
                row,
                row,
                Latency.parse("32 ns"),
                null,
                Latency.ofCycles(4),
                Latency.parse("5 ns"),
                Latency.ofCycles(4),
                Latency.parse("4.9 ns"),
                Latency.parse("21 ns"),
                Latency.parse("2.5 ns"),
                Latency.parse("7.5 ns"),
                Latency.parse("15 ns"),
                Latency.parse("7.5 ns"),
                Latency.parse("350 ns"),
                Latency.parse(interval),
                null);
    }

    @ParameterizedTest
    @CsvSource({"833 ps, 16, 12, 39 55 6 6 26 3 9 18 9 421 9363", "625 ps, 22, 16, 52 74 8 8 34 4 12 24 12 560 12480"})
    void timesBecomeTheCyclesOfTheStandard(String clock, int cl, int cwl, String cycles) {
        Ddr4 bin = bin(clock, cl, cwl);
        List<Latency> times = List.of(
                bin.tRAS(),
                bin.tRC(),
                bin.tCCDL(),
                bin.tRRDL(),
                bin.tFAW(),
                bin.tWTRS(),
                bin.tWTRL(),
                bin.tWR(),
                bin.tRTP(),
                bin.tRFC(),
                bin.tREFI());
        assertThat(times)
                .isEqualTo(Arrays.stream(cycles.split(" ", -1))
                        .map(each -> Latency.ofCycles(Long.parseLong(each)))
                        .toList());
    }

    @Test
    void constraintsFollowFromTheParameters() {
        Ddr4 bin = bin("833 ps", 16, 12);
        assertThat(bin.gap(ACTIVATE, READ, Scope.BANK)).isEqualTo(16);
        assertThat(bin.gap(WRITE, PRECHARGE, Scope.BANK)).isEqualTo(12 + 4 + 18);
        assertThat(bin.gap(READ, WRITE, Scope.RANK)).isEqualTo(16 + 4 + 2 - 12);
        assertThat(bin.gap(WRITE, READ, Scope.RANK)).isEqualTo(12 + 4 + 3);
        assertThat(bin.gap(WRITE, READ, Scope.BANK_GROUP)).isEqualTo(12 + 4 + 9);
        assertThat(bin.gap(READ, READ, Scope.OTHER_RANKS)).isEqualTo(4 + 2);
        assertThat(bin.gap(READ, WRITE, Scope.OTHER_RANKS)).isEqualTo(16 + 4 + 2 - 12);
        assertThat(bin.gap(PRECHARGE, READ, Scope.BANK)).as("none such").isZero();
    }

    /** Each parameter has a value of its own, so that none stands for another. */
    @Test
    void everyConstraintHasItsParameters() {
        String text = bin(null, null).constraints().stream()
                .map(each -> each.before() + " " + each.after() + " " + each.scope() + " " + each.cycles())
                .collect(Collectors.joining("\n"));
        assertThat(text).isEqualTo("""
                ACTIVATE READ BANK 17
                ACTIVATE WRITE BANK 17
                ACTIVATE PRECHARGE BANK 40
                ACTIVATE ACTIVATE BANK 58
                READ PRECHARGE BANK 11
                WRITE PRECHARGE BANK 36
                PRECHARGE ACTIVATE BANK 18
                ACTIVATE ACTIVATE RANK 5
                ACTIVATE ACTIVATE BANK_GROUP 7
                READ READ RANK 3
                READ READ BANK_GROUP 6
                WRITE WRITE RANK 3
                WRITE WRITE BANK_GROUP 6
                READ WRITE RANK 10
                WRITE READ RANK 19
                WRITE READ BANK_GROUP 25
                READ READ OTHER_RANKS 6
                WRITE WRITE OTHER_RANKS 6
                READ WRITE OTHER_RANKS 10
                WRITE READ OTHER_RANKS 2
                PRECHARGE REFRESH RANK 18
                REFRESH ACTIVATE RANK 400
                REFRESH REFRESH RANK 400""");
    }

    @Test
    void whatIsGivenIsNoDefault() {
        Ddr4 given = bin(Latency.ofCycles(8), Latency.ofCycles(0));
        assertThat(given.burst()).isEqualTo(8);
        assertThat(given.gap(READ, READ, Scope.OTHER_RANKS)).isEqualTo(8);
        assertThat(given.fourActivates()).isEqualTo(27);
        assertThat(given.refreshInterval()).isEqualTo(9000);
        assertThat(given.clock()).isEqualTo(833);
        assertThat(given.readLatency()).isEqualTo(16);
        assertThat(given.writeLatency()).isEqualTo(12);
    }

    private static Ddr4 bin(Latency burst, Latency rest) {
        return new Ddr4(
                Latency.parse("833 ps"),
                burst,
                Latency.ofCycles(16),
                Latency.ofCycles(12),
                Latency.ofCycles(17),
                Latency.ofCycles(18),
                Latency.ofCycles(40),
                Latency.ofCycles(58),
                Latency.ofCycles(3),
                Latency.ofCycles(6),
                Latency.ofCycles(5),
                Latency.ofCycles(7),
                Latency.ofCycles(27),
                Latency.ofCycles(3),
                Latency.ofCycles(9),
                Latency.ofCycles(20),
                Latency.ofCycles(11),
                Latency.ofCycles(400),
                Latency.ofCycles(9000),
                rest);
    }

    @Test
    void aWholeNumberOfPicosecondsIsAClock() {
        assertThatThrownBy(() -> bin("4 cycles", 16, 12)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> bin("0 ps", 16, 12)).isInstanceOf(SpecException.class);
    }

    @Test
    void aRankCannotDoNothingButRefresh() {
        // tRFC = 421 and tRP = 16 cycles.
        assertThatThrownBy(() -> bin("833 ps", 16, 12, "437 cycles")).hasMessageContaining("nothing but refresh");
        assertThat(bin("833 ps", 16, 12, "438 cycles").refreshInterval()).isEqualTo(438);
    }
}
