package dev.ziggurat.workload;

import static dev.ziggurat.workload.References.BASE;
import static dev.ziggurat.workload.References.bytes;
import static dev.ziggurat.workload.References.instructions;
import static dev.ziggurat.workload.References.random;
import static dev.ziggurat.workload.References.share;
import static dev.ziggurat.workload.References.take;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ziggurat.memory.Area;
import dev.ziggurat.memory.Program;
import dev.ziggurat.memory.Reference;
import dev.ziggurat.workload.References.Seen;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every generator keeps to, whatever its kind. */
@SuppressWarnings("NullAway") // absent keys are null
final class GeneratorLawsTest {
    static Stream<Named<ProgramSpec>> generators() {
        return specs().entrySet().stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
    }

    private static Map<String, ProgramSpec> specs() {
        Map<String, ProgramSpec> specs = new LinkedHashMap<>();
        specs.put("sequential", new Sequential.Spec(bytes("1000 B"), share("30 %"), null, instructions(2)));
        specs.put("stride", new Stride.Spec(bytes("4 KiB"), bytes("72 B"), share("5 %"), bytes("4 B"), null));
        specs.put("stride beyond the footprint", new Stride.Spec(bytes("100 B"), bytes("1 KiB"), null, null, null));
        specs.put(
                "scattered",
                new Scattered.Spec(
                        bytes("4000 B"), bytes("256 B"), bytes("64 B"), share("20 %"), null, instructions(1)));
        specs.put("uniform", new Uniform.Spec(bytes("3 KiB"), null, share("50 %"), null, instructions(1)));
        specs.put("uniform, straddling", new Uniform.Spec(bytes("1 KiB"), bytes("1 B"), null, bytes("16 B"), null));
        specs.put("zipf", new Zipf.Spec(bytes("1 MiB"), null, null, null, share("20 %"), null, null));
        specs.put("zipf, ranked", new Zipf.Spec(bytes("1000 B"), null, 2.5, Zipf.Placement.RANKED, null, null, null));
        for (PointerChase.Order order : PointerChase.Order.values()) {
            specs.put("chase " + order, new PointerChase.Spec(bytes("6400 B"), null, order, null, null, null));
            specs.put(
                    "chase with stores " + order,
                    new PointerChase.Spec(bytes("6400 B"), null, order, share("60 %"), null, instructions(3)));
        }
        for (dev.ziggurat.workload.Stream.Kernel kernel : dev.ziggurat.workload.Stream.Kernel.values()) {
            specs.put(
                    "stream " + kernel,
                    new dev.ziggurat.workload.Stream.Spec(kernel, bytes("1001 B"), bytes("24 B"), null, null));
        }
        specs.put("false sharing", new FalseSharing.Spec(null, null, null, instructions(3)));
        specs.put("gups", new Gups.Spec(bytes("128 B"), null, null));
        specs.put("gups, one generator", new Gups.Spec(bytes("64 B"), 1, null));
        specs.put("ijk", multiply(MatrixMultiply.Order.IJK, 7, null, 9));
        specs.put("ikj", multiply(MatrixMultiply.Order.IKJ, 7, null, null));
        specs.put("blocked", multiply(MatrixMultiply.Order.BLOCKED, 8, 4, 8));
        specs.put("blocked with edges", multiply(MatrixMultiply.Order.BLOCKED, 7, 3, 16));
        return specs;
    }

    private static ProgramSpec multiply(MatrixMultiply.Order order, int n, Integer tile, Integer pitch) {
        return new MatrixMultiply.Spec(order, n, tile, pitch, null, null);
    }

    /** Asked for in pieces, with calls of {@code next} between. */
    @ParameterizedTest
    @MethodSource("generators")
    void addressesAloneAreThoseOfTheReferences(ProgramSpec spec) {
        if (!(spec.create(random(7)) instanceof AddressSource source)) {
            return;
        }
        List<Seen> whole = take(spec.create(random(7)), 3000);
        Random choice = new Random(4);
        long[] addresses = new long[300];
        Reference reference = new Reference();
        for (int n = 0; n < 2600; ) {
            int count = choice.nextInt(300);
            source.addresses(addresses, count);
            for (int i = 0; i < count; i++) {
                assertThat(addresses[i])
                        .as("reference %d", n + i)
                        .isEqualTo(whole.get(n + i).address());
                assertThat(whole.get(n + i).size()).isEqualTo(source.accessSize());
            }
            n += count;
            source.next(reference);
            assertThat(reference.address).isEqualTo(whole.get(n).address());
            n++;
        }
    }

    @ParameterizedTest
    @MethodSource("generators")
    void positionedGoesOnAsIfItHadRun(ProgramSpec spec) {
        List<Seen> whole = take(spec.create(random(7)), 4000);
        Random choice = new Random(42);
        Program reused = spec.create(random(7));
        for (int trial = 0; trial < 200; trial++) {
            int n = choice.nextInt(Math.min(whole.size(), 3900));
            Program program = trial % 2 == 0 ? spec.create(random(7)) : reused;
            program.skipTo(n);
            int length = Math.min(100, whole.size() - n);
            assertThat(take(program, length)).as("after %d", n).isEqualTo(whole.subList(n, n + length));
        }
    }

    @ParameterizedTest
    @MethodSource("generators")
    void staysInItsArea(ProgramSpec spec) {
        Program program = spec.create(random(1));
        assertThat(program.areas()).hasSize(1);
        Area area = program.areas().get(0);
        assertThat(area.start()).isEqualTo(BASE);
        for (Seen seen : take(program, 5000)) {
            if (seen.kind() != Reference.Kind.EXIT) {
                assertThat(seen.address()).isGreaterThanOrEqualTo(BASE);
                assertThat(seen.address() + seen.size()).isLessThanOrEqualTo(BASE + area.bytes());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("generators")
    void equalSeedsMakeEqualReferences(ProgramSpec spec) {
        assertThat(take(spec.create(random(3)), 1000)).isEqualTo(take(spec.create(random(3)), 1000));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void dependsOnReferencesOfItsOwnOnly(ProgramSpec spec) {
        List<Seen> seen = take(spec.create(random(5)), 3000);
        for (int i = 0; i < seen.size(); i++) {
            int back = seen.get(i).dependsOn();
            assertThat(back).isBetween(0, i);
            if (back > 0) {
                assertThat(seen.get(i - back).kind()).isIn(Reference.Kind.LOAD, Reference.Kind.MODIFY);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("generators")
    void allocatesNothingPerReference(ProgramSpec spec) {
        Program program = spec.create(random(1));
        Reference reference = new Reference();
        run(program, reference, 20_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(program, reference, 200_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    private static void run(Program program, Reference reference, int count) {
        for (int i = 0; i < count; i++) {
            program.next(reference);
        }
    }

    @ParameterizedTest
    @MethodSource("generators")
    void makesNoCallsAndWaitsForNothing(ProgramSpec spec) {
        assertThat(spec.calls()).isEmpty();
        assertThat(spec.files()).isEmpty();
        assertThat(spec.create(random(1)).waits(BASE)).isFalse();
    }
}
