package dev.ziggurat.report.procps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.report.ReportException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The texts of procps-ng 4.0.2 (Debian's 2:4.0.2-3) for the same files, to the byte. The files of {@code reference/os/procps} are made up;
 * each {@code *.expected} is what the command of its name printed when they lay over {@code /proc}. In {@code intervalN} the files changed
 * from {@code before} to {@code after} while the command slept; their meminfo did not, for 4.0.2 does not look at it again.
 */
final class ProcpsTest {
    private static final long SECOND = 1_000_000_000_000L;

    static Stream<Path> expected() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ProcpsTest.class.getResource("/reference/os/procps"))
                .toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".expected")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("expected")
    void printsWhatProcpsPrints(Path expected) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                expected.getFileName().toString().replace(".expected", "").split("_", -1)));
        Path folder = expected.getParent();
        String text = command.remove(0).equals("free") ? free(folder, command) : vmStat(folder, command);

        assertThat(text).isEqualTo(Files.readString(expected));
    }

    private static ProcFiles files(Path folder) throws IOException {
        return new ProcFiles(
                Files.readString(folder.resolve("meminfo.txt")),
                Files.readString(folder.resolve("stat.txt")),
                Files.readString(folder.resolve("vmstat.txt")));
    }

    private static String free(Path folder, List<String> words) throws IOException {
        FreeUnit unit = FreeUnit.KIBI;
        Set<Free.Option> options = EnumSet.noneOf(Free.Option.class);
        for (String word : words) {
            switch (word) {
                case "-b" -> unit = FreeUnit.BYTES;
                case "-m" -> unit = FreeUnit.MEBI;
                case "-g" -> unit = FreeUnit.GIBI;
                case "--mega" -> unit = FreeUnit.MEGA;
                case "-h" -> unit = FreeUnit.HUMAN;
                case "--si" -> unit = FreeUnit.HUMAN_SI;
                case "-l" -> options.add(Free.Option.LOW_AND_HIGH);
                case "-t" -> options.add(Free.Option.TOTAL);
                case "-v" -> options.add(Free.Option.COMMITTED);
                case "-w" -> options.add(Free.Option.WIDE);
                default -> assertThat(word).isEqualTo("-k");
            }
        }
        return new Free(unit, options).text(files(folder));
    }

    private static String vmStat(Path folder, List<String> words) throws IOException {
        VmStatUnit unit = VmStatUnit.KIBI;
        Set<VmStat.Option> options = EnumSet.noneOf(VmStat.Option.class);
        boolean totals = false;
        long seconds = 0;
        for (Iterator<String> word = words.iterator(); word.hasNext(); ) {
            String next = word.next();
            switch (next) {
                case "-S" -> unit = unit(word.next());
                case "-a" -> options.add(VmStat.Option.ACTIVE);
                case "-w" -> options.add(VmStat.Option.WIDE);
                case "-s" -> totals = true;
                case "-n" -> {}
                default -> {
                    seconds = Long.parseLong(next);
                    assertThat(word.next()).isEqualTo("2");
                }
            }
        }
        if (totals) {
            return VmStat.totals(files(folder), unit);
        }
        VmStat printer = new VmStat(unit, options, VmStat.USER_HZ);
        if (seconds == 0) {
            return printer.header() + printer.sinceBoot(files(folder));
        }
        ProcFiles before = files(folder.resolve("before"));
        return printer.header()
                + printer.sinceBoot(before)
                + printer.interval(before, files(folder.resolve("after")), seconds * SECOND);
    }

    private static VmStatUnit unit(String letter) {
        return Stream.of(VmStatUnit.values())
                .filter(unit -> unit.letter().equals(letter))
                .findAny()
                .orElseThrow();
    }

    private static ProcFiles moment(long free, long idleTicks, long pagesIn) {
        return new ProcFiles(
                "MemTotal: 1000 kB\nMemFree: " + free + " kB\n",
                "cpu  0 0 0 " + idleTicks + " 0 0 0 0 0 0\nprocs_running 1\n",
                "pswpin " + pagesIn + "\npgpgin " + 4 * pagesIn + "\n");
    }

    /** Simulated intervals are short: 25 pages in 10 ms are 10,000 KiB a second. */
    @Test
    void anIntervalMayBeShorterThanASecond() {
        VmStat printer = new VmStat(VmStatUnit.KIBI, Set.of(), 1_000_000);

        assertThat(printer.interval(moment(900, 0, 100), moment(800, 10_000, 125), SECOND / 100))
                .isEqualTo(" 1  0      0    800      0      0 10000    0 10000     0    0    0  0  0 100  0  0\n");
    }

    @Test
    void eachLineShowsTheMemoryOfItsOwnInstant() {
        VmStat printer = new VmStat(VmStatUnit.KIBI, Set.of(), VmStat.USER_HZ);

        assertThat(printer.interval(moment(900, 0, 0), moment(7, 100, 0), SECOND))
                .startsWith(" 1  0      0      7 ");
    }

    @Test
    void refusesAnIntervalThatIsNone() {
        assertThatThrownBy(() -> new VmStat(VmStatUnit.KIBI, Set.of(), 0)).hasMessageContaining("0 ticks a second");
        ProcFiles files = new ProcFiles("MemTotal: 1 kB\n", "cpu 1 2\n", "");
        VmStat vmstat = new VmStat(VmStatUnit.KIBI, Set.of(), VmStat.USER_HZ);
        assertThatThrownBy(() -> vmstat.interval(files, files, 0)).hasMessageContaining("0 ps");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        assertThatThrownBy(() -> new ProcFiles("", "cpu  1 2 3 4\n", ""))
                .isInstanceOf(ReportException.class)
                .hasMessage("/proc/meminfo has no line MemTotal");
        assertThatThrownBy(() -> new ProcFiles("MemTotal: 5 kB\n", "cpu0 1 2 3 4\n", ""))
                .isInstanceOf(ReportException.class)
                .hasMessage("/proc/stat has no line cpu");
        assertThatThrownBy(() -> new ProcFiles("MemTotal: five kB\n", "cpu  1 2 3 4\n", ""))
                .isInstanceOf(ReportException.class)
                .hasMessage("/proc/meminfo: 'five' is no number in the line 'MemTotal: five kB'");
    }
}
