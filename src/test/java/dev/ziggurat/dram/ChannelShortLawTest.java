package dev.ziggurat.dram;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ChannelLaw} on few memories, one at a time: quick enough to be asked of each of thousands of mutants. */
final class ChannelShortLawTest {
    @ParameterizedTest
    @ValueSource(ints = {100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111})
    void issuesTheCommandsOfATickingController(int seed) {
        ChannelLaw.check(Devices.DDR4_2400, seed, 150);
    }
}
