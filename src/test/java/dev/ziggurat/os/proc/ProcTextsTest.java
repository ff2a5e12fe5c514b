package dev.ziggurat.os.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.os.ReferenceTables;
import dev.ziggurat.os.proc.SystemStat.Count;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files are printed as Linux prints them: taken apart and printed again, the reference files are the same to the byte. */
final class ProcTextsTest {
    private static List<String> lines(String snapshot, String file) {
        return ReferenceTables.lines("procps/" + snapshot + "/" + file + ".txt");
    }

    private static Map<String, String[]> words(List<String> lines) {
        Map<String, String[]> words = new HashMap<>();
        lines.forEach(line -> words.put(line.split("[: ]", 2)[0], line.split("[: ]+", -1)));
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"snap1", "snap2", "snap3", "snap4"})
    void meminfoIsAsLinuxPrintsIt(String snapshot) {
        List<String> lines = lines(snapshot, "meminfo");
        Map<String, String[]> words = words(lines);

        assertThat(MemInfo.text(line -> Long.parseLong(words.get(nameOf(line))[1])))
                .isEqualTo(String.join("\n", lines) + "\n");
    }

    /** The kernel's name of a line: in capitals with _ between words, but for Committed_AS. */
    private static String nameOf(MemInfo line) {
        if (line == MemInfo.COMMITTED_AS) {
            return "Committed_AS";
        }
        StringBuilder name = new StringBuilder();
        for (String word : line.name().split("_", -1)) {
            boolean letter = word.length() == 1;
            name.append(word.charAt(0)).append(letter ? "" : word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snap1", "snap2", "snap3", "snap4"})
    void vmstatIsAsLinuxPrintsIt(String snapshot) {
        List<String> lines = lines(snapshot, "vmstat");
        Map<String, String[]> words = words(lines);

        assertThat(VmCount.text(line -> Long.parseLong(words.get(line.name().toLowerCase(Locale.ROOT))[1])))
                .isEqualTo(String.join("\n", lines) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snap1", "snap2", "snap3", "snap4"})
    void statIsAsLinuxPrintsIt(String snapshot) {
        List<String> lines = lines(snapshot, "stat");
        Map<String, String[]> words = words(lines);
        SystemStat stat = new SystemStat(SystemStat.USER_TICK);

        assertThat(stat.text(new SystemStat.Source() {
                    @Override
                    public int cores() {
                        return 1;
                    }

                    @Override
                    public long time(int core, CpuTime on) {
                        return Long.parseLong(words.get("cpu0")[1 + on.ordinal()]) * SystemStat.USER_TICK;
                    }

                    @Override
                    public long count(Count of) {
                        return Long.parseLong(words.get(of.name().toLowerCase(Locale.ROOT))[1]);
                    }
                }))
                .isEqualTo(String.join("\n", lines) + "\n");
    }

    /** Two halves of a tick are none on each core, and one together; as in Linux, which sums before it rounds. */
    @Test
    void ticksAreRoundedDownAfterTheSum() {
        SystemStat stat = new SystemStat(1_000);

        assertThat(stat.text(new SystemStat.Source() {
                    @Override
                    public int cores() {
                        return 2;
                    }

                    @Override
                    public long time(int core, CpuTime on) {
                        return on == CpuTime.USER ? 500 : on == CpuTime.IDLE ? 1_999 : 0;
                    }

                    @Override
                    public long count(Count of) {
                        return of.ordinal();
                    }
                }))
                .isEqualTo("""
                        cpu  1 0 0 3 0 0 0 0 0 0
                        cpu0 0 0 0 1 0 0 0 0 0 0
                        cpu1 0 0 0 1 0 0 0 0 0 0
                        intr 0
                        ctxt 1
                        btime 2
                        processes 3
                        procs_running 4
                        procs_blocked 5
                        """);
        assertThatThrownBy(() -> new SystemStat(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The fields are those of proc(5), in its order: 52 of them, the name in parentheses and cut as Linux cuts it. */
    @Test
    void aProcessIsShownInLinuxsFieldsAndTicks() {
        ProcessStat process = new ProcessStat(
                7,
                "a long name of one",
                ProcessStat.State.RUNNING,
                3,
                40,
                5,
                25_999,
                1_001,
                3_500,
                5 << 12,
                2 << 12,
                1);

        String text = process.text(1_000);

        assertThat(text)
                .startsWith(
                        "7 (a long name of ) R 0 7 7 0 -1 0 40 0 5 0 25 1 0 0 20 0 3 0 3 20480 2 18446744073709551615 0 ")
                .endsWith(" 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n");
        assertThat(text.substring(text.indexOf(')') + 2).split(" ", -1)).hasSize(50);
        assertThat(process.memoryText()).isEqualTo("5 2 0 0 0 5 0\n");
    }

    @Test
    void aPageThatASegmentBeginsCountsWhole() {
        ProcessStat process =
                new ProcessStat(1, "p", ProcessStat.State.SLEEPING, 1, 0, 0, 0, 0, 0, (5 << 12) + 1, (2 << 12) - 1, 0);

        assertThat(process.memoryText()).isEqualTo("6 2 0 0 0 6 0\n");
    }

    @Test
    void theUptimeIsInHundredthsRoundedDown() {
        assertThat(Uptime.text(61_239_999_999_999L, 10_000_000_000L)).isEqualTo("61.23 0.01\n");
    }

    @Test
    void aNumberThatIsTooWidePushesTheUnit() {
        assertThat(MemInfo.text(line -> line == MemInfo.MEM_TOTAL ? 1_234_567_890L : 0))
                .startsWith("MemTotal:       1234567890 kB\nMemFree:               0 kB\n");
    }
}
