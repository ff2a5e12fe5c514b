package dev.ziggurat.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ziggurat.experiment.plan.LoadedLatency;
import dev.ziggurat.experiment.plan.LoadedLatency.Question;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepReader;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.run.MachineLaboratory;
import dev.ziggurat.experiment.run.Outcome;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.experiment.run.Run;
import dev.ziggurat.experiment.run.Watch;
import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Derived;
import dev.ziggurat.machine.LoadGenerators;
import dev.ziggurat.machine.LoadTimes;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a loaded-latency curve must look like, measured on a machine with small caches and a real channel. */
final class LoadedLatencyTest {
    /** 64 B each 4 cycles of 833 ps. */
    private static final double PEAK = 19.208;

    /** What the queues of the channel hold is counted before or behind the border. */
    private static final double UNDER_WAY = 128;

    private static final double NOISE = 1.15;
    private static final String MACHINE = """
            machine: small
            cores: {count: 1, kind: out-of-order, clock: 2 GHz}
            caches:
              l1d: {serves: data, below: llc, size: 4 KiB, ways: 4, line: 64 B, latency: 4 cycles, mshrs: 12}
              llc: {shared: true, below: memory, size: 64 KiB, ways: 8, line: 64 B, latency: 10 cycles, mshrs: 64, write-buffer: 32}
            memory: {device: ddr4-2400r-8gb-x8, refresh: all-bank}
            """;

    @TempDir
    private Path folder;

    private static MachineSpec machine(String text) {
        return new MachineReader(Catalogs.standard())
                .read(Source.text("m.yaml", Path.of(""), text), List.of())
                .spec();
    }

