package dev.ziggurat.dram;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ChannelLaw} on many memories, and on hardly any requests. */
final class ChannelLawTest {
    private static final int SEEDS = 40;

    @ParameterizedTest
    @ValueSource(strings = {Devices.DDR4_2400, Devices.DDR4_3200})
    void issuesTheCommandsOfATickingController(String device) {
        for (int seed = 0; seed < SEEDS; seed++) {
            ChannelLaw.check(device, seed, 400);
        }
    }

    @Test
    void everyStepOfARefreshIsTakenWhileNobodyAsks() {
        for (int seed = 1000; seed < 1010; seed++) {
            ChannelLaw.check(Devices.DDR4_2400, seed, 3);
        }
    }
}
