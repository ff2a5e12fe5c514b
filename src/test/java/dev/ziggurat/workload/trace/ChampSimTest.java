package dev.ziggurat.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // absent keys are null
final class ChampSimTest {
    private static final int STACK = 6;
    private static final int FLAGS = 25;
    private static final int IP = 26;

    @TempDir
    private Path folder;

    private final ByteBuffer records = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);

    private static int[] registers(int... registers) {
        return registers;
    }

    private static long[] memory(long... addresses) {
        return addresses;
    }

    private void record(boolean branch, int[] destinations, int[] sources, long[] stored, long[] loaded) {
        int at = records.position();
        records.putLong(at, 0x400000 + at / 16);
        records.put(at + 8, (byte) (branch ? 1 : 0));
        for (int i = 0; i < destinations.length; i++) {
            records.put(at + 10 + i, (byte) destinations[i]);
        }
        for (int i = 0; i < sources.length; i++) {
            records.put(at + 12 + i, (byte) sources[i]);
        }
        for (int i = 0; i < stored.length; i++) {
            records.putLong(at + 16 + 8 * i, stored[i]);
        }
        for (int i = 0; i < loaded.length; i++) {
            records.putLong(at + 32 + 8 * i, loaded[i]);
        }
        records.position(at + 64);
    }

    private void load(int destination, int source, long address) {
        record(false, registers(destination), registers(source), memory(), memory(address));
    }

    private void compute(int destination, int... sources) {
        record(false, registers(destination), sources, memory(), memory());
    }

    private Path file() {
        return Traces.bytes(folder, Arrays.copyOf(records.array(), records.position()));
    }

    private List<Seen> data() {
        return Traces.all(Traces.spec(file())).stream()
                .filter(seen -> seen.kind() != Kind.FETCH && seen.kind() != Kind.EXIT)
                .toList();
    }

    @Test
    void eachRecordIsAFetchThenItsLoadsThenItsStores() {
        record(false, registers(), registers(), memory(0x1003, 0), memory(0x2007, 0, 0x3000));
        compute(1, 2);
        assertThat(Traces.all(Traces.spec(file())))
                .containsExactly(
                        new Seen(Kind.FETCH, 0x400000, 4, 0x400000, 0, 0),
                        new Seen(Kind.LOAD, 0x2000, 8, 0x400000, 0, 0),
                        new Seen(Kind.LOAD, 0x3000, 8, 0x400000, 0, 0),
                        new Seen(Kind.STORE, 0x1000, 8, 0x400000, 0, 1),
                        new Seen(Kind.FETCH, 0x400004, 4, 0x400004, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
    }

    @Test
    void aLoadDependsOnTheYoungestLoadBehindItsRegisters() {
        load(1, 0, 0x1000);
        load(2, 0, 0x2000);
        record(false, registers(3), registers(1, 2), memory(), memory(0x3000));
        load(4, 1, 0x4000);
        load(5, 9, 0x5000);
        assertThat(data()).extracting(Seen::dependsOn).containsExactly(0, 0, 1, 3, 0);
    }

    @Test
    void dependencesGoThroughInstructionsWithoutMemory() {
        load(1, 0, 0x1000);
        load(2, 0, 0x2000);
        compute(3, 1);
        compute(4, 3, 7);
        load(5, 4, 0x5000);
        compute(4, 8);
        load(6, 4, 0x6000);
        assertThat(data()).extracting(Seen::dependsOn).containsExactly(0, 0, 2, 0);
    }

    @Test
    void aStoreDependsOnItsOwnLoadOrOnItsSources() {
        load(1, 0, 0x1000);
        load(2, 0, 0x2000);
        record(false, registers(), registers(1), memory(0x3000), memory());
        record(false, registers(), registers(1), memory(0x4000), memory(0x4000));
        assertThat(data()).extracting(Seen::dependsOn).containsExactly(0, 0, 2, 3, 1);
        assertThat(data().get(3).kind()).isEqualTo(Kind.LOAD);
    }

    @Test
    void pushesAndPopsMakeNoChain() {
        record(false, registers(1, STACK), registers(STACK), memory(), memory(0x1000));
        record(false, registers(2, STACK), registers(STACK), memory(), memory(0x1008));
        record(true, registers(IP, STACK), registers(STACK), memory(), memory(0x1010));
        compute(STACK, STACK, FLAGS);
        load(3, STACK, 0x1020);
        assertThat(data()).extracting(Seen::dependsOn).containsExactly(0, 0, 0, 0);
    }

    @Test
    void aCalculatedStackPointerMakesAChain() {
        load(1, 0, 0x1000);
        compute(STACK, STACK, 1);
        load(2, STACK, 0x2000);
        assertThat(data()).extracting(Seen::dependsOn).containsExactly(0, 1);
    }

    @Test
    void branchesThatReadALoadedValueMakeNoChainThroughTheInstructionPointer() {
        load(1, 0, 0x1000);
        record(true, registers(IP), registers(IP, 1), memory(), memory());
        load(2, IP, 0x2000);
        assertThat(data()).extracting(Seen::dependsOn).containsExactly(0, 0);
    }

    @Test
    void withoutFetchesTheOtherInstructionsAreGaps() {
        compute(1, 0);
        compute(1, 0);
        load(2, 0, 0x1000);
        load(2, 0, 0x1040);
        compute(1, 0);
        record(false, registers(), registers(), memory(0x80), memory(0x40));
        compute(1, 0);
        TraceSpec spec = new TraceSpec(file(), null, null, null, null, false, null, null, null);
        assertThat(Traces.all(spec)).extracting(Seen::gap).containsExactly(2, 0, 1, 0, 0);
    }

    @Test
    void serialMakesEachLoadWaitForTheOneBefore() {
        load(1, 0, 0x1000);
        load(2, 0, 0x2000);
        record(false, registers(), registers(), memory(0x3000), memory());
        load(3, 0, 0x4000);
        TraceSpec spec =
                new TraceSpec(file(), null, null, null, TraceSpec.Dependencies.SERIAL, false, null, null, null);
        assertThat(Traces.all(spec)).extracting(Seen::dependsOn).containsExactly(0, 1, 0, 2, 0);
    }

    @Test
    void takesOtherSizesAlignedDownwards() {
        load(1, 0, 0x103f);
        assertThat(Traces.all(Traces.spec(file(), new ChampSim.Spec(ByteSize.parse("16 B"))))
                        .get(1))
                .isEqualTo(new Seen(Kind.LOAD, 0x1030, 16, 0x400000, 0, 0));
        assertThatThrownBy(() -> new ChampSim.Spec(ByteSize.parse("12 B"))).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new ChampSim.Spec(ByteSize.parse("128 B"))).isInstanceOf(SpecException.class);
    }

    @Test
    void refusesAFileThatEndsInsideARecord() {
        load(1, 0, 0x1000);
        load(1, 0, 0x1000);
        Path file = Traces.bytes(folder, Arrays.copyOf(records.array(), 100));
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessage(file + ", record 2: the file ends in the middle of this record, which has 64 bytes");
        Path shorter = Traces.bytes(folder, Arrays.copyOf(records.array(), 63));
        assertThatThrownBy(() -> Traces.all(Traces.spec(shorter, new ChampSim.Spec(null))))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("record 1");
    }

    @Test
    void refusesRecordsOfAnotherLength() {
        load(1, 0, 0x1000);
        load(1, 0, 0x1000);
        records.put(64 + 9, (byte) 7);
        assertThatThrownBy(() -> Traces.all(Traces.spec(file(), new ChampSim.Spec(null))))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("record 2: is_branch or taken is neither 0 nor 1");
    }
}
