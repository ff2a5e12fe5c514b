package dev.ziggurat.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Packed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of the shipped devices, against their behaviour. */
final class FigureTest {
    private static Map<String, Double> figures(BlockDeviceSpec spec) {
        Map<String, Double> figures = new HashMap<>();
        spec.figures().forEach(each -> figures.put(each.quantity(), each.value().doubleValue()));
        return figures;
    }

    static List<String> devices() {
        return Packed.names("configs/storage");
    }

    @ParameterizedTest
    @MethodSource("devices")
    void eachIsToldOnceWithItsFormula(String name) {
        BlockDeviceSpec spec = Presets.named(name);
        assertThat(spec.figures()).extracting(Figure::quantity).doesNotHaveDuplicates();
        assertThat(spec.figures())
                .allMatch(each -> each.value().signum() > 0 && !each.formula().isEmpty());
        assertThat(figures(spec)).containsEntry("capacity", (double) spec.capacity());
        assertThat(spec.times()).isNotEmpty();
    }

    @Test
    void aDiskReadsOneAtATimeAsOftenAsItIsTold() {
        BlockDeviceSpec spec = Presets.named("atlas-10k", "model.buffer.blocks=0");
        Lcg random = new Lcg(11);
        long pages = spec.capacity() / 4096;
        ClosedLoop loop = new ClosedLoop(spec, Direction.READ, 4096, 3000, () -> 8 * random.below(pages)).run(1);
        double perSecond = 1e6 / loop.mean();
        double told = figures(spec).get("reads of 4 KiB, one at a time");
        assertThat(perSecond / told).isBetween(0.97, 1.03);
    }

    @Test
    void aDriveDoesNoMoreThanAllItsUnitsAndAsMuchIfEachHasItsChannel() {
        double shared = readsPerSecond(4) / figures(drive(4)).get("reads of 4 KiB at most, 32 chips");
        double alone = readsPerSecond(1) / figures(drive(1)).get("reads of 4 KiB at most, 8 chips");
        assertThat(shared).isBetween(0.6, 1.0);
        assertThat(alone).isBetween(0.97, 1.0);
    }

    private static BlockDeviceSpec drive(int chips) {
        return Presets.named("nvme-mlc", "model.mapping-cache=null", "model.geometry.chips=" + chips);
    }

    private static double readsPerSecond(int chips) {
        Lcg random = new Lcg(11);
        int count = 40_000;
        ClosedLoop loop = new ClosedLoop(drive(chips), Direction.READ, 4096, count, () -> 16 * random.below(1 << 20));
        loop.run(512);
        return count / (loop.simulation.engine().now() / 1e12);
    }

    @Test
    void nothingIsToldOfABusThatTakesNoTime() {
        BlockDeviceSpec spec = Presets.named("cheetah-9lp", "model.controller.bus-sector=0 ps", "model.buffer=null");
        assertThat(figures(spec)).doesNotContainKeys("bus", "idle write of 4 KiB, buffered");
        assertThat(figures(drive(1))).containsKey("reads of 4 KiB at most, the link");
    }
}
