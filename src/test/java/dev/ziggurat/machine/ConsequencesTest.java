package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.yaml.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sentences with figures that can be had by hand. */
final class ConsequencesTest {
    private static List<String> of(String machine, String... settings) {
        List<Setting> laidOver = List.of(settings).stream().map(Setting::parse).toList();
        return Consequences.of(new Derived(
                new MachineReader(Catalogs.standard()).read(machine, laidOver).spec()));
    }

    @Test
    void memoryIsToldInLoadsOfTheFirstLevel() {
        assertThat(of("teaching"))
                .contains(
                        "A load answered by 'memory, any access' takes as long as 100 that l1d answers, one after the other.");
    }

    /** 224 / 4 = 56 cycles lie between the 44 of the last level and the 114 of memory. */
    @Test
    void theWindowHidesWhatIsShorterThanIt() {
        assertThat(of("desktop"))
                .anyMatch(sentence -> sentence.contains("fills in 56 cycles")
                        && sentence.contains("answered by 'llc' can be hidden")
                        && sentence.contains("'memory, row open' that much at most"));
        assertThat(of("desktop", "cores.window=4000"))
                .anyMatch(sentence -> sentence.endsWith("every load above can be hidden."));
        assertThat(of("desktop", "cores.window=8", "cores.load-queue=8", "cores.store-queue=8"))
                .anyMatch(sentence -> sentence.contains("no load above can be hidden"));
    }

    /** 12 lines of 64 B, each 28.493 - 1 ns under way: 768 B / 27.493 ns. */
    @Test
    void missesUnderWayBoundTheBandwidthOfACore() {
        assertThat(of("desktop"))
                .anyMatch(sentence -> sentence.contains("at most 12 lines of 64 B under way")
                        && sentence.contains(
                                "27.493 ns at least: 27.9344 GB/s at most; memory could give 19.2077 GB/s"));
        assertThat(of("embedded")).anyMatch(sentence -> sentence.contains("at most 1 line of 64 B"));
    }

    @Test
    void theReachOfTheTlbsIsComparedWithTheLastCache() {
        assertThat(of("desktop")).anyMatch(sentence -> sentence.contains("reach 6 MiB, less than the 8 MiB of llc"));
        assertThat(of("server")).anyMatch(sentence -> sentence.contains("as much as llc holds or more"));
    }

    @Test
    void nothingIsSaidOfWhatIsNotThere() {
        assertThat(of("desktop", "translation.format=none"))
                .noneMatch(sentence -> sentence.contains("TLB") || sentence.contains("swap"));
        assertThat(of("teaching", "cores={kind: open-loop, clock: 1 GHz}", "caches=null"))
                .isEmpty();
    }
}
