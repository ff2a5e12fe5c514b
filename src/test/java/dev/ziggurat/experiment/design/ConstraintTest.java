package dev.ziggurat.experiment.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.Origin;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConstraintTest {
    private static final Map<String, String> VALUES = Map.of(
            "caches.l2.size", "1024 KiB",
            "caches.llc.size", "8 MiB",
            "cores.window", "224",
            "cores.load-queue", "72",
            "caches.llc.replacement", "lru");

    private static boolean holds(String condition) {
        return Constraint.parse(Origin.ofDefault(), condition).decide(VALUES::get);
    }

    @ParameterizedTest
    @CsvSource({
        "caches.l2.size < caches.llc.size, true",
        "caches.l2.size == 1 MiB, true",
        "caches.l2.size >= caches.llc.size, false",
        "8 * caches.l2.size == caches.llc.size, true",
        "8 * caches.l2.size < caches.llc.size, false",
        "8 * caches.l2.size <= caches.llc.size, true",
        "cores.window>3*cores.load-queue, true",
        "cores.window > 4 * cores.load-queue, false",
        "caches.llc.replacement != random, true",
        "caches.llc.replacement == random, false",
        "lru == caches.llc.replacement, true"
    })
    void comparesWhatIsMeantNotHowItIsWritten(String condition, boolean holds) {
        assertThat(holds(condition)).isEqualTo(holds);
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        assertThatThrownBy(() -> holds("cores.window < caches.l2.size"))
                .hasMessageContaining("cannot be compared by <");
        assertThatThrownBy(() -> holds("caches.llc.replacement < random")).hasMessageContaining("equal or not");
        assertThatThrownBy(() -> holds("caches.l3.size < 1 MiB"))
                .hasMessageContaining("where: caches.l3.size < 1 MiB: 'caches.l3.size' has no value");
        assertThatThrownBy(() -> holds("caches.l2.size")).hasMessageContaining("no condition");
        assertThatThrownBy(() -> holds("cores.window = 5")).hasMessageContaining("no condition");
    }
}
