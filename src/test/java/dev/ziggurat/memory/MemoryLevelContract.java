package dev.ziggurat.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.memory.ContractRig.Served;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link MemoryLevel} keeps, on random requests: served exactly once, never before the arrival, never from inside the call; the
 * slot is free afterwards; the marks begin at the arrival and end exactly at the completion; nothing is outstanding at the end.
 */
public abstract class MemoryLevelContract {
    private static final int SEEDS = 25;
    private static final int REQUESTS = 400;

    /**
     * A level under test.
     *
     * @param level the level
     * @param types what is sent to it
     * @param lineBytes its line
     * @param lines how many lines are asked for
     * @param ahead how far, in picoseconds, calls may run ahead of the present (0 for a shared level)
     * @param leavesHitsUnmarked whether hits leave no marks, for the core to count
     */
    public record Subject(
            MemoryLevel level,
            List<AccessType> types,
            int lineBytes,
            int lines,
            long ahead,
            boolean leavesHitsUnmarked) {}

    /** Makes the level of a seed. */
    protected abstract Subject subject(Simulation simulation, long seed);

    @Test
    void everyRequestIsServedOnceInItsTimeWithItsMarksAndNothingIsLeft() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                assertThat(run(seed, false)).hasSize(REQUESTS);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void loadsOfOneLineAreServedInOrderOfArrival() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Map<Long, Served> last = new HashMap<>();
            for (Served each : run(seed, true)) {
                Served before = last.put(each.line(), each);
                if (before != null && before.arrival() <= each.arrival()) {
                    assertThat(each.end())
                            .as("seed " + seed + ": " + before + " then " + each)
                            .isGreaterThanOrEqualTo(before.end());
                }
            }
        }
    }

    @Test
    void twoRunsAreTheSame() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(run(seed, false)).isEqualTo(run(seed, false));
        }
    }

    private List<Served> run(long seed, boolean loadsOnly) {
        Simulation simulation = new Simulation(seed);
        Subject subject = subject(simulation, seed);
        if (loadsOnly) {
            subject = new Subject(
                    subject.level(),
                    List.of(AccessType.LOAD),
                    subject.lineBytes(),
                    subject.lines(),
                    0,
                    subject.leavesHitsUnmarked());
        }
        return new ContractRig(simulation, subject, seed, REQUESTS).run();
    }
}
