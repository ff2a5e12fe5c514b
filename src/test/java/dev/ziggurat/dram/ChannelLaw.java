package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.dram.Auditor.Cmd;
import dev.ziggurat.dram.TickingController.Ask;
import dev.ziggurat.dram.scheduling.ClosedRow;
import dev.ziggurat.dram.scheduling.Fcfs;
import dev.ziggurat.dram.standard.Command;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Requester;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.units.Latency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The controller that sleeps does what the controller that ticks does: the same commands in the same cycles, the same answers. A seed draws
 * both the memory and the requests.
 */
final class ChannelLaw {
    /** Much longer than a refresh. */
    private static final long SPARE = 10_000_000;

    private ChannelLaw() {}

    static void check(String device, int seed, int length) {
        Random random = new Random(seed);
        DramSpec spec = spec(device, random);
        List<Ask> asks = asks(spec, random, length);
        TickingController expected = new TickingController(spec, length);
        expected.run(asks);
        Sleeper sleeper = new Sleeper(spec, asks, random.nextInt(3), end(spec, asks, expected));
        String run = device + ", seed " + seed;
        for (int i = 0; i < Math.min(sleeper.commands.size(), expected.commands.size()); i++) {
            assertThat(sleeper.commands.get(i)).as("command %d of %s", i, run).isEqualTo(expected.commands.get(i));
        }
        assertThat(sleeper.commands).as("commands of %s", run).hasSameSizeAs(expected.commands);
        assertThat(sleeper.served).as("times served in %s", run).isEqualTo(expected.served);
        assertThat(sleeper.outcomes).as("outcomes in %s", run).isEqualTo(expected.outcomes);
        checkCounts(sleeper, expected, asks, run);
    }

    /** An instant by which all is over, unless something goes on for ever. */
    private static long end(DramSpec spec, List<Ask> asks, TickingController expected) {
        long period = spec.device().standard().clock();
        long last = expected.commands.get(expected.commands.size() - 1).cycle() * period;
        return Math.max(last, asks.get(asks.size() - 1).time()) + SPARE;
    }

    private static void checkCounts(Sleeper sleeper, TickingController expected, List<Ask> asks, String run) {
        sleeper.statistics.checkLaws();
        ChannelCounts counts = sleeper.memory.channel(0).counts();
        Map<Command, Long> issued = expected.commands.stream()
                .collect(
                        Collectors.groupingBy(Cmd::command, () -> new EnumMap<>(Command.class), Collectors.counting()));
        long activates = issued.getOrDefault(Command.ACTIVATE, 0L);
        assertThat(counts.activates).as("activates of %s", run).isEqualTo(activates);
        assertThat(counts.precharges).as("banks closed in %s", run).isEqualTo(activates - expected.open());
        assertThat(counts.refreshes).as("refreshes of %s", run).isEqualTo(issued.getOrDefault(Command.REFRESH, 0L));
        assertThat(counts.writes)
                .as("writes of %s", run)
                .isEqualTo(asks.stream().filter(Ask::write).count());
        assertThat(counts.merged).as("merged writes of %s", run).isEqualTo(expected.merged);
        assertThat(counts.hits).as("row hits of %s", run).isEqualTo(expected.found.getOrDefault("dram row hit", 0L));
        assertThat(counts.misses)
                .as("row misses of %s", run)
                .isEqualTo(expected.found.getOrDefault("dram row miss", 0L));
    }

    private static DramSpec spec(String device, Random random) {
        Specs specs =
                new Specs(device).ranks(1 + random.nextInt(3)).queues(1 + random.nextInt(20), 1 + random.nextInt(20));
        if (random.nextInt(3) == 0) {
            specs.withoutRefresh();
        }
        if (random.nextInt(4) == 0) {
            specs.scheduler(new Fcfs.Spec());
        }
        if (random.nextInt(4) == 0) {
            specs.rowPolicy(new ClosedRow.Spec());
        }
        if (random.nextInt(4) == 0) {
            specs.controller(Latency.ofPicoseconds(random.nextInt(20_000)));
        }
        return specs.spec();
    }

    /** Bursts of traffic of changing density with pauses, over few or many rows, some of it partial writes to few lines. */
    private static List<Ask> asks(DramSpec spec, Random random, int length) {
        long period = spec.device().standard().clock();
        long[] bases =
                random.longs(1 + random.nextInt(40), 0, spec.capacity() / 64).toArray();
        int spread = 1 + random.nextInt(64);
        int writes = random.nextInt(101);
        List<Ask> asks = new ArrayList<>();
        long time = random.nextInt(5) * 1_000_000L;
        int density = 10;
        for (int i = 0; i < length; i++) {
            if (random.nextInt(50) == 0) {
                density = 1 + random.nextInt(30);
                time += random.nextInt(4) == 0 ? random.nextInt(20_000_000) : 0;
            }
            time += random.nextInt(density) * period + (random.nextInt(3) == 0 ? random.nextInt((int) period) : 0);
            time = random.nextBoolean() ? time / period * period : time;
            time = i == 0 ? time : Math.max(time, asks.get(i - 1).time());
            long line = bases[random.nextInt(bases.length)] + random.nextInt(spread);
            boolean whole = random.nextInt(4) != 0;
            int offset = whole ? 0 : random.nextInt(8) * 8;
            asks.add(new Ask(
                    i, time, line * 64 % spec.capacity() + offset, whole ? 64 : 8, random.nextInt(100) < writes));
        }
        return asks;
    }

    /** The product, driven by events of its own; {@code order} says on which side of the controller's event an arrival falls. */
    private static final class Sleeper implements Requester {
        private final Simulation simulation = new Simulation(7);
        final Statistics statistics = new Statistics();
        final Dram memory;
        final List<Cmd> commands = new ArrayList<>();
        final long[] served;
        final String[] outcomes;

        Sleeper(DramSpec spec, List<Ask> asks, int order, long end) {
            served = new long[asks.size()];
            outcomes = new String[asks.size()];
            Arrays.fill(outcomes, "");
            memory = (Dram) spec.create(simulation, "memory");
            memory.describe(statistics);
            memory.observe(issued -> commands.add(Cmd.of(issued)));
            for (Ask ask : asks) {
                Event arrival = new Event() {
                    @Override
                    protected void fire() {
                        send(ask);
                    }
                };
                boolean late = order == 0 || (order == 1 && ask.time() % 2 == 0);
                if (late && ask.time() > 0) {
                    Event before = new Event() {
                        @Override
                        protected void fire() {
                            simulation.engine().schedule(arrival, ask.time());
                        }
                    };
                    simulation.engine().schedule(before, ask.time() - 1);
                } else {
                    simulation.engine().schedule(arrival, ask.time());
                }
            }
            simulation.engine().stopAt(end);
            simulation.engine().run();
        }

        private void send(Ask ask) {
            MemoryRequest request = new MemoryRequest(this, ask.number());
            request.physicalAddress = ask.address();
            request.size = ask.size();
            request.type = ask.write() ? AccessType.WRITE_BACK : AccessType.LOAD;
            request.time = ask.time();
            request.marks.begin(ask.time());
            long time = memory.access(request);
            if (time != MemoryLevel.PENDING) {
                completed(request, time);
            }
        }

        @Override
        public void completed(MemoryRequest request, long time) {
            assertThat(served[request.slot]).isZero();
            request.marks.close(time);
            served[request.slot] = time;
            if (request.type == AccessType.LOAD) {
                outcomes[request.slot] = simulation.outcomes().name(request.marks.outcome());
            }
        }
    }
}
