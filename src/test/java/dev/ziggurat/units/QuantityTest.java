package dev.ziggurat.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that somebody typed and one that stands in a table are the same if they mean the same. */
final class QuantityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    4MiB         | 2 MiB; 4 MiB             | 4 MiB
                    4096KiB      | 4 MiB; 4096 KiB          | 4 MiB
                    4096 KiB     | 4 MiB; 4096 KiB          | 4096 KiB
                    0.5us        | 500 ns                   | 500 ns
                    1 cycles     | 1 cycle; 2 cycles        | 1 cycle
                    50%          | 50 %                     | 50 %
                    2.0          | 2                        | 2
                    100frames    | 100 references; 100 frames | 100 frames
                    100          | 100 references           | 100
                    4 ns         | 4 cycles; 4 MiB          | 4 ns
                    LRU          | lru                      | LRU
                    2 channels wide | 2  channels wide      | 2 channels wide
                    """)
    void aValueIsSpelledAsTheOneThatIsAsMuch(String typed, String among, String spelled) {
        List<String> values = Arrays.asList(among.split("; ", -1));
        assertThat(Quantity.spelled(typed, values)).isEqualTo(spelled);
    }
}
