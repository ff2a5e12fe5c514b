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
    void theHintListsAllThatIsKnown() {
        assertThat(Words.hint("x", List.of())).isEqualTo("there is none here");
        assertThat(Words.hint("lru", List.of("lru2", "fifo"))).isEqualTo("did you mean 'lru2'? known: lru2, fifo");
    }
}
