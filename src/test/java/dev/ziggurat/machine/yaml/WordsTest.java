package dev.ziggurat.machine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void componentsOfRecordsAreSpeltWithHyphensAndJedecNamesAsInTheStandard() {
        assertThat(List.of("size", "loadToUse", "tRCD", "nCCD_L", "tREFI", "level4"))
                .extracting(Words::key)
                .containsExactly("size", "load-to-use", "tRCD", "nCCD_L", "tREFI", "level4");
    }

    @Test
    void theNearestNameIsOneOrTwoSlipsAway() {
        List<String> known = List.of("size", "ways", "line", "load-to-use", "write-buffer");

        assertThat(Words.nearest("wasy", known)).isEqualTo("ways");
        assertThat(Words.nearest("Size", known)).isEqualTo("size");
        assertThat(Words.nearest("load_to_use", known)).isEqualTo("load-to-use");
        assertThat(Words.nearest("writebuffer", known)).isEqualTo("write-buffer");
        assertThat(Words.nearest("replacement", known)).isNull();
        assertThat(Words.nearest("ab", List.of("cd"))).isNull();
        assertThat(Words.nearest("x".repeat(1000), known)).isNull();
    }

    @Test
    void theHintListsAllThatIsKnown() {
        assertThat(Words.nearest("l2", List.of("l1i", "l1d", "llc", "l3"))).isEqualTo("l3");
        assertThat(Words.hint("x", List.of())).isEqualTo("there is none here");
        assertThat(Words.hint("lru", List.of("lru2", "fifo"))).isEqualTo("did you mean 'lru2'? known: lru2, fifo");
    }
}
