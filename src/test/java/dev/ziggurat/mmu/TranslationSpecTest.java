package dev.ziggurat.mmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.ConfigReader;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.mmu.TranslationSpec.Format;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Latency;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of {@code translation:} as a machine file has them. */
final class TranslationSpecTest {
    private static final String DESKTOP = """
            translation:
              format: x86-64
              walks-enter: l1d
              tlbs:
                l1d: {entries: 64, ways: 4, latency: 0 cycles, pages: [4 KiB, 2 MiB]}
                l1i: {entries: 128, ways: 8, latency: 0 cycles, pages: [4 KiB, 2 MiB]}
                l2:  {entries: 1536, ways: 12, latency: 7 cycles, pages: [4 KiB, 2 MiB]}
              walk-caches: {level4: 4, level3: 4, level2: 32, latency: 1 cycle}
              walkers: 2
            """;

    @TempDir
    private Path folder;

    record File(TranslationSpec translation) {}

    private Config<File> read(String text) {
        return new ConfigReader<>(File.class, Catalogs.standard(), "configs/none")
                .read(Source.text("f.yaml", folder, text), List.of());
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(ConfigException.class, () -> read(text)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void keysAreThoseOfTheManual() {
        TranslationSpec spec = read(DESKTOP).spec().translation();
        TlbsSpec tlbs = Objects.requireNonNull(spec.tlbs());
        TlbSpec second = Objects.requireNonNull(tlbs.l2());

        assertThat(spec.format()).isEqualTo(Format.X86_64);
        assertThat(spec.table()).isSameAs(PageTableFormat.X86_64);
        assertThat(spec.walksEnter()).isEqualTo("l1d");
        assertThat(spec.walkers()).isEqualTo(2);
        assertThat(spec.tags()).isTrue();
        assertThat(spec.walkCaches()).isEqualTo(new WalkCachesSpec(null, null, null, null));
        assertThat(tlbs.l1i().sets()).isEqualTo(16);
        assertThat(second.latency()).isEqualTo(Latency.ofCycles(7));
        assertThat(second.sets()).isEqualTo(128);
        assertThat(second.reach(new ByteSize(4096))).isEqualTo(ByteSize.parse("6 MiB"));
    }

    @Test
    void defaultsAreFullyAssociativeLruWithoutLatency() {
        TlbSpec tlb = new TlbSpec(24, null, null, null, null);
        assertThat(tlb.sets()).isEqualTo(1);
        assertThat(tlb.latency()).isEqualTo(Latency.ofCycles(0));
        assertThat(tlb.pages()).containsExactly(ByteSize.parse("4 KiB"), ByteSize.parse("2 MiB"));
        assertThat(TranslationSpec.none().format()).isEqualTo(Format.NONE);
        assertThat(TranslationSpec.none().walkers()).isEqualTo(1);
        assertThatThrownBy(() -> TranslationSpec.none().table()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutTranslationTheRestIsWithoutEffectButRead() {
        TranslationSpec spec = read(DESKTOP.replace("x86-64", "none")).spec().translation();
        assertThat(spec.format()).isEqualTo(Format.NONE);
        assertThat(spec.tlbs()).isNotNull();
    }

    @Test
    void brokenRulesAreToldWithTheirKey() {
        assertThat(problems("translation: {format: x86-64}"))
                .containsExactly(
                        "f.yaml:1: translation: {format: x86-64}: 'walks-enter' is missing; write for example 'walks-enter: l1d'");
        assertThat(problems("translation: {format: x86-64, walks-enter: l1d}"))
                .hasSize(1)
                .first()
                .asString()
                .contains("'tlbs' is missing");
        assertThat(problems(DESKTOP.replace("ways: 12", "ways: 11")))
                .containsExactly("f.yaml:7: translation.tlbs.l2.ways: 11: 11 ways do not divide 1536 entries;"
                        + " the nearest is 1529");
        assertThat(problems(DESKTOP.replace("ways: 8, latency: 0 cycles, pages: [4 KiB, 2 MiB]", "pages: [8 KiB]")))
                .first()
                .asString()
                .contains("translation.tlbs.l1i.pages")
                .contains("this format has pages of [4 KiB, 2 MiB, 1 GiB] only");
        assertThat(problems(DESKTOP.replace("ways: 4, latency: 0 cycles, pages: [4 KiB, 2 MiB]", "pages: [2 MiB]")))
                .first()
                .asString()
                .contains("a TLB holds the smallest pages, 4 KiB");
        assertThat(problems(DESKTOP.replace("walkers: 2", "walkers: 0")))
                .first()
                .asString()
                .contains("walkers lies between 1 and 1024");
        assertThat(problems(DESKTOP.replace("level3: 4", "level3: -1"))).hasSize(1);
        assertThat(problems(DESKTOP.replace("    l1i:", "    x1i:")))
                .first()
                .asString()
                .contains("did you mean 'l1i'?");
        assertThatThrownBy(() -> new TlbsSpec(new TlbSpec(4, 4, null, null, null), null, null))
                .hasMessageContaining("l1d");
        assertThatThrownBy(() -> new TlbSpec(4, 4, null, TestTlbs.pages(12, 12), null))
                .hasMessageContaining("twice");
    }
}
