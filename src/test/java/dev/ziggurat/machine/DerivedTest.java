package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

final class DerivedTest {
    private static Derived derived(String from, String to) {
        return new Derived(Machines.changed(from, to).spec());
    }

    @Test
    void aLevelsOwnLatencyIsWhatLoadToUseLeaves() {
        Derived derived = new Derived(Machines.read(Machines.TEXT).spec());

        assertThat(derived.levels().values())
                .extracting(Derived.Level::name, Derived.Level::latency, Derived.Level::link, Derived.Level::loadToUse)
                .containsExactly(
                        tuple("l1i", 1000L, 0L, 1000L),
                        tuple("l1d", 1000L, 0L, 1000L),
                        tuple("l2", 2500L, 0L, 3500L),
                        tuple("llc", 5500L, 2000L, 11_000L));
        assertThat(derived.loadToMemory()).isEqualTo(11_000);
    }

    @Test
    void sumsFollowThePathOfData() {
        Derived derived = derived("line: 64 B, latency: 4 cycles}", "line: 64 B, latency: 9 cycles}");

        assertThat(derived.level("l1i").loadToUse()).isEqualTo(2250);
        assertThat(derived.level("l2").latency()).isEqualTo(2500);
    }

    @Test
    void aClockIsRoundedToWholePicoseconds() {
        Derived derived = derived("clock: 4 GHz", "clock: 3.2 GHz");

        assertThat(derived.period()).isEqualTo(313);
        assertThat(derived.level("l2").loadToUse()).isEqualTo(14 * 313);
        assertThat(Explanation.of(derived))
                .contains(new Explanation.Fact("cores", "effective frequency", "3.19489 GHz"));
    }

    @Test
    void theLinkBeforeMemoryCountsOnTheWayToIt() {
        assertThat(derived("80 ns", "80 ns, link: {latency: 3 ns}").loadToMemory())
                .isEqualTo(14_000);
        assertThat(new Derived(Machines.read("""
                                machine: bare
                                cores: {kind: in-order, clock: 1 GHz}
                                memory: {kind: fixed, latency: 80 ns, link: {latency: 3 ns}}
                                """).spec()).loadToMemory()).isEqualTo(3000);
    }

    @Test
    void checkExplainsSetsBitsAndLatencies() {
        var facts = Explanation.of(derived("    size: 1 MiB", "    size: 768 KiB"));

        assertThat(facts)
                .contains(
                        new Explanation.Fact("l1d", "sets", "64 of 8 x 64 B"),
                        new Explanation.Fact("l1d", "address bits", "offset 6, set 6, tag 52"),
                        new Explanation.Fact("l2", "address bits", "offset 6, set = line number modulo 768"),
                        new Explanation.Fact("l2", "latency", "10 cycles = 2.5 ns"),
                        new Explanation.Fact("llc", "link latency", "8 cycles = 2 ns"),
                        new Explanation.Fact("llc", "load-to-use", "44 cycles = 11 ns"),
                        new Explanation.Fact("memory", "capacity", "8 GiB"),
                        new Explanation.Fact("memory", "address bits", "33"),
                        new Explanation.Fact("memory", "caches and links before it", "44 cycles = 11 ns"));
    }

    @Test
    void checkExplainsTheReachOfTlbs() {
        Derived derived = derived("translation: {format: none}", """
                translation:
                  format: x86-64
                  walks-enter: l1d
                  tlbs:
                    l1i: {entries: 64, ways: 4, pages: [4 KiB]}
                    l1d: {entries: 64, ways: 4}
                    l2: {entries: 1536, ways: 12, latency: 7 cycles, pages: [4 KiB, 1 GiB]}
                """);

        assertThat(Explanation.of(derived).stream()
                        .filter(fact -> fact.component().startsWith("t"))
                        .map(fact -> fact.component() + " " + fact.quantity() + ": " + fact.value()))
                .containsExactly(
                        "translation virtual address bits: 48",
                        "tlbs.l1i sets: 16 of 4",
                        "tlbs.l1i latency: 0 cycles = 0 ns",
                        "tlbs.l1i reach, pages of 4 KiB: 256 KiB",
                        "tlbs.l1d sets: 16 of 4",
                        "tlbs.l1d latency: 0 cycles = 0 ns",
                        "tlbs.l1d reach, pages of 4 KiB: 256 KiB",
                        "tlbs.l1d reach, pages of 2 MiB: 128 MiB",
                        "tlbs.l2 sets: 128 of 12",
                        "tlbs.l2 latency: 7 cycles = 1.75 ns",
                        "tlbs.l2 reach, pages of 4 KiB: 6 MiB",
                        "tlbs.l2 reach, pages of 1 GiB: 1536 GiB");
    }
}
