package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.WorkloadSpec;
import dev.ziggurat.workload.trace.TraceSpec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ChampSim (2ff2501) and the shipped desktop machine, without translation, on the same traces. They are two different machines, so it is the order that must be the
 * same, where dependences and the order of addresses make it: not the digits.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChampSimOrderTest {
    /** As ChampSim's runs: what the first 100,000 instructions do does not count. */
    private static final double WARM_UP_INSTRUCTIONS = 100_000;

    /** Instructions a cycle in ChampSim's default configuration, from the fastest to the slowest. */
    private static final Map<String, Double> CHAMPSIM = champSim();

    private final Map<String, Double> measured = new LinkedHashMap<>();

    @Test
    void aDependentChaseIsFarSlowerThanTheSameLoadsWithoutDependence() {
        assertThat(ipc("chase") / ipc("chase_serial")).isGreaterThan(8);
    }

    @Test
    void randomLoadsAreSlowerThanAStream() {
        assertThat(ipc("s_stream") / ipc("s_rand")).isGreaterThan(1.5);
    }

    @Test
    void theDependentChaseThroughMemoryIsTheSlowest() {
        assertThat(ipc("s_rand") / ipc("s_chase6m")).isGreaterThan(2);
        CHAMPSIM.keySet().forEach(this::ipc);
        assertThat(Collections.min(measured.values())).isEqualTo(ipc("s_chase6m"));
    }

    @Test
    void theManualShowsTheseFigures() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| trace, or ratio of two | ChampSim IPC | here |");
        lines.add("| --- | ---: | ---: |");
        CHAMPSIM.forEach((trace, theirs) ->
                lines.add(String.format(Locale.ROOT, "| %s | %.3f | %.3f |", trace, theirs, ipc(trace))));
        lines.add(ratio("chase", "chase_serial"));
        lines.add(ratio("s_stream", "s_rand"));
        lines.add(ratio("s_rand", "s_chase6m"));
        lines.add(ratio("chase", "s_chase6m"));
        Manual.shows("champsim", lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mm_naive", "mm_blocked", "chase", "gzip", "sort"})
    void theLackeyTracesRunOutOfOrderOnTheFullMachine(String trace) {
        RunResult result = run("lackey/" + trace + ".lackey.gz", 0);
        assertThat(instructions(result) / cycles(result)).isBetween(0.5, 4.0);
    }

    /** A record of ChampSim's format made from lackey's text keeps the addresses, so the machine does nearly the same. */
    @ParameterizedTest
    @ValueSource(strings = {"mm_naive", "mm_blocked", "chase", "gzip"})
    void bothFormatsOfATraceTakeTheSameTimeWithinOnePercent(String trace) {
        double text = cycles(run("lackey/" + trace + ".lackey.gz", 0));
        double records = cycles(run("champsim/" + trace + ".champsim.xz", 0));
        assertThat(records / text).isBetween(0.99, 1.01);
    }

    private String ratio(String fast, String slow) {
        return String.format(
                Locale.ROOT,
                "| %s : %s | %.1f | %.1f |",
                fast,
                slow,
                CHAMPSIM.getOrDefault(fast, 0.0) / CHAMPSIM.getOrDefault(slow, 0.0),
                ipc(fast) / ipc(slow));
    }

    /** Instructions a cycle after the warm-up, as ChampSim counts them. */
    private double ipc(String trace) {
        return measured.computeIfAbsent(trace, name -> {
            String file = "champsim/" + name + ".champsim.xz";
            RunResult whole = run(file, 0);
            long warmUp = (long) (whole.references() * WARM_UP_INSTRUCTIONS / instructions(whole));
            RunResult result = run(file, warmUp);
            return instructions(result) / cycles(result);
        });
    }

    private static RunResult run(String file, long warmUp) {
        MachineSpec machine = Machines.readUntranslated("desktop");
        TraceSpec program = new TraceSpec(trace(file), null, null, null, null, null, null, null, null);
        ProcessSpec process =
                new ProcessSpec("trace", null, program, null, null, null, null, null, null, null, null, null);
        RunResult result = Machine.build(
                        machine,
                        new WorkloadSpec("trace", null, List.of(process)),
                        new RunOptions(1, warmUp, Long.MAX_VALUE))
                .run();
        assertThat(result.status()).as("%s: %s", file, result.message()).isEqualTo(RunResult.Status.OK);
        return result;
    }

    private static double instructions(RunResult result) {
        return counted(result, "instructions");
    }

    private static double cycles(RunResult result) {
        return counted(result, "cycles");
    }

    private static double counted(RunResult result, String metric) {
        Term term = new Term("core0", metric);
        return result.end().counter(term) - result.border().counter(term);
    }

    private static Path trace(String file) {
        try {
            URL url = Objects.requireNonNull(
                    ChampSimOrderTest.class.getResource("/reference/cache/traces/" + file), file);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Double> champSim() {
        Map<String, Double> ipc = new LinkedHashMap<>();
        ipc.put("mm_naive", 3.2652);
        ipc.put("gzip", 2.5313);
        ipc.put("chase", 2.3266);
        ipc.put("mm_blocked", 1.4993);
        ipc.put("chase_serial", 0.1801);
        ipc.put("s_stream", 0.1740);
        ipc.put("s_rand", 0.0672);
        ipc.put("s_chase6m", 0.0247);
        return ipc;
    }
}
