package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.scheduling.Banks;
import dev.ziggurat.dram.scheduling.Candidates;
import dev.ziggurat.dram.scheduling.Readiness;
import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.dram.standard.Constraint;
import dev.ziggurat.dram.standard.Standard;
import java.util.List;
import java.util.Random;

/** What the candidates remember from one search to the next is what a look at every bank would find. */
final class CandidatesLaw {
    private static final Command[] COMMANDS = {Command.ACTIVATE, Command.PRECHARGE, Command.READ, Command.WRITE};
    private static final int[] PREFERENCE = {2, 2, 1, 0};

    private CandidatesLaw() {}

    /** Checks so many steps of a run, drawn from a seed. */
    static void check(int seed, int ranks, int steps) {
        new Run(seed, ranks).check(steps);
    }

    private static final class Run {
        private final int seed;
        private final int ranks;
        private final Random random;
        private final Banks banks;
        private final Readiness readiness;
        private final Candidates candidates;

        /** How many commands are wanted at all. */
        private final int commands;

        private long cycle;
        private long requests;

        Run(int seed, int ranks) {
            this.seed = seed;
            this.ranks = ranks;
            random = new Random(seed);
            banks = new Banks(ranks, 1 + random.nextInt(4), 1 + random.nextInt(4));
            readiness = new Readiness(new Some(Devices.named(Devices.DDR4_2400).standard(), random), banks);
            candidates = new Candidates(readiness);
            commands = 1 + random.nextInt(COMMANDS.length);
        }

        void check(int steps) {
            int eager = 1 + random.nextInt(10);
            for (int step = 0; step < steps; step++) {
                change(eager);
                cycle += random.nextInt(3) == 0 ? random.nextInt(40) : 1;
                int found = candidates.soonest(cycle, PREFERENCE);
                assertThat(found).as("seed %d, step %d", seed, step).isEqualTo(soonest());
                if (found != Candidates.NONE && random.nextInt(4) != 0) {
                    issue(found, eager);
                    int other = random.nextInt(banks.count());
                    if (random.nextInt(4) == 0 && candidates.mayHave(other)) {
                        issue(other, eager);
                    }
                }
            }
        }

        private void issue(int bank, int eager) {
            cycle = Math.max(cycle, candidates.earliest(bank));
            readiness.issued(candidates.wants(bank), bank, cycle);
            cycle++;
            change(bank, eager);
        }

        /** Something comes to some bank, or a rank is restricted or refreshed, or reads and writes take turns. */
        private void change(int eager) {
            int rank = random.nextInt(ranks);
            switch (random.nextInt(20)) {
                case 0 -> candidates.dropAllBut(rank, random.nextLong());
                case 1 -> candidates.allow(COMMANDS[random.nextInt(4)], rank, random.nextLong());
                case 2 -> readiness.refreshed(rank, cycle);
                case 3, 4, 5, 6 -> candidates.allow(COMMANDS[random.nextInt(4)], rank, -1);
                default -> change(random.nextInt(banks.count()), eager);
            }
        }

        private void change(int bank, int eager) {
            if (random.nextInt(10) < eager) {
                long age = (long) random.nextInt(100) << 32 | requests++;
                candidates.want(bank, COMMANDS[random.nextInt(commands)], age);
            } else {
                candidates.drop(bank);
            }
        }

        private int soonest() {
            int best = Candidates.NONE;
            for (int bank = 0; bank < banks.count(); bank++) {
                if (candidates.mayHave(bank) && (best == Candidates.NONE || better(bank, best))) {
                    best = bank;
                }
            }
            return best;
        }

        private boolean better(int one, int other) {
            long sooner = Math.max(cycle, candidates.earliest(one)) - Math.max(cycle, candidates.earliest(other));
            int preferred = PREFERENCE[candidates.wants(one).ordinal()]
                    - PREFERENCE[candidates.wants(other).ordinal()];
            boolean older = candidates.age(one) < candidates.age(other);
            return sooner < 0 || (sooner == 0 && (preferred < 0 || (preferred == 0 && older)));
        }
    }

    /** A standard that lacks some of another's constraints, so that none stands for one that is forgotten. */
    private record Some(Standard all, List<Constraint> constraints) implements Standard {
        Some(Standard all, Random random) {
            this(
                    all,
                    all.constraints().stream()
                            .filter(each -> random.nextInt(4) != 0)
                            .toList());
        }

        @Override
        public long clock() {
            return all.clock();
        }

        @Override
        public int burst() {
            return all.burst();
        }

        @Override
        public int readLatency() {
            return all.readLatency();
        }

        @Override
        public int writeLatency() {
            return all.writeLatency();
        }

        @Override
        public int fourActivates() {
            return all.fourActivates();
        }

        @Override
        public int refreshInterval() {
            return all.refreshInterval();
        }
    }
}