    /** The numbers of each run, in the order of the plan. */
    private List<Map<String, Double>> measure(String text, Question question) throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), text);
        MachineSpec machine = machine(text);
        int generators = new LoadGenerators(machine).enough();
        String sweep = new LoadedLatency(machine, "\"" + file + "\"", generators, question).sweep();
        SweepSpec spec = new SweepReader()
                .read(Source.text("curve", folder, sweep), new SweepReader.Overrides(null, null, null));
        Plan plan = Plan.of(spec, List.of(), new MachineLaboratory(), "1");
        List<Map<String, Double>> all = new ArrayList<>();
        for (Run run : plan.runs()) {
            Outcome outcome = run.setup().simulate(run.limits(), new Watch(new Pulse()));
            assertThat(outcome.status()).as(outcome.message()).isEqualTo(Outcome.Status.OK);
            Map<String, Double> numbers = new HashMap<>();
            outcome.rows().stream()
                    .filter(row -> row.value().matches("[0-9.eE+-]+"))
                    .forEach(row -> numbers.put(row.name(), Double.valueOf(row.value())));
            all.add(numbers);
        }
        return all;
    }

    private static Question question(int points, long references, String... reads) {
        return new Question(
                List.of(reads).stream().map(Share::parse).toList(), points, ByteSize.parse("64 MiB"), references);
    }

    private static double at(Map<String, Double> run, String metric) {
        return java.util.Objects.requireNonNull(run.get(metric), metric);
    }

    /** A chase over many rows finds another row open in nearly every bank, so each load takes what an idle machine's conflict does. */
    @Test
    void unloadedLatencyIsTheSumOfTheMachine() throws IOException {
        String calm = MACHINE.replace("all-bank", "none");
        List<LoadTimes.Way> ways = new LoadTimes(new Derived(machine(calm))).memory();
        double conflict = ways.get(ways.size() - 1).total() / 1000.0;
        Map<String, Double> idle = measure(calm, question(3, 1000, "100 %")).get(0);

        double clock = 1 / 1.2;
        assertThat(at(idle, "core0.amat_ns")).isBetween(conflict - 0.2, conflict + clock + 0.4);
        assertThat(at(idle, "memory.reads")).isCloseTo(1000, within(60.0));
    }

    @Test
    void linesAreFlatThenSteepAndEndSoonerTheMoreIsWritten() throws IOException {
        int points = 5;
        List<Map<String, Double>> all = measure(MACHINE, question(points, 300, "100 %", "75 %", "50 %"));
        double[] reads = {1, 0.75, 0.5};
        double[] most = new double[reads.length];
        for (int line = 0; line < reads.length; line++) {
            List<Map<String, Double>> runs = all.subList(line * points, (line + 1) * points);
            double unloaded = at(runs.get(0), "core0.amat_ns");
            double latency = unloaded;
            double bandwidth = 0;
            for (Map<String, Double> run : runs) {
                double time = at(run, "simulation.time_ns");
                double requests = at(run, "memory.reads") + at(run, "memory.writes");
                assertThat(at(run, "memory.bytes")).isCloseTo(64 * requests, within(64 * UNDER_WAY));
                assertThat(at(run, "memory.bandwidth_gbps")).isCloseTo(at(run, "memory.bytes") / time, within(0.01));
                assertThat(at(run, "memory.bandwidth_gbps")).isLessThanOrEqualTo(PEAK);
                assertThat(at(run, "memory.writes")).isCloseTo(at(run, "llc.writebacks"), within(UNDER_WAY));
                assertThat(at(run, "core0.amat_ns")).isGreaterThan(latency / NOISE);
                assertThat(at(run, "memory.bandwidth_gbps")).isGreaterThan(bandwidth / NOISE);
                latency = Math.max(latency, at(run, "core0.amat_ns"));
                bandwidth = Math.max(bandwidth, at(run, "memory.bandwidth_gbps"));
                if (at(run, "memory.bandwidth_gbps") < PEAK / 4) {
                    assertThat(at(run, "core0.amat_ns")).isLessThan(1.3 * unloaded);
                }
            }
            most[line] = bandwidth;
            Map<String, Double> last = runs.get(points - 1);
            double share = at(last, "memory.reads") / (at(last, "memory.reads") + at(last, "memory.writes"));
            assertThat(share).isCloseTo(reads[line], within(0.05));
            assertThat(latency).as("the wall").isGreaterThan(3 * unloaded);
        }
        assertThat(most[0]).isGreaterThan(0.85 * PEAK);
        assertThat(most[1]).isLessThan(most[0]);
        assertThat(most[2]).isLessThan(0.95 * most[0]).isGreaterThan(0.6 * PEAK);
    }

    @Test
    void generatorsAreAsManyAsLittlesLawSays() {
        LoadGenerators load = new LoadGenerators(machine(MACHINE));
        List<LoadTimes.Way> ways = new LoadTimes(new Derived(machine(MACHINE))).memory();
        double lines = PEAK * 2 * ways.get(ways.size() - 1).total() / 1000.0 / 64;

        assertThat(load.enough()).isEqualTo((int) Math.ceil(lines / 12));
        assertThat(new LoadGenerators(machine(MACHINE.replace("count: 1", "count: 9"))).enough())
                .isEqualTo(8);
        assertThat(new LoadGenerators(machine(MACHINE.replace("out-of-order", "in-order"))).enough())
                .isEqualTo(Math.min(63, (int) Math.ceil(lines)));
        assertThat(load.usualFootprint(3)).isEqualTo(ByteSize.parse("64 MiB"));
        assertThat(load.usualFootprint(199)).isEqualTo(ByteSize.parse("32 MiB"));
        LoadGenerators large = new LoadGenerators(machine(MACHINE.replace("64 KiB", "64 MiB")));
        assertThat(large.usualFootprint(3)).isEqualTo(ByteSize.parse("256 MiB"));
        assertThat(load.fill(2)).isEqualTo(2 * (64 * 1024 / 2 + 4 * 1024) / 64);
    }

    /** A store that fetches its line makes a read and a write; one that does not makes a write. */
    @Test
    void sharesOfStoresFollowFromWhatAStoreDoes() {
        LoadGenerators fetching = new LoadGenerators(machine(MACHINE));
        assertThat(fetching.stores(Share.parse("100 %"))).isEqualTo(Share.parse("0 %"));
        assertThat(fetching.stores(Share.parse("80 %"))).isEqualTo(Share.parse("25 %"));
        assertThat(fetching.stores(Share.parse("50 %"))).isEqualTo(Share.parse("100 %"));
        assertThat(fetching.leastReads()).isEqualTo(Share.parse("50 %"));

        String bare =
                "machine: m\ncores: {count: 1, kind: in-order, clock: 2 GHz}\nmemory: {device: ddr4-2400r-8gb-x8}\n";
        LoadGenerators direct = new LoadGenerators(machine(bare));
        assertThat(direct.stores(Share.parse("80 %"))).isEqualTo(Share.parse("20 %"));
        assertThat(direct.leastReads().billionths()).isEqualTo(1);
    }

    @Test
    void gapsOfStoresTakeTheTimeOfTheirLines() {
        LoadGenerators load = new LoadGenerators(machine(MACHINE));
        // Three generators at a tenth of 19.208 GB/s: a line each 99.96 ns, 8 instructions a ns, one of them the store.
        assertThat(load.storeGap(3, 100)).isEqualTo(798);
        assertThat(load.loadGap(3, 100)).isLessThan(load.storeGap(3, 100));
        assertThat(load.storeGap(3, 1000)).isEqualTo(78);
    }
}
