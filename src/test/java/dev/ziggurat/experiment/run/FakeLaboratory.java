package dev.ziggurat.experiment.run;

import dev.ziggurat.experiment.design.Axis;
import dev.ziggurat.experiment.design.Space;
import dev.ziggurat.experiment.design.Value;
import dev.ziggurat.experiment.plan.Comparison;
import dev.ziggurat.experiment.plan.Plan;
import dev.ziggurat.experiment.plan.SweepSpec;
import dev.ziggurat.experiment.plan.SweepSpec.Sampling;
import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Machines that take no time: what they measure follows from what they are given. Counts how often it simulates. */
public final class FakeLaboratory implements Laboratory {
    public final AtomicInteger simulated = new AtomicInteger();
    public final List<String> prepared = new ArrayList<>();

    /** Changes what a run comes to; the argument is what it would come to. */
    public Function<Outcome, Outcome> change = outcome -> outcome;

    /** Is told of each run when it begins. */
    public BiConsumer<Setup, RunLimits> begun = (setup, limits) -> {};

    /** Which runs tell how far they are, 20 ms after they began. */
    public Predicate<RunLimits> beats = limits -> false;

    /** The files of the operating system that the machines have; null if they have none. */
    public @Nullable FakeFiles files;

    /** What every workload consists of. */
    public List<String> processes = List.of("one");

    /** Whether reading fails as no input can make it fail. */
    public boolean broken;

    /** The pages that the programs may touch for the first time. */
    Setup.Pages pages = new Setup.Pages(1, 4096, 4096);

    /** What the operating system hands out. */
    long memory;

    @Override
    public Setup prepare(Source machine, Source workload, List<Setting> settings) {
        if (broken) {
            throw new IllegalStateException("planted");
        }
        StringBuilder description = new StringBuilder(machine.name());
        for (Setting setting : settings) {
            description
                    .append('\n')
                    .append(setting.path())
                    .append(": ")
                    .append(setting.value().text());
        }
        prepared.add(workload.name() + "@" + description.toString().replace('\n', ' '));
        return new FakeSetup(this, workload.name(), description.toString(), "");
    }

    @Override
    public Function<String, @Nullable String> values(Source machine, Source workload, List<Setting> settings) {
        return path -> path.equals("fixed.size") ? "4 MiB" : null;
    }

    @Override
    public List<Statistic> dictionary(Source machine) {
        Statistics statistics = new Statistics();
        statistics.section("core0", "cores").counter("cycles", "cycles", "clock cycles", () -> 1);
        return statistics.entries();
    }

    public static Axis axis(String path, String... values) {
        return new Axis(
                path,
                Origin.ofDefault(),
                Arrays.stream(values).map(text -> value(path, text)).toList());
    }

    static Value value(String path, String text) {
        return Value.of(path, Origin.ofDefault(), new Node.Scalar(Origin.ofDefault(), text));
    }

    public static SweepSpec sweep(String name, int seeds, Axis... axes) {
        return new SweepSpec(
                name,
                "",
                Source.argument("desktop"),
                List.of(Source.argument("chase"), Source.argument("zipf")),
                Space.product(List.of(axes)),
                new Sampling(1, seeds, 100, Long.MAX_VALUE),
                Comparison.NONE,
                List.of("cores.ipc", "llc.mpki"),
                null);
    }

    public Plan plan(SweepSpec spec) {
        return Plan.of(spec, List.of(), this, "1.0.0");
    }

    private record FakeSetup(FakeLaboratory laboratory, String workload, String description, String alone)
            implements Setup {
        @Override
        public List<String> processes() {
            return alone.isEmpty() ? laboratory.processes : List.of(alone);
        }

        @Override
        public Setup alone(String process) {
            return new FakeSetup(laboratory, workload, description, process);
        }

        @Override
        public String machine() {
            return description.lines().findFirst().orElseThrow();
        }

        @Override
        public String machineDigest() {
            return new Digest().add(description).hex();
        }

        @Override
        public String workloadDigest() {
            return new Digest()
                    .add(alone.isEmpty() ? workload : "alone " + alone)
                    .hex();
        }

        @Override
        public String resolvedMachine(List<Setup> points) {
            return description.replaceFirst("^", "machine: ") + "\n";
        }

        @Override
        public String resolvedWorkload(Path folder, List<Setup> points) {
            return "workload: " + workload + "\n";
        }

        @Override
        public Map<Path, String> files() {
            return Map.of();
        }

        @Override
        public List<Meaning> dictionary() {
            return rows(0).stream()
                    .map(row -> new Meaning(row.component(), row.metric(), row.unit(), "fake, of course", ""))
                    .toList();
        }

        @Override
        public long references(RunLimits limits) {
            return 1000 + limits.warmUp();
        }

        @Override
        public Pages pages() {
            return laboratory.pages;
        }

        @Override
        public long memory() {
            return laboratory.memory;
        }

        @Override
        public boolean hasOperatingSystem() {
            return laboratory.files != null;
        }

        @Override
        public Outcome simulate(RunLimits limits, Watch watch) {
            laboratory.simulated.incrementAndGet();
            watch.files().forEach(this::look);
            laboratory.begun.accept(this, limits);
            if (laboratory.beats.test(limits)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                watch.pulse().beat(1, 1);
            }
            return laboratory.change.apply(
                    new Outcome(Outcome.Status.OK, "", 1000, List.of("a note, with \"quotes\""), rows(limits.seed())));
        }

        private void look(ProcObserver observer) {
            FakeFiles files = Objects.requireNonNull(laboratory.files);
            for (long time = 0; time >= 0 && time <= FakeFiles.END; time += observer.interval()) {
                files.now = time;
                observer.look(time, files);
            }
            files.now = FakeFiles.END;
            observer.end(FakeFiles.END, files);
        }

        private List<Row> rows(long seed) {
            int hash = (description + (alone.isEmpty() ? workload : alone) + seed).hashCode();
            return List.of(
                    new Row("cores", "ipc", "", "1." + Math.floorMod(hash, 1000)),
                    new Row("llc", "mpki", "misses per 1000 instructions", Integer.toString(Math.floorMod(hash, 97))),
                    new Row("process.\"a\",\nb", "references", "", ""));
        }
    }
}
