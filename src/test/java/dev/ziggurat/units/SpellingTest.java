package dev.ziggurat.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpellingTest {
    @Test
    void theNearestNameIsOneOrTwoSlipsAway() {
        List<String> known = List.of("size", "ways", "line", "load-to-use", "write-buffer");

        assertThat(Spelling.nearest("wasy", known)).isEqualTo("ways");
        assertThat(Spelling.nearest("Size", known)).isEqualTo("size");
        assertThat(Spelling.nearest("load_to_use", known)).isEqualTo("load-to-use");
        assertThat(Spelling.nearest("writebuffer", known)).isEqualTo("write-buffer");
        assertThat(Spelling.nearest("replacement", known)).isNull();
        assertThat(Spelling.nearest("ab", List.of("cd"))).isNull();
        assertThat(Spelling.nearest("x".repeat(1000), known)).isNull();
        assertThat(Spelling.nearest("l2", List.of("l1i", "l1d", "llc", "l3"))).isEqualTo("l3");
    }

    @Test
    void theQuestionIsAskedOfANearNameOnly() {
        assertThat(Spelling.question("wasy", List.of("ways"))).isEqualTo("did you mean 'ways'? ");
        assertThat(Spelling.question("replacement", List.of("ways"))).isEmpty();
    }
}
