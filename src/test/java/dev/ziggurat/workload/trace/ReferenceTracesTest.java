package dev.ziggurat.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The traces with which caches are compared, counted against the table that came with them. */
@SuppressWarnings("NullAway") // absent keys are null
final class ReferenceTracesTest {
    @ParameterizedTest
    @CsvSource({
        "mm_naive, 613297, 480495, 128001, 4801, 1601, 8",
        "mm_blocked, 735050, 531742, 136051, 67257, 1606, 8",
        "chase, 540687, 409614, 114687, 16386, 4097, 10",
        "gzip, 500843, 399484, 84200, 17159, 5700, 10",
        "sort, 500660, 371289, 85677, 43694, 7160, 32",
        "seq, 262144, 0, 262144, 0, 0, 8",
        "stride, 240000, 0, 230000, 10000, 0, 4",
        "uniform, 300000, 0, 209743, 90257, 0, 8",
        "zipf, 300000, 0, 239918, 60082, 0, 8",
        "mixed, 177691, 120000, 37447, 20244, 14685, 32"
    })
    void countsAreThoseOfTheTable(
            String name, long all, long fetches, long reads, long writes, long straddling, int largest) {
        TraceInfo info = TraceInfo.of(Traces.reference("din/" + name + ".din.gz"), null);
        assertThat(info.format()).isEqualTo(new Din.Spec());
        assertThat(info.fetches()).isEqualTo(fetches);
        assertThat(info.loads()).isEqualTo(reads);
        assertThat(info.stores()).isEqualTo(writes);
        assertThat(info.modifies()).isZero();
        assertThat(info.references() + info.fetches()).isEqualTo(all);
        assertThat(info.straddling()).isEqualTo(straddling);
        assertThat(info.largest()).isEqualTo(largest);
        assertThat(info.linesExact()).isTrue();
    }

    /** A modify of lackey is a read and a write of din, and a straddling one counts twice there. */
    @ParameterizedTest
    @ValueSource(strings = {"mm_naive", "mm_blocked", "chase", "gzip", "sort"})
    void lackeyAndDinAreOneStream(String name) {
        Reference lackey = new Reference();
        Reference din = new Reference();
        try (TraceReader one =
                        new Lackey.Spec().open(TraceInput.open(Traces.reference("lackey/" + name + ".lackey.gz")));
                TraceReader other = new Din.Spec().open(TraceInput.open(Traces.reference("din/" + name + ".din.gz")))) {
            while (one.read(lackey)) {
                if (lackey.kind == Kind.MODIFY) {
                    assertSame(other, din, lackey, Kind.LOAD);
                    assertSame(other, din, lackey, Kind.STORE);
                } else {
                    assertSame(other, din, lackey, lackey.kind);
                }
            }
            assertThat(other.read(din)).isFalse();
        }
    }

    private static void assertSame(TraceReader other, Reference din, Reference lackey, Kind kind) {
        boolean same = other.read(din)
                && din.kind == kind
                && din.address == lackey.address
                && din.size == lackey.size
                && din.pc == lackey.pc;
        if (!same) {
            throw new AssertionError(kind + " of " + lackey.size + " B at " + Long.toHexString(lackey.address));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chase, 409614",
        "chase_serial, 409614",
        "gzip, 399484",
        "mm_blocked, 531742",
        "mm_naive, 480495",
        "s_chase6m, 300000",
        "s_rand, 300000",
        "s_stream, 300000"
    })
    void champSimRecordsAreTheInstructions(String name, long instructions) {
        TraceInfo info = TraceInfo.of(Traces.reference("champsim/" + name + ".champsim.xz"), null);
        assertThat(info.format()).isEqualTo(new ChampSim.Spec(null));
        assertThat(info.fetches()).isEqualTo(instructions);
        assertThat(info.straddling()).isZero();
    }

    /** The traces were made from those of lackey: the same loads and stores in the same order, as far as the format has room. */
    @ParameterizedTest
    @ValueSource(strings = {"mm_naive", "chase"})
    void champSimHasTheAddressesOfLackey(String name) {
        Reference lackey = new Reference();
        Reference champSim = new Reference();
        try (TraceReader one =
                        new Lackey.Spec().open(TraceInput.open(Traces.reference("lackey/" + name + ".lackey.gz")));
                TraceReader other = new ChampSim.Spec(null)
                        .open(TraceInput.open(Traces.reference("champsim/" + name + ".champsim.xz")))) {
            long compared = 0;
            while (one.read(lackey) && lackey.kind != Kind.MODIFY && compared < 300_000) {
                boolean same = other.read(champSim) && champSim.pc == lackey.pc && champSim.kind == lackey.kind;
                if (!same || (lackey.kind != Kind.FETCH && champSim.address != (lackey.address & -8))) {
                    throw new AssertionError(
                            lackey.kind + " at " + Long.toHexString(lackey.address) + " after " + compared + " others");
                }
                compared++;
            }
            assertThat(compared).isPositive();
        }
    }

    /** In the serial chase every load hangs on the one before; in the other one none does; one load in four instructions elsewhere. */
    @ParameterizedTest
    @CsvSource({"chase_serial, 1", "s_chase6m, 1", "s_rand, 0", "s_stream, 0", "chase, 0"})
    void champSimKeepsTheChainsOfTheRegisters(String name, int chained) {
        Reference reference = new Reference();
        long loads = 0;
        long dependent = 0;
        try (TraceReader reader =
                new ChampSim.Spec(null).open(TraceInput.open(Traces.reference("champsim/" + name + ".champsim.xz")))) {
            while (reader.read(reference)) {
                if (reference.kind == Kind.LOAD) {
                    loads++;
                    dependent += reference.dependsOn > 0 ? 1 : 0;
                }
            }
        }
        assertThat(dependent).isBetween((loads - 40) * chained, loads * chained);
    }
}
