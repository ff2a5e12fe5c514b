package dev.ziggurat.dram.standard;

import static dev.ziggurat.dram.standard.Command.ACTIVATE;
import static dev.ziggurat.dram.standard.Command.PRECHARGE;
import static dev.ziggurat.dram.standard.Command.READ;
import static dev.ziggurat.dram.standard.Command.REFRESH;
import static dev.ziggurat.dram.standard.Command.WRITE;
import static dev.ziggurat.dram.standard.Scope.BANK;
import static dev.ziggurat.dram.standard.Scope.BANK_GROUP;
import static dev.ziggurat.dram.standard.Scope.OTHER_RANKS;
import static dev.ziggurat.dram.standard.Scope.RANK;

import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import java.util.List;

/**
 * DDR4 SDRAM (JESD79-4): the parameters of a speed bin, in cycles or in time as the standard gives them. A time becomes cycles by the
 * standard's rounding (section 13.5): a cycle is added only for a rest above 2.6 % of one. tREFI, an upper bound, is rounded down.
 *
 * @param tCK the clock period, a whole number of picoseconds
 * @param tBL a burst on the data bus: 4 cycles for BL8
 * @param tCL read command to first data (CAS latency)
 * @param tCWL write command to first data
 * @param tRCD activate to column command
 * @param tRP precharge to activate
 * @param tRAS activate to precharge
 * @param tRC activate to activate of one bank; default tRAS + tRP
 * @param tCCDS column command to column command, other bank group (tCCD_S)
 * @param tCCDL column command to column command, same bank group (tCCD_L)
 * @param tRRDS activate to activate, other bank group (tRRD_S)
 * @param tRRDL activate to activate, same bank group (tRRD_L)
 * @param tFAW at most four activates of a rank in this window
 * @param tWTRS end of write data to read command, other bank group (tWTR_S)
 * @param tWTRL end of write data to read command, same bank group (tWTR_L)
 * @param tWR end of write data to precharge
 * @param tRTP read command to precharge
 * @param tRFC refresh to any command of the rank
 * @param tREFI mean distance of refreshes
 * @param tRTRS what the data bus rests between bursts of two ranks; a property of the board, default 2 cycles
 */
