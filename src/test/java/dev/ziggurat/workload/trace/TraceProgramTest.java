package dev.ziggurat.workload.trace;

import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.memory.Reference.Kind;
import dev.ziggurat.units.SpecException;
import dev.ziggurat.workload.ProgramSpec;
import dev.ziggurat.workload.References.Seen;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway") // absent keys are null
final class TraceProgramTest {
    @TempDir
    private Path folder;

    @Test
    void stopsAtItsEndAndStaysThere() {
        TraceSpec spec = Traces.spec(Traces.text(folder, " L 10,4", " S 20,4"));
        assertThat(spec.finite()).isTrue();
        Program program = spec.create(random(1));
        assertThat(take(program, 10)).extracting(Seen::kind).containsExactly(Kind.LOAD, Kind.STORE, Kind.EXIT);
        assertThat(take(program, 10)).extracting(Seen::kind).containsExactly(Kind.EXIT);
    }

    @Test
    void loopsWithoutDependencesFromPassToPass() {
        Path file = Traces.text(folder, " L 10,4", " L 20,4", " M 30,4");
        TraceSpec spec = new TraceSpec(
                file, null, TraceSpec.OnEnd.LOOP, null, TraceSpec.Dependencies.SERIAL, null, null, null, null);
        assertThat(spec.finite()).isFalse();
        assertThat(take(spec.create(random(1)), 7)).extracting(Seen::dependsOn).containsExactly(0, 1, 1, 0, 1, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"din/mixed.din.gz", "lackey/chase.lackey.gz", "champsim/chase_serial.champsim.xz"})
    void positionedGoesOnAsIfItHadRun(String name) {
        TraceSpec spec = new TraceSpec(
                Traces.reference(name), null, null, null, TraceSpec.Dependencies.SERIAL, null, null, null, null);
        List<Seen> whole = take(spec.create(random(1)), 61_000);
        Program program = spec.create(random(1));
        Random choice = new Random(3);
        for (int trial = 0; trial < 5; trial++) {
            int n = choice.nextInt(Math.min(whole.size(), 60_000));
            program.skipTo(n);
            assertThat(take(program, 1000)).as("after %d", n).isEqualTo(whole.subList(n, n + 1000));
        }
    }

    @Test
    void positionedInALoopGoesOnAsIfItHadRun() {
        Path file = Traces.text(folder, "I  4000,3", " L 10,4", "I  4003,2", "I  4005,1", " L 20,4", " M 30,4");
        for (boolean fetch : new boolean[] {true, false}) {
            TraceSpec spec = new TraceSpec(
                    file, null, TraceSpec.OnEnd.LOOP, null, TraceSpec.Dependencies.SERIAL, fetch, null, null, null);
            List<Seen> whole = take(spec.create(random(1)), 100);
            Program reused = spec.create(random(1));
            for (int n = 60; n >= 0; n--) {
                reused.skipTo(n);
                assertThat(take(reused, 15)).as("after %d", n).isEqualTo(whole.subList(n, n + 15));
            }
        }
    }

    @Test
    void leftOutFetchesBecomeGaps() {
        Path file = Traces.text(
                folder,
                "I  4000,3",
                "I  4003,3",
                "I  4006,3",
                " L 10,4",
                " S 18,4",
                "I  4009,1",
                " M 20,4",
                "I  400a,1");
        TraceSpec spec = new TraceSpec(file, null, null, null, null, false, null, null, null);
        assertThat(Traces.all(spec))
                .containsExactly(
                        new Seen(Kind.LOAD, 0x10, 4, 0x4006, 2, 0),
                        new Seen(Kind.STORE, 0x18, 4, 0x4006, 0, 0),
                        new Seen(Kind.MODIFY, 0x20, 4, 0x4009, 0, 0),
                        new Seen(Kind.EXIT, 0, 0, 0, 0, 0));
    }

    @Test
    void aLoopOfLeftOutFetchesIsRefused() {
        Path file = Traces.text(folder, "I  4000,3");
        TraceSpec spec = new TraceSpec(file, null, TraceSpec.OnEnd.LOOP, null, null, false, null, null, null);
        assertThatThrownBy(() -> take(spec.create(random(1)), 1))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("holds no references but instruction fetches");
    }

    @Test
    void physicalTracesDeclareNoArea() {
        Path file = Traces.text(folder, " L 10,4");
        TraceSpec physical =
                new TraceSpec(file, null, null, ProgramSpec.AddressSpace.PHYSICAL, null, null, null, null, null);
        assertThat(physical.create(random(1)).areas()).isEmpty();
        assertThat(physical.addressSpace()).isEqualTo(ProgramSpec.AddressSpace.PHYSICAL);
        assertThat(Traces.spec(file).create(random(1)).areas()).containsExactly(new Area("user", 0, 1L << 47));
        assertThat(Traces.spec(file).files()).containsExactly(file);
    }

    @Test
    void specWantsAFile() {
        assertThatThrownBy(() -> Traces.spec(null))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'file' is missing");
    }

    /** 3 million lines, 40 MB unpacked, in a loop: what is allocated is a buffer a pass. */
    @Test
    void memoryDoesNotGrowWithTheTrace() throws IOException {
        Path file = folder.resolve("long.lackey.gz");
        byte[] block = " L 1ffeff0,8\n S 1ffeff8,4\nI  004000,3\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (int i = 0; i < 1000; i++) {
                out.write(block);
            }
        }
        Program program = Traces.looping(file).create(random(1));
        Reference reference = new Reference();
        run(program, reference, 10_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(program, reference, 2_900_000);
        long pass = threads.getCurrentThreadAllocatedBytes() - before;
        run(program, reference, 2_900_000);
        long twoPasses = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(pass).isLessThan(100_000);
        assertThat(twoPasses).isLessThan(1_000_000);
    }

    private static void run(Program program, Reference reference, int count) {
        for (int i = 0; i < count; i++) {
            program.next(reference);
        }
    }
}
