package dev.ziggurat.dram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four streams on Ramulator 2 (c5b1c3a, {@code frfcfs}) and DRAMsim3 (2981759, {@code per_bank8}), and here: each figure lies between the two
 * of them, widened by the tolerance that their own distance makes honest. The figures
 * are in the test's report.
 */
final class AgreementTest {
    private static final double WINDOW = 4;

    /** A row of the reference: a run and what two simulators made of it. */
    private record Run(Map<String, String> values) {
        String get(String column) {
            return Objects.requireNonNull(values.get(column), column);
        }

        double lower(String column) {
            return Math.min(peer("ramulator2_", column), peer("dramsim3_", column));
        }

        double upper(String column) {
            return Math.max(peer("ramulator2_", column), peer("dramsim3_", column));
        }

        private double peer(String peer, String column) {
            return Double.parseDouble(get(peer + column));
        }

        char stream() {
            return get("stream").charAt(0);
        }

        boolean paced() {
            return get("mode").equals("paced");
        }

        boolean slow() {
            return get("config").equals("DDR4-2400");
        }

        boolean oneRank() {
            return get("ranks").equals("1");
        }

        DramSpec spec() {
            return new Specs(slow() ? Devices.DDR4_2400 : Devices.DDR4_3200)
                    .ranks(Integer.parseInt(get("ranks")))
                    .mapping(get("mapping").equals("M1") ? Specs.M1 : Specs.M2)
                    .spec();
        }

        /** How far from the peers a mean latency may lie; 0 where latencies cannot be compared. */
        double latencyTolerance() {
            return switch (stream()) {
                case 'f' -> 0.02;
                case 'b' -> !paced() ? 0 : !oneRank() ? 0.05 : slow() ? 0.12 : 0.5;
                case 'c' -> paced() ? 0.3 : 0;
                default -> 0;
            };
        }

        double bandwidthTolerance() {
            if (stream() == 'a') {
                return get("mapping").equals("M2") ? 0.01 : 0.1;
            }
            return paced() ? 0.001 : oneRank() ? 0.03 : 0.06;
        }

        @Override
        public String toString() {
            return String.join(" ", get("config"), get("ranks"), get("mapping"), get("stream"), get("mode"));
        }
    }

    static Stream<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AgreementTest.class.getResourceAsStream("/reference/dram/expected_ddr4.csv")),
                StandardCharsets.US_ASCII))) {
            String[] columns = lines.readLine().split(",", -1);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                Map<String, String> values = new HashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    values.put(columns[i], fields[i]);
                }
                runs.add(new Run(values));
            }
        }
        return runs.stream();
    }

    static Stream<Run> fewRuns() throws IOException {
        return runs().filter(run -> run.slow() && run.oneRank() && run.paced() && run.stream() != 'a');
    }

    @ParameterizedTest
    @MethodSource("fewRuns")
    void randomStreamsLieWithinThePeers(Run run, TestReporter reporter) {
        check(run, reporter);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("runs")
    void everyRunLiesWithinThePeers(Run run, TestReporter reporter) {
        check(run, reporter);
    }

    private static void check(Run run, TestReporter reporter) {
        RequestStream stream = RequestStream.named(run.get("stream"));
        DramSpec spec = run.spec();
        Driver driver = run.paced() ? Driver.paced(spec, stream) : Driver.saturated(spec, stream);
        driver.run();
        reporter.publishEntry(Map.of(
                run.toString(),
                "mean read latency " + meanLatency(driver, spec) + ", cycles " + driver.lastCycle() + ", activates "
                        + driver.counts().activates));
        latency(run, driver, spec);
        bandwidth(run, driver, spec);
        commands(run, driver);
        if (!run.paced() && run.stream() == 'b') {
            littlesLaw(driver, spec);
        }
    }

    private static void latency(Run run, Driver driver, DramSpec spec) {
        double mean = meanLatency(driver, spec);
        double tolerance = run.latencyTolerance();
        if (tolerance > 0) {
            assertThat(mean)
                    .as("mean latency")
                    .isBetween(
                            run.lower("read_latency_avg") * (1 - tolerance),
                            run.upper("read_latency_avg") * (1 + tolerance));
        }
        if (run.stream() == 'f') {
            long[] latencies = new long[RequestStream.REQUESTS];
            for (int i = 0; i < latencies.length; i++) {
                latencies[i] = (driver.served[i] - driver.arrivals[i])
                        / spec.device().standard().clock();
            }
            Arrays.sort(latencies);
            assertThat(latencies[0]).as("minimum").isEqualTo((long) run.lower("read_latency_min"));
            assertThat(latencies[latencies.length / 2]).as("median").isEqualTo((long) run.lower("read_latency_p50"));
        }
    }

    private static double meanLatency(Driver driver, DramSpec spec) {
        ChannelCounts counts = driver.counts();
        return (double) counts.readLatency().sum()
                / counts.readLatency().count()
                / spec.device().standard().clock();
    }

    private static void bandwidth(Run run, Driver driver, DramSpec spec) {
        long bursts = driver.counts().readBursts + driver.counts().writeBursts;
        double time = (double) driver.lastCycle() * spec.device().standard().clock();
        double tolerance = run.bandwidthTolerance();
        assertThat(bursts * 64 * 1000 / time)
                .as("bandwidth")
                .isBetween(
                        run.lower("bandwidth_GBps") * (1 - tolerance), run.upper("bandwidth_GBps") * (1 + tolerance));
        if (run.stream() != 'a') {
            double rate = (double) driver.counts().activates / driver.lastCycle();
            double most = spec.ranks() * WINDOW / spec.device().standard().fourActivates();
            assertThat(rate).as("activates a cycle").isLessThan(most);
        }
    }

    private static void commands(Run run, Driver driver) {
        ChannelCounts counts = driver.counts();
        assertThat(counts.hits + counts.misses + counts.conflicts).isEqualTo(RequestStream.REQUESTS);
        if (run.stream() == 'a') {
            return;
        }
        assertThat((double) counts.activates)
                .as("activates")
                .isBetween(run.lower("ACT") * 0.99, run.upper("ACT") * 1.01);
        if (run.paced()) {
            assertThat((double) counts.refreshes).as("refreshes").isBetween(run.lower("REF") - 1, run.upper("REF") + 1);
        }
    }

    /** Requests held = latency x rate: a saturated read queue is always full, and what has left it is on its way for tCL + tBL. */
    private static void littlesLaw(Driver driver, DramSpec spec) {
        double rate = (double) driver.counts().readBursts / driver.lastCycle();
        int way = spec.device().standard().readLatency()
                + spec.device().standard().burst();
        double held = spec.readQueue() + rate * way;
        assertThat(meanLatency(driver, spec) * rate).as("requests held").isCloseTo(held, within(0.01 * held));
    }
}