public record Ddr4(
        Latency tCK,
        Latency tBL,
        Latency tCL,
        Latency tCWL,
        Latency tRCD,
        Latency tRP,
        Latency tRAS,
        Latency tRC,
        Latency tCCDS,
        Latency tCCDL,
        Latency tRRDS,
        Latency tRRDL,
        Latency tFAW,
        Latency tWTRS,
        Latency tWTRL,
        Latency tWR,
        Latency tRTP,
        Latency tRFC,
        Latency tREFI,
        Latency tRTRS)
        implements Standard {
    /** What the data bus needs to turn from reading to writing (JESD79-4, read to write command delay). */
    private static final int TURN = 2;

    public Ddr4 {
        SpecException.requirePresent("tCK", tCK, "833 ps");
        if (tCK.inCycles() || tCK.amount() == 0) {
            throw new SpecException("tCK", "the clock period is a time above 0; write for example '833 ps'");
        }
        Rounding rounding = new Rounding(tCK.amount());
        tBL = tBL == null ? Latency.ofCycles(4) : rounding.required("tBL", tBL, "4 cycles");
        tCL = rounding.required("tCL", tCL, "16 cycles");
        tCWL = rounding.required("tCWL", tCWL, "12 cycles");
        tRCD = rounding.required("tRCD", tRCD, "16 cycles");
        tRP = rounding.required("tRP", tRP, "16 cycles");
        tRAS = rounding.required("tRAS", tRAS, "32 ns");
        tRC = tRC == null ? Latency.ofCycles(tRAS.amount() + tRP.amount()) : rounding.required("tRC", tRC, "48 ns");
        tCCDS = rounding.required("tCCDS", tCCDS, "4 cycles");
        tCCDL = rounding.required("tCCDL", tCCDL, "5 ns");
        tRRDS = rounding.required("tRRDS", tRRDS, "4 cycles");
        tRRDL = rounding.required("tRRDL", tRRDL, "4.9 ns");
        tFAW = rounding.required("tFAW", tFAW, "21 ns");
        tWTRS = rounding.required("tWTRS", tWTRS, "2.5 ns");
        tWTRL = rounding.required("tWTRL", tWTRL, "7.5 ns");
        tWR = rounding.required("tWR", tWR, "15 ns");
        tRTP = rounding.required("tRTP", tRTP, "7.5 ns");
        tRFC = rounding.required("tRFC", tRFC, "350 ns");
        tREFI = rounding.requiredAtMost("tREFI", tREFI, "7.8 us");
        tRTRS = tRTRS == null ? Latency.ofCycles(2) : rounding.cycles("tRTRS", tRTRS);
        checkOrder(tRFC, tREFI, tRP);
    }

    private static void checkOrder(Latency tRFC, Latency tREFI, Latency tRP) {
        if (tREFI.amount() <= tRFC.amount() + tRP.amount()) {
            throw new SpecException("tREFI", "a rank would do nothing but refresh; tREFI is above tRP + tRFC");
        }
    }

    @Override
    public long clock() {
        return tCK.amount();
    }

    @Override
    public int burst() {
        return count(tBL);
    }

    @Override
    public int readLatency() {
        return count(tCL);
    }

    @Override
    public int writeLatency() {
        return count(tCWL);
    }

    @Override
    public int fourActivates() {
        return count(tFAW);
    }

    @Override
    public int refreshInterval() {
        return count(tREFI);
    }

    @Override
    public List<Constraint> constraints() {
        int readEnd = readLatency() + burst();
        int writeEnd = writeLatency() + burst();
        int rest = count(tRTRS);
        return List.of(
                // One bank: a row's life.
                new Constraint(ACTIVATE, READ, BANK, count(tRCD)),
                new Constraint(ACTIVATE, WRITE, BANK, count(tRCD)),
                new Constraint(ACTIVATE, PRECHARGE, BANK, count(tRAS)),
                new Constraint(ACTIVATE, ACTIVATE, BANK, count(tRC)),
                new Constraint(READ, PRECHARGE, BANK, count(tRTP)),
                new Constraint(WRITE, PRECHARGE, BANK, writeEnd + count(tWR)),
                new Constraint(PRECHARGE, ACTIVATE, BANK, count(tRP)),
                // Activates of one rank; tFAW stands beside them.
                new Constraint(ACTIVATE, ACTIVATE, RANK, count(tRRDS)),
                new Constraint(ACTIVATE, ACTIVATE, BANK_GROUP, count(tRRDL)),
                // Column commands of one rank.
                new Constraint(READ, READ, RANK, count(tCCDS)),
                new Constraint(READ, READ, BANK_GROUP, count(tCCDL)),
                new Constraint(WRITE, WRITE, RANK, count(tCCDS)),
                new Constraint(WRITE, WRITE, BANK_GROUP, count(tCCDL)),
                new Constraint(READ, WRITE, RANK, readEnd + TURN - writeLatency()),
                new Constraint(WRITE, READ, RANK, writeEnd + count(tWTRS)),
                new Constraint(WRITE, READ, BANK_GROUP, writeEnd + count(tWTRL)),
                // Bursts of two ranks on one data bus.
                new Constraint(READ, READ, OTHER_RANKS, burst() + rest),
                new Constraint(WRITE, WRITE, OTHER_RANKS, burst() + rest),
                new Constraint(READ, WRITE, OTHER_RANKS, readEnd + rest - writeLatency()),
                new Constraint(WRITE, READ, OTHER_RANKS, writeEnd + rest - readLatency()),
                // Refresh.
                new Constraint(PRECHARGE, REFRESH, RANK, count(tRP)),
                new Constraint(REFRESH, ACTIVATE, RANK, count(tRFC)),
                new Constraint(REFRESH, REFRESH, RANK, count(tRFC)));
    }

    private static int count(Latency cycles) {
        return Math.toIntExact(cycles.amount());
    }
}
