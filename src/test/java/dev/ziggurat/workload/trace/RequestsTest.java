package dev.ziggurat.workload.trace;

import static dev.ziggurat.workload.References.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.References.Seen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // absent keys are null
final class RequestsTest {
    private static final Latency CYCLE = Latency.ofPicoseconds(833);

    @TempDir
    private Path folder;

    private static TraceSpec spec(
            Path file, TraceSpec.OnEnd end, Pacing.Kind pacing, Latency cycle, Integer outstanding) {
        return new TraceSpec(file, null, end, null, null, null, pacing, cycle, outstanding);
    }

    private static List<Long> arrivals(Program program, int count) {
        List<Long> arrivals = new ArrayList<>();
        Reference reference = new Reference();
        for (int i = 0; i < count; i++) {
            program.next(reference);
            arrivals.add(reference.at);
        }
        return arrivals;
    }

    @Test
    void readsReadsAndWritesOfALine() {
        Path file =
                Traces.text(folder, "# cycle address", "200 0x30e27240 R", "", "200 0x2b7dd9c0 W", " 400\t0X40  R ");
        assertThat(Traces.all(Traces.spec(file)))
                .containsExactly(
                        new Seen(Kind.LOAD, 0x30e27240, 64, 0, 0, 0),
                        new Seen(Kind.STORE, 0x2b7dd9c0, 64, 0, 0, 0),
                        new Seen(Kind.LOAD, 0x40, 64, 0, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
        TraceSpec halves = Traces.spec(file, new Requests.Spec(ByteSize.parse("32 B")));
        assertThat(Traces.all(halves).get(0).size()).isEqualTo(32);
    }

    @Test
    void arrivalsAreInPicosecondsAndGoOnAfterTheEnd() {
        Path file = Traces.text(folder, "2 0x0 R", "5 0x40 R", "5 0x80 W");
        Program program = spec(file, TraceSpec.OnEnd.LOOP, null, CYCLE, null).create(random(1));
        assertThat(program.pacing()).isEqualTo(new Pacing(Pacing.Kind.ARRIVAL, 833, 0));
        assertThat(arrivals(program, 8))
                .containsExactly(2 * 833L, 5 * 833L, 5 * 833L, 8 * 833L, 11 * 833L, 11 * 833L, 14 * 833L, 17 * 833L);
    }

    @Test
    void positionedGoesOnAtTheRightTime() {
        Path file = Traces.text(folder, "2 0x0 R", "5 0x40 R", "5 0x80 W");
        List<Long> whole =
                arrivals(spec(file, TraceSpec.OnEnd.LOOP, null, CYCLE, null).create(random(1)), 40);
        Program reused = spec(file, TraceSpec.OnEnd.LOOP, null, CYCLE, null).create(random(1));
        for (int n = 30; n >= 0; n--) {
            Program program = n % 2 == 0
                    ? reused
                    : spec(file, TraceSpec.OnEnd.LOOP, null, CYCLE, null).create(random(1));
            program.skipTo(n);
            assertThat(arrivals(program, 9)).as("after %d", n).isEqualTo(whole.subList(n, n + 9));
        }
    }

    @Test
    void saturatedPacingTakesItsCycleAndItsLimit() {
        Path file = Traces.text(folder, "2 0x0 R");
        assertThat(spec(file, null, Pacing.Kind.SATURATED, null, 128)
                        .create(random(1))
                        .pacing())
                .isEqualTo(new Pacing(Pacing.Kind.SATURATED, 0, 128));
        assertThat(spec(file, null, Pacing.Kind.SATURATED, CYCLE, null)
                        .create(random(1))
                        .pacing())
                .isEqualTo(new Pacing(Pacing.Kind.SATURATED, 833, 0));
        assertThat(spec(file, null, null, null, null).create(random(1)).pacing())
                .isEqualTo(Pacing.CLOCKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 0x0",
                "1 0x0 r",
                "1 0 R",
                "1 0x R",
                "x 0x0 R",
                "-1 0x0 R",
                "1 0x0 RR",
                "1,0x0,R",
                "1 0x0 R 5",
                "0xR"
            })
    void refusesALineThatIsNone(String wrong) {
        Path file = Traces.text(folder, "0 0x0 R", wrong);
        assertThatThrownBy(() -> Traces.all(Traces.spec(file)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining(", line 2: ")
                .hasMessageContaining("is no request; expected for example '200 0x30e27240 R'");
    }

    @Test
    void refusesArrivalsThatGoBackOrBeyondTime() {
        Path back = Traces.text(folder, "10 0x0 R", "9 0x0 R");
        assertThatThrownBy(() -> Traces.all(Traces.spec(back)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("line 2: arrives in cycle 9, before the request above it (10)");
        Path late = Traces.text(folder, "10 0x0 R", "999999999999999999 0x0 R");
        assertThatThrownBy(() -> Traces.all(spec(late, null, null, CYCLE, null)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("beyond the end of simulated time");
    }

    @Test
    void specRefusesPacingWithoutWhatItNeeds() {
        Path file = Path.of("x");
        assertThatThrownBy(() -> spec(file, null, Pacing.Kind.ARRIVAL, null, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("cycle: 833 ps");
        assertThatThrownBy(() -> spec(file, null, null, Latency.ofCycles(2), null))
                .isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> spec(file, null, null, null, -1)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new TraceSpec(
                        file, new Lackey.Spec(), null, null, null, null, Pacing.Kind.ARRIVAL, CYCLE, null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("no arrival times");
        assertThatThrownBy(() -> new Requests.Spec(ByteSize.parse("0 B"))).isInstanceOf(SpecException.class);
    }
}
