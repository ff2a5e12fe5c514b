package dev.ziggurat.dram.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Constraint;
import dev.ziggurat.dram.standard.Scope;
import dev.ziggurat.dram.standard.Standard;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is chosen in the very cycle in which something changes, and what a command pushes away where one constraint alone says so. */
final class CandidatesTest {
    private static final int[] PREFERENCE = {2, 2, 1, 0};

    private static Readiness readiness(int ranks, Constraint... constraints) {
        return new Readiness(new Only(List.of(constraints)), new Banks(ranks, 2, 2));
    }

    @Test
    void olderIsChosenFromTheCycleOnInWhichItIsLegal() {
        Readiness readiness = readiness(1, new Constraint(Command.PRECHARGE, Command.ACTIVATE, Scope.BANK, 16));
        Candidates candidates = new Candidates(readiness);
        readiness.issued(Command.PRECHARGE, 0, 10);
        candidates.want(0, Command.ACTIVATE, 1);
        candidates.want(1, Command.ACTIVATE, 5);

        assertThat(candidates.soonest(20, PREFERENCE)).isEqualTo(1);
        assertThat(candidates.soonest(25, PREFERENCE)).isEqualTo(1);
        assertThat(candidates.soonest(26, PREFERENCE)).isZero();
    }

    /** Banks 4 and 5 are a group, 6 and 7 the other of the second rank. */
    @Test
    void commandPushesTheOthersOfItsGroup() {
        Readiness readiness = readiness(2, new Constraint(Command.READ, Command.READ, Scope.BANK_GROUP, 6));
        for (int pushed = 0; pushed < 8; pushed += 2) {
            Candidates candidates = new Candidates(readiness);
            candidates.want(pushed + 1, Command.READ, 1);
            candidates.want((pushed + 2) % 8, Command.READ, 2);
            long cycle = 100L * (pushed + 1);
            assertThat(candidates.soonest(cycle, PREFERENCE)).isEqualTo(pushed + 1);

            readiness.issued(Command.READ, pushed, cycle);
            assertThat(candidates.soonest(cycle + 1, PREFERENCE)).isEqualTo((pushed + 2) % 8);
            assertThat(candidates.soonest(cycle + 6, PREFERENCE)).isEqualTo(pushed + 1);
        }
    }

    /** A fifth activate of the second rank waits for tFAW, which is 30 cycles here. */
    @Test
    void fourActivatesPushTheFifthOfTheirRank() {
        Readiness readiness = readiness(2);
        Candidates candidates = new Candidates(readiness);
        candidates.want(7, Command.ACTIVATE, 1);
        candidates.want(0, Command.ACTIVATE, 2);
        for (int cycle = 100; cycle < 104; cycle++) {
            assertThat(candidates.soonest(cycle, PREFERENCE)).isEqualTo(7);
            readiness.issued(Command.ACTIVATE, 4, cycle);
        }

        assertThat(candidates.soonest(104, PREFERENCE)).isZero();
        assertThat(candidates.soonest(130, PREFERENCE)).isEqualTo(7);
    }

    /** A standard of these constraints. */
    private record Only(List<Constraint> constraints) implements Standard {
        @Override
        public long clock() {
            return 1000;
        }

        @Override
        public int burst() {
            return 4;
        }

        @Override
        public int readLatency() {
            return 16;
        }

        @Override
        public int writeLatency() {
            return 12;
        }

        @Override
        public int fourActivates() {
            return 30;
        }

        @Override
        public int refreshInterval() {
            return 9000;
        }
    }
}
