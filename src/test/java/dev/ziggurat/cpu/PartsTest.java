package dev.ziggurat.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.AccessType;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.MemoryRequest;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Thread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How a reference that crosses lines (64 B) is cut, when each part is sent and with which it ends. */
final class PartsTest {
    private record Sent(long physical, long virtual, int size, long pc, int thread, long time) {}

    /** A reference that begins at an instant, before it is sent. */
    private static final class Run implements MemoryLevel {
        final Simulation simulation = new Simulation(1);
        final List<Sent> sent = new ArrayList<>();
        final Parts parts;
        final boolean atOnce;
        final long[] latencies;
        final int memory = simulation.causes().of("memory");
        final int split = simulation.causes().of("split");
        long served = PENDING;
        int told;

        Run(boolean atOnce, long... latencies) {
            this.atOnce = atOnce;
            this.latencies = latencies;
            FirstLevel first =
                    new FirstLevel(this, 64, 0, memory, simulation.outcomes().of("memory"), null);
            Translator translator = new Translator(null);
            translator.enter(new Thread(new Process("p", -4096, Process.TO_THE_END), 0, new ListedProgram()));
            parts = new Parts(
                    simulation.engine(),
                    first,
                    translator,
                    (own, time) -> {
                        served = time;
                        told++;
                    },
                    split);
        }

        void send(long address, int size, long time) {
            simulation
                    .engine()
                    .schedule(
                            new Event() {
                                @Override
                                protected void fire() {
                                    parts.of(address + 4096, size, 77, 3);
                                    parts.begin(time);
                                    served = parts.send(AccessType.LOAD, time);
                                }
                            },
                            time);
            simulation.engine().run();
        }

        @Override
        public long access(MemoryRequest request) {
            sent.add(new Sent(
                    request.physicalAddress,
                    request.virtualAddress,
                    request.size,
                    request.pc,
                    request.thread,
                    request.time));
            long time = request.time + latencies[(int) (request.physicalAddress / 64)];
            request.marks.spent(memory, time);
            if (atOnce) {
                return time;
            }
            simulation
                    .engine()
                    .schedule(
                            new Event() {
                                @Override
                                protected void fire() {
                                    request.requester().completed(request, time);
                                }
                            },
                            time);
            return PENDING;
        }
    }

    @Test
    void referenceThatEndsWithItsLineIsOnePart() {
        Run run = new Run(true, 1000, 9000);
        run.send(56, 8, 500);

        assertThat(run.sent).containsExactly(new Sent(56, 4152, 8, 77, 3, 500));
        assertThat(run.served).isEqualTo(1500);
        assertThat(run.parts.end()).isEqualTo(1500);
        assertThat(run.parts.begun()).isEqualTo(500);
    }

    @Test
    void aByteMoreMakesTwoParts() {
        Run run = new Run(true, 1000, 9000);
        run.send(57, 8, 500);

        assertThat(run.sent).containsExactly(new Sent(57, 4153, 7, 77, 3, 500), new Sent(64, 4160, 1, 77, 3, 500));
        assertThat(run.served).as("with the later one").isEqualTo(9500);
        assertThat(run.told).as("it was known at once").isZero();
    }

    @Test
    void thirdPartFollowsTheFirstThatIsBackAndItsWaitIsMarked() {
        for (boolean atOnce : new boolean[] {true, false}) {
            Run run = new Run(atOnce, 10_000, 3_000, 4_000, 20_000);
            run.send(32, 64 * 3, 100);

            assertThat(run.sent.stream().map(Sent::time)).containsExactly(100L, 100L, 3_100L, 7_100L);
            assertThat(run.served).isEqualTo(27_100);
            assertThat(run.told).isEqualTo(1);
            assertThat(run.parts.marks().size()).isEqualTo(2);
            assertThat(run.parts.marks().cause(0)).isEqualTo(run.split);
            assertThat(run.parts.marks().until(0)).isEqualTo(7_100);
            assertThat(run.parts.marks().end()).isEqualTo(27_100);
        }
    }

    /** Two slots, each of which takes the next part when its last one is back. */
    @Test
    void partsGoThroughTwoSlots() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long[] latencies = random.longs(12, 1, 20).toArray();
            int lines = 2 + random.nextInt(10);
            int offset = random.nextInt(64);
            int size = 64 * lines - offset - random.nextInt(64);
            Run run = new Run(random.nextBoolean(), latencies);
            run.send(offset, size, 0);

            long[] free = new long[2];
            List<Long> times = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                int slot = line < 2 ? line : free[1] < free[0] ? 1 : 0;
                times.add(free[slot]);
                free[slot] += latencies[line];
            }
            String what = "seed " + seed;
            assertThat(run.sent.stream().map(Sent::time).toList()).as(what).isEqualTo(times);
            assertThat(run.sent.stream().mapToInt(Sent::size).sum()).as(what).isEqualTo(size);
            assertThat(run.served).as(what).isEqualTo(Arrays.stream(free).max().orElseThrow());
            assertThat(run.parts.end()).as(what).isEqualTo(run.served);
            assertThat(run.told).as(what).isEqualTo(run.atOnce && lines == 2 ? 0 : 1);
            assertThat(run.parts.marks().end()).as(what).isEqualTo(run.served);
        }
    }
}
