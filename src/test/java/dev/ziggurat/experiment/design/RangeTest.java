package dev.ziggurat.experiment.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RangeTest {
    static Node.Mapping map(String yaml) {
        return (Node.Mapping) Setting.parse("range=" + yaml).value();
    }

    private static List<String> steps(String yaml) {
        return Range.of(map(yaml)).steps().stream().map(Node::text).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {from: 64, to: 256, step: 64}                                  | 64; 128; 192; 256
            {from: 64, to: 250, step: 64}                                  | 64; 128; 192
            {from: 1 MiB, to: 16 MiB, factor: 2}                           | 1 MiB; 2 MiB; 4 MiB; 8 MiB; 16 MiB
            {from: 512 KiB, to: 2 MiB, step: 512 KiB}                      | 512 KiB; 1024 KiB; 1536 KiB; 2048 KiB
            {from: 10 ns, to: 1 us, points: 3, scale: log}                 | 10 ns; 100 ns; 1000 ns
            {from: 1.0 GHz, to: 2 GHz, points: 3, multiple-of: 0.1 GHz}    | 1 GHz; 1.5 GHz; 2 GHz
            {from: 0 %, to: 50 %, points: 3}                               | 0 %; 25 %; 50 %
            {from: 100, to: 200, points: 4, multiple-of: 25}               | 100; 125; 175; 200
            {from: 8, to: 32, factor: 1.5}                                 | 8; 12; 18; 27
            """)
    void stepsAreWrittenInTheUnitOfTheBeginning(String range, String steps) {
        assertThat(steps(range)).containsExactly(steps.split("; "));
    }

    @Test
    void rangeWithoutStepsHasNone() {
        assertThat(steps("{from: 1, to: 9}")).isEmpty();
        assertThat(Range.of(map("{from: 1, to: 9}")).at(0.5).text()).isEqualTo("5");
        assertThat(Range.of(map("{from: 1, to: 100, scale: log}")).at(0.5).text())
                .isEqualTo("10");
        assertThat(Range.of(map("{from: 1, to: 100, scale: log}")).at(1).text()).isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {from: 1}                                  | 'to' is missing
            {from: 1, to: 2, stop: 1}                  | 'stop' is no key of a range; did you mean 'step'?
            {kind: srrip, bits: 2}                     | stands in a list
            {from: lru, to: random}                    | write a list of words
            {from: 1 MiB, to: 2 ns}                    | to: 2 ns: is of another kind
            {from: 2, to: 1, step: 1}                  | is not above 'from: 2'
            {from: 0, to: 8, factor: 2}                | begins above 0
            {from: 1, to: 8, factor: 1}                | factor: 1: is no number above 1
            {from: 1, to: 8, step: 0}                  | step: 0: is not above 0
            {from: 1, to: 8, step: 1, factor: 2}       | one of step, factor and points
            {from: 1, to: 8, points: 1}                | from 2 to 10000
            {from: 1, to: 8, points: 2.5}              | from 2 to 10000
            {from: 1, to: 8, points: 3, scale: square} | write linear or log
            {from: 1, to: 1000000, step: 1}            | more than 10000 values
            {from: 1 GHz, to: 2 GHz, points: 3}        | there are only 2 multiples of 1 GHz
            """)
    void whatIsNoRangeIsRefused(String range, String rule) {
        assertThatThrownBy(() -> steps(range)).hasMessageContaining(rule);
    }
}
