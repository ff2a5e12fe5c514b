package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.FixedSpec;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ShippedMachinesTest {
    private static Config<MachineSpec> read(String machine, String... sets) {
        List<Setting> settings = Arrays.stream(sets).map(Setting::parse).toList();
        return new MachineReader(Catalogs.standard()).read(machine, settings);
    }

    static List<String> machines() {
        return Packed.names(MachineReader.FOLDER);
    }

    @Test
    void sixMachinesShip() {
        assertThat(machines())
                .containsExactlyInAnyOrder("desktop", "embedded", "segmented", "segmented-pages", "server", "teaching");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void isCalledAsItsFileAndSaysNothingInVain(String machine) {
        Config<MachineSpec> config = read(machine);

        assertThat(config.spec().machine()).isEqualTo(machine);
        assertThat(config.spec().description()).isNotBlank();
        assertThat(MachineReader.notes(config)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void isAWholeMachineWhoseOperatingSystemGoesWithTranslation(String machine) {
        MachineSpec whole = read(machine).spec();
        Config<MachineSpec> bare = read(machine, "translation.format=none");

        assertThat(whole.kernel()).isNotNull();
        assertThat(whole.devices()).hasSize(1);
        assertThat(bare.spec().kernel()).isNull();
        assertThat(MachineReader.notes(bare)).hasSize(1);
    }

    @Test
    void memoryAloneNeedsNoMoreThanItsDriver() {
        MachineSpec memory = read(
                        "desktop", "cores={kind: open-loop, clock: 1.2 GHz}", "caches=null", "translation.format=none")
                .spec();

        assertThat(memory.caches()).isEmpty();
        assertThat(read("desktop", "cores={kind: open-loop, clock: 1.2 GHz}", "caches=null")
                        .spec()
                        .kernel())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void readingItsResolvedTextBackGivesTheSame(String machine) {
        Config<MachineSpec> config = read(machine);
        Config<MachineSpec> again = new MachineReader(Catalogs.standard())
                .read(Source.text("resolved.yaml", Path.of(""), config.resolved()), List.of());

        assertThat(again.spec()).isEqualTo(config.spec());
        assertThat(again.digest()).isEqualTo(config.digest());
    }

    @Test
    void theDesktopHasThePublishedLoadToUseTotals() {
        Derived derived = new Derived(read("desktop").spec());

        assertThat(derived.level("l1d").loadToUse()).isEqualTo(4 * 250);
        assertThat(derived.level("l2").loadToUse()).isEqualTo(14 * 250);
        assertThat(derived.level("llc").loadToUse()).isEqualTo(44 * 250);
        assertThat(derived.machine().memory().spec().capacity()).isEqualTo(8L << 30);
    }

    @Test
    void theTeachingMachineHasRoundSums() {
        Derived derived = new Derived(read("teaching").spec());

        assertThat(derived.level("l1d").loadToUse()).isEqualTo(1000);
        assertThat(derived.level("l2").loadToUse()).isEqualTo(10_000);
        assertThat(derived.loadToMemory()).isEqualTo(10_000);
        assertThat(derived.level("l1d").spec().sets()).isEqualTo(4);
        assertThat(derived.level("l2").spec().sets()).isEqualTo(8);
    }

    @Test
    void devicesArePresetsThatPathsLeadInto() {
        Config<MachineSpec> config =
                read("desktop", "memory.device=ddr4-3200aa-8gb-x8", "memory.device.standard.tCL=20 cycles");

        assertThat(config.resolved())
                .contains("      tCK: 625 ps  # preset ddr4-3200aa-8gb-x8.yaml:", "      tCL: 20 cycles  # --set\n");
    }

    @Test
    void oneLatencyTakesThePlaceOfDram() {
        MachineSpec machine =
                read("desktop", "memory={kind: fixed, latency: 80 ns}").spec();

        assertThat(machine.memory().spec()).isInstanceOf(FixedSpec.class);
    }

    @Test
    void checkTellsPeakBandwidthAndIdleLatenciesOfMemory() {
        assertThat(Explanation.of(new Derived(read("desktop").spec())))
                .contains(
                        new Explanation.Fact("memory", "peak bandwidth", "19.2077 GB/s"),
                        new Explanation.Fact("memory", "idle latency, row open", "69.972 cycles = 17.493 ns"),
                        new Explanation.Fact("memory", "idle latency, bank closed", "123.284 cycles = 30.821 ns"),
                        new Explanation.Fact("memory", "idle latency, other row open", "176.596 cycles = 44.149 ns"),
                        new Explanation.Fact("memory", "load-to-use, row open", "113.972 cycles = 28.493 ns"));
        assertThat(Explanation.of(new Derived(read("teaching").spec())))
                .contains(new Explanation.Fact("memory", "load-to-use, any access", "100 cycles = 100 ns"));
    }
}
