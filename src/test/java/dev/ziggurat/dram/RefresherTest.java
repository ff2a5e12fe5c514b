package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.AccessType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rank is still given when its refresh is due; DDR4-2400, a cycle 833 ps, tREFI 9363 cycles. */
final class RefresherTest {
    private static final long CYCLE = 833;
    private static final long RANK = 8192;
    private static final long BANK = 2 * 8192;

    /** When the second of two ranks is refreshed first. */
    private static final long DUE = 9363;

    /**
     * Two banks have been open for long, a third was opened in the cycle DUE - 2, for a read; so the rank cannot be closed before tRAS = 39 have
     * passed. Whatever else comes before waits, though its command would be legal.
     */
    @ParameterizedTest
    @CsvSource({
        "0, RD 9384, false",
        "0, WR 9387, true",
        "262144, PRE 9384, false",
        "262144, PRE 9384, true",
        "81920, ACT 9384, false"
    })
    void nothingButTheUseOfAnUnusedRowGoesBeforeADueRefresh(long address, String legal, boolean write) {
        Specs specs = new Specs(Devices.DDR4_2400).ranks(2);
        assertThat(run(specs, address, write))
                .startsWith(
                        "ACT " + (DUE - 2),
                        "RD " + (DUE - 2 + 16),
                        "PREA " + (DUE - 2 + 39),
                        "REF " + (DUE - 2 + 39 + 16),
                        "ACT " + (DUE - 2 + 39 + 16 + 421),
                        (write ? "WR " : "RD ") + (DUE - 2 + 39 + 16 + 421 + 16));
        assertThat(run(specs.withoutRefresh(), address, write)).contains(legal);
    }

    /** Returns the commands to the second rank from shortly before its refresh is due, with their cycles. */
    private static List<String> run(Specs specs, long address, boolean write) {
        Client client = new Client(specs.spec());
        List<String> commands = new ArrayList<>();
        client.memory.observe(issued -> {
            if (issued.rank == 1 && issued.cycle >= DUE - 2) {
                commands.add(issued.command.mnemonic() + " " + issued.cycle);
            }
        });
        client.load((DUE - 400) * CYCLE, RANK);
        client.load((DUE - 300) * CYCLE, RANK + BANK);
        client.load((DUE - 3) * CYCLE, RANK + 2 * BANK);
        AccessType type = write ? AccessType.WRITE_BACK : AccessType.LOAD;
        client.send((DUE + 20) * CYCLE, type, RANK + address, 64);
        client.run();
        return commands;
    }
}
