package dev.ziggurat.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class IntervalTest {
    @Test
    void containsItsEnds() {
        Interval interval = new Interval(2, 1, 4, 0.95);
        assertThat(interval.contains(1)).isTrue();
        assertThat(interval.contains(4)).isTrue();
        assertThat(interval.contains(Math.nextDown(1.0))).isFalse();
        assertThat(interval.contains(Math.nextUp(4.0))).isFalse();
    }

    @Test
    void theRelativeHalfWidthHasNoSign() {
        assertThat(new Interval(-10, -11, -9, 0.95).relativeHalfWidth()).isEqualTo(0.1);
    }

    @Test
    void aroundZeroTheRelativeHalfWidthIsInfiniteUnlessThereIsNoWidth() {
        assertThat(new Interval(0, -1, 1, 0.95).relativeHalfWidth()).isInfinite();
        assertThat(new Interval(0, 0, 0, 0.95).relativeHalfWidth()).isZero();
    }

    @Test
    void namesEachCautionOnceInOneOrder() {
        Interval interval =
                new Interval(1, 0, 2, 0.95, List.of(Caution.FEW_VALUES, Caution.ONE_VALUE, Caution.FEW_VALUES));
        assertThat(interval.cautions()).containsExactly(Caution.ONE_VALUE, Caution.FEW_VALUES);
    }

    @Test
    void theCautionOfFewValuesNamesTheirNumber() {
        assertThat(Caution.FEW_VALUES.sentence()).contains("fewer than " + BootstrapT.FEW + " values");
    }

    @Test
    void endsInTheWrongOrderOrNoConfidenceAreRefused() {
        assertThatThrownBy(() -> new Interval(1, 2, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(1, Double.NaN, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Interval(1, 0, 2, 95)).hasMessageContaining("for example 0.95");
    }
}
