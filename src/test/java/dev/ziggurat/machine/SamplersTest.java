package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Sampler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplersTest {
    private final List<String> looks = new ArrayList<>();
    private final Samplers samplers = new Samplers();

    private Sampler every(String name, long step, long last) {
        return time -> {
            looks.add(name + time);
            return time + step > last ? Long.MAX_VALUE : time + step;
        };
    }

    @Test
    void eachLooksAtItsOwnInstantsAndTogetherInTheirOrder() {
        assertThat(samplers.add(every("a", 3, 12), 6)).isEqualTo(6);
        assertThat(samplers.add(every("b", 4, 12), 4)).isEqualTo(4);

        for (long time = 4; time != Long.MAX_VALUE; ) {
            time = samplers.sample(time);
        }

        assertThat(looks).containsExactly("b4", "a6", "b8", "a9", "a12", "b12");
    }
}
