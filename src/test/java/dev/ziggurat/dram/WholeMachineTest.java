package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.ziggurat.cpu.OpenLoop;
import dev.ziggurat.dram.Auditor.Cmd;
import dev.ziggurat.machine.Machine;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.MainMemory;
import dev.ziggurat.machine.RunOptions;
import dev.ziggurat.machine.RunResult;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.units.Frequency;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProgramSpec.AddressSpace;
import dev.ziggurat.workload.WorkloadSpec;
import dev.ziggurat.workload.trace.TraceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code requests} trace through an open-loop driver and a link makes the controller do what these tests' own driver makes it do. */
final class WholeMachineTest {
    private static final int REQUESTS = 20_000;

    /** Room for whatever a stream that is faster than the memory leaves waiting. */
    private static final int ROOM = 1 << 15;

    @TempDir
    private Path folder = Path.of("");

    private final List<Cmd> commands = new ArrayList<>();
    private final List<Cmd> expectedCommands = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"a_seq_read, 1", "b_rand_read, 1", "b_rand_read, 2", "c_rand_mix, 1", "c_rand_mix, 2", "f_low_load, 2"})
    void pacedStreamsGiveTheSameCommandsAndTimes(String name, int ranks) throws IOException {
        DramSpec spec = new Specs(Devices.DDR4_2400).ranks(ranks).spec();
        RequestStream stream = RequestStream.named(name, REQUESTS);
        Driver expected = Driver.paced(spec, stream)
                .observedBy(issued -> expectedCommands.add(Cmd.of(issued)))
                .run();
        RunResult result = run(spec, stream, Pacing.Kind.ARRIVAL, ROOM);
        checkSame(expected, stream, result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_seq_read", "b_rand_read"})
    void saturatedReadsGiveTheSameCommands(String name) throws IOException {
        DramSpec spec = new Specs(Devices.DDR4_2400).spec();
        RequestStream stream = RequestStream.named(name, REQUESTS);
        Driver expected = Driver.saturated(spec, stream)
                .observedBy(issued -> expectedCommands.add(Cmd.of(issued)))
                .run();
        RunResult result = run(spec, stream, Pacing.Kind.SATURATED, 0);
        assertThat(commands).isEqualTo(expectedCommands);
        assertThat(result.end().time()).isEqualTo(lastServed(expected, stream));
    }

    private void checkSame(Driver expected, RequestStream stream, RunResult result) {
        assertThat(commands).isEqualTo(expectedCommands);
        long readTime = 0;
        for (int i = 0; i < stream.length(); i++) {
            readTime += stream.writes[i] ? 0 : expected.served[i] - expected.arrivals[i];
        }
        assertThat(result.end().counter(new Term("core0", "load_time_ns"))).isEqualTo(readTime);
        assertThat(result.end().counter(new Term("core0", "references"))).isEqualTo(stream.length());
        assertThat(result.end().counter(new Term("memory.channel0", "row_hits")))
                .isEqualTo(expected.counts().hits);
        assertThat(result.end().counter(new Term("memory.channel0", "forwarded")))
                .isEqualTo(expected.counts().forwarded);
    }

    private static long lastServed(Driver driver, RequestStream stream) {
        long last = 0;
        for (int i = 0; i < stream.length(); i++) {
            last = Math.max(last, driver.served[i]);
        }
        return last;
    }

    /**
     * A slot is held until the data is there, in these tests' driver until the read command: a few requests less wait, which matters only to
     * when writes are drained.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void saturatedMixesTakeTheSameTimeWithinOnePercent(int ranks) throws IOException {
        DramSpec spec = new Specs(Devices.DDR4_2400).ranks(ranks).spec();
        RequestStream stream = RequestStream.named("c_rand_mix", REQUESTS);
        Driver expected = Driver.saturated(spec, stream).run();
        RunResult result = run(spec, stream, Pacing.Kind.SATURATED, 0);
        assertThat((double) result.end().time()).isCloseTo((double) lastServed(expected, stream), withPercentage(1));
    }

    private RunResult run(DramSpec spec, RequestStream stream, Pacing.Kind pacing, int outstanding) throws IOException {
        MachineSpec machine = new MachineSpec(
                "driver",
                null,
                null,
                new OpenLoop.Spec(1, Frequency.parse("1 GHz")),
                null,
                null,
                new MainMemory(null, spec),
                null,
                null);
        long cycle = spec.device().standard().clock();
        TraceSpec trace = new TraceSpec(
                write(stream),
                null,
                null,
                AddressSpace.PHYSICAL,
                null,
                null,
                pacing,
                Latency.ofPicoseconds(cycle),
                outstanding);
        ProcessSpec process =
                new ProcessSpec("driver", null, trace, null, null, null, null, null, null, null, null, null);
        Machine built =
                Machine.build(machine, new WorkloadSpec("requests", null, List.of(process)), RunOptions.DEFAULT);
        built.memory().observe(issued -> commands.add(Cmd.of(issued)));
        RunResult result = built.run();
        assertThat(result.status()).as(result.message()).isEqualTo(RunResult.Status.OK);
        return result;
    }

    private Path write(RequestStream stream) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < stream.length(); i++) {
            text.append(stream.cycles[i])
                    .append(" 0x")
                    .append(Long.toHexString(stream.addresses[i]))
                    .append(stream.writes[i] ? " W\n" : " R\n");
        }
        return Files.writeString(folder.resolve("stream.requests"), text);
    }
}
