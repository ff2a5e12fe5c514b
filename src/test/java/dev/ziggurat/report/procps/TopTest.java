package dev.ziggurat.report.procps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The frames of procps-ng 4.0.2 (Debian's 2:4.0.2-3) for the same files, to the byte. The files of {@code reference/os/top} are made up; each
 * {@code top.expected} is the second frame of {@code COLUMNS=200 top -b -n2 -d4} when they lay over {@code /proc}, those of {@code before} during the
 * first frame. Only the time of day, which is not in the files, has been replaced by the time since the start. {@code processes.txt} has the stat and
 * statm of each process, one below the other.
 */
final class TopTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final ProcFiles SYSTEM = new ProcFiles("MemTotal: 1000 kB\n", "cpu  0 0 0 0\ncpu0 0\n", "");

    static Stream<Path> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(TopTest.class.getResource("/reference/os/top"))
                .toURI());
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsWhatTopPrints(Path folder) throws IOException {
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        long passed = uptime(after)
                .subtract(uptime(before))
                .multiply(BigDecimal.valueOf(SECOND))
                .longValueExact();

        assertThat(new Top(VmStat.USER_HZ).frame(files(before), files(after), passed))
                .isEqualTo(Files.readString(folder.resolve("top.expected")));
    }

    private static BigDecimal uptime(Path folder) throws IOException {
        return new BigDecimal(Files.readString(folder.resolve("uptime.txt")).split(" ", -1)[0]);
    }

    private static TopFiles files(Path folder) throws IOException {
        List<ProcessTexts> processes = new ArrayList<>();
        List<String> lines = Files.readAllLines(folder.resolve("processes.txt"));
        for (int i = 0; i < lines.size(); i += 2) {
            processes.add(new ProcessTexts(lines.get(i), lines.get(i + 1)));
        }
        ProcFiles system = new ProcFiles(
                Files.readString(folder.resolve("meminfo.txt")), Files.readString(folder.resolve("stat.txt")), "");
        return new TopFiles(
                system,
                Files.readString(folder.resolve("uptime.txt")),
                Files.readString(folder.resolve("loadavg.txt")),
                processes);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 6, 0",
        "99999, 5, 99999",
        "100000, 5, 97.7m",
        "999999, 6, 999999",
        "1000000, 6, 976.6m",
        "1023948, 6, 999.9m",
        "1023949, 6, 1.0g",
        "9999999, 7, 9999999",
        "10000000, 7, 9765.6m",
        "137438953472, 7, 128.0t",
        "9223372036854775807, 7, ?"
    })
    void memoryGoesToALargerUnitWhenItDoesNotFit(long kib, int width, String text) {
        assertThat(TopField.memory(kib, width)).isEqualTo(TopField.right(text, width));
    }

    /** Simulated intervals are short: 5 ms of two cores in 10 ms are half of one. */
    @Test
    void anIntervalMayBeShorterThanATick() {
        TopFiles before = new TopFiles(SYSTEM, "0.00 0.00", "0.00 0.00 0.00 1/1 1", List.of(process(7, 0)));
        TopFiles now = new TopFiles(SYSTEM, "0.01 0.00", "0.00 0.00 0.00 1/1 1", List.of(process(7, 5_000_000)));

        assertThat(new Top(1_000_000_000).frame(before, now, SECOND / 100))
                .endsWith("\n      7 root      20   0       4      4      0 R  50.0   0.4   0:00.00 seven\n");
    }

    private static ProcessTexts process(int pid, long ticks) {
        return new ProcessTexts(
                pid + " (seven) R 0 7 7 0 -1 0 0 0 0 0 " + ticks + " 0 0 0 20 0 1 0 0 4096 1\n", "1 1 0 0 0 1 0\n");
    }

    @Test
    void ofEqualSharesTheLowerNumberComesFirst() {
        List<ProcessTexts> two = List.of(process(9, 5), process(8, 5));
        TopFiles files = new TopFiles(SYSTEM, "1.00 0.00", "0.00 0.00 0.00 1/1 1", two);

        assertThat(new Top(100).frame(files, files, SECOND).lines().skip(7))
                .extracting(line -> line.substring(0, 7).trim())
                .containsExactly("8", "9");
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> new Top(0)).hasMessageContaining("0 ticks a second");
        TopFiles files = new TopFiles(SYSTEM, "1.00 0.00", "0.00 0.00 0.00 1/1 1", List.of());
        assertThatThrownBy(() -> new Top(100).frame(files, files, 0)).hasMessageContaining("0 ps");
        assertThatThrownBy(() -> new TopFiles(SYSTEM, "1.00", "0.00 0.00", List.of()))
                .isInstanceOf(ReportException.class)
                .hasMessage("/proc/loadavg: '0.00 0.00' has too few numbers");
        assertThatThrownBy(() -> new TopProcess(new ProcessTexts("1 seven R", "1 1 0")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no name in parentheses");
        assertThatThrownBy(() -> new TopProcess(new ProcessTexts("1 (seven) R 0", "1 1 0")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> new TopProcess(new ProcessTexts("x (seven) R 0", "1 1 0")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("'x' is no number");
    }
}
