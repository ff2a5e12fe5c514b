package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ziggurat.machine.LoadTimes.Part;
import dev.ziggurat.machine.LoadTimes.Way;
import dev.ziggurat.machine.yaml.Packed;
import dev.ziggurat.machine.yaml.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The sums of {@code explain}: those of {@code check}, which the chases measure, taken apart. */
final class LoadTimesTest {
    private static List<String> machines() {
        return Packed.names(MachineReader.FOLDER);
    }

    private static Derived derived(String machine, String... settings) {
        List<Setting> laidOver = List.of(settings).stream().map(Setting::parse).toList();
        return new Derived(
                new MachineReader(Catalogs.standard()).read(machine, laidOver).spec());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theSumsAreThoseThatCheckPrints(String machine) {
        Derived derived = derived(machine);
        for (Way way : new LoadTimes(derived).data()) {
            String component = way.answer().replaceFirst(",.*", "");
            String state = way.answer().substring(component.length());

            assertThat(Explanation.of(derived))
                    .as(way.answer())
                    .contains(new Explanation.Fact(
                            component, "load-to-use" + state, Amounts.both(way.total(), derived.period())));
        }
    }

    @Test
    void aHitPaysEachLevelAndEachLinkOnItsWay() {
        Way llc = new LoadTimes(derived("desktop")).data().get(2);

        assertThat(llc.parts())
                .containsExactly(
                        new Part("l1d", 1000),
                        new Part("l2", 2500),
                        new Part("link of llc", 2000),
                        new Part("llc", 5500));
    }

    @Test
    void fillsOnTheWayUpArePartsToo() {
        Derived derived = derived("desktop", "caches.l2.fill-latency=3 cycles");
        List<Way> ways = new LoadTimes(derived).data();

        assertThat(ways.get(1).parts()).doesNotContain(new Part("fills above", 750));
        assertThat(ways.get(2).parts()).contains(new Part("fills above", 750));
        assertThat(ways.get(3).parts()).contains(new Part("fills above", 750));
    }

    /** The machine of the chases: TranslationChaseTest measures 1750 ps for the second TLB and 250 ps for the walk caches. */
    @Test
    void translationGoesFromTheFirstTlbToTheLongestWalk() {
        assertThat(new LoadTimes(derived("desktop", "memory={kind: fixed, latency: 80 ns}")).translation())
                .extracting(Way::answer, Way::total)
                .containsExactly(
                        tuple("first TLB", 0L),
                        tuple("second TLB", 1750L),
                        tuple("walk of 1 load, found in l1d", 1750L + 250 + 1000),
                        tuple("walk of 4 loads, found in memory", 1750L + 250 + 4 * (11_000 + 80_000)));
    }

    @ParameterizedTest
    @CsvSource({"4, 4, 32, 1", "4, 4, 0, 2", "4, 0, 0, 3", "0, 0, 0, 4", "0, 0, 1, 1"})
    void aWalkBeginsBelowTheLowestLevelThatIsCached(int level4, int level3, int level2, int loads) {
        Derived derived = derived(
                "desktop",
                "translation.walk-caches={level4: " + level4 + ", level3: " + level3 + ", level2: " + level2 + "}");

        assertThat(new LoadTimes(derived).translation().get(2).answer())
                .isEqualTo("walk of " + (loads == 1 ? "1 load" : loads + " loads") + ", found in l1d");
    }

    @Test
    void walksThatEnterLowerDownPayFromThereOn() {
        Derived derived = derived("desktop", "translation.walks-enter=l2");

        assertThat(new LoadTimes(derived).translation().get(2).total()).isEqualTo(1750 + 250 + 2500);
    }

    @Test
    void segmentsAddTheirDescriptors() {
        assertThat(new LoadTimes(derived("segmented", "translation.descriptors.latency=2 cycles")).translation())
                .extracting(Way::answer, Way::total)
                .startsWith(tuple("descriptor cache", 500L), tuple("descriptor found in l1d", 1500L))
                .hasSize(3);
    }

    @Test
    void faultsPayTheKernelAndTheDevice() {
        assertThat(new LoadTimes(derived("desktop")).faults())
                .extracting(Way::answer, Way::total)
                .startsWith(
                        tuple("first touch of a page", 50_000L + 200_000),
                        tuple("page in swap, place in the mapping cache", 50_000L + 500_000 + 88_906_000 + 50_000));
    }

    @Test
    void whatIsNotThereHasNoWays() {
        LoadTimes times = new LoadTimes(derived("desktop", "translation.format=none"));

        assertThat(times.translation()).isEmpty();
        assertThat(times.faults()).isEmpty();
    }

    @Test
    void withoutCachesMemoryAnswers() {
        LoadTimes times =
                new LoadTimes(derived("teaching", "caches=null", "translation=null", "os=null", "storage=null"));

        assertThat(times.data()).containsExactly(new Way("memory, any access", List.of(new Part("memory", 90_000))));
    }
}
