package dev.ziggurat.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.experiment.plan.SweepReader.Overrides;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sweeps that ship. */
final class ShippedSweepsTest {
    /** Those whose answer is a capacity, a plateau or a bandwidth, in which page walks and faults would be mistaken for it. */
    private static final Set<String> CACHES_AND_DRAM_ALONE =
            Set.of("associativity", "gups-time", "latency-curve", "llc-capacity", "memory-parallelism", "row-policy");

    static List<String> sweeps() {
        return Packed.names(SweepReader.SWEEPS);
    }

    @ParameterizedTest
    @MethodSource("sweeps")
    void isWellFormedAndRunsTheWholeMachineOrSaysThatItDoesNot(String sweep) {
        Source file = Source.file(Path.of(SweepReader.SWEEPS, sweep + ".yaml"));
        SweepSpec spec = new SweepReader().read(file, new Overrides(null, null, null));
        Plan plan = Plan.of(spec, List.of(), new MachineLaboratory(), "1");

        assertThat(spec.name()).isEqualTo(sweep);
        assertThat(plan.runs().get(0).setup().hasOperatingSystem()).isEqualTo(!CACHES_AND_DRAM_ALONE.contains(sweep));
    }
}
