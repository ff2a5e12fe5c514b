package dev.ziggurat.report.procps;

import dev.ziggurat.report.ReportException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The texts that {@code top} reads at one instant, of an emulated machine or a real one. */
public final class TopFiles {
    private static final int AVERAGES = 3;

    final ProcFiles system;
    final List<TopProcess> processes = new ArrayList<>();

    /** The time since the start, in whole seconds. */
    final long uptime;

    /** The load averages, with two decimals. */
    final List<String> load = new ArrayList<>();

    /**
     * Reads the texts.
     *
     * @param system {@code /proc/meminfo} and {@code /proc/stat}
     * @param uptime {@code /proc/uptime}
     * @param loadavg {@code /proc/loadavg}
     * @param processes those of each process
     * @throws ReportException if one of them is none
     */
    public TopFiles(ProcFiles system, String uptime, String loadavg, List<ProcessTexts> processes) {
        this.system = system;
        this.uptime = decimal("uptime", uptime, 0).longValue();
        for (int i = 0; i < AVERAGES; i++) {
            load.add(decimal("loadavg", loadavg, i)
                    .setScale(2, RoundingMode.HALF_EVEN)
                    .toPlainString());
        }
        for (ProcessTexts each : processes) {
            this.processes.add(new TopProcess(each));
        }
    }

    private static BigDecimal decimal(String file, String text, int word) {
        String[] words = text.trim().split(" ", -1);
        try {
            return new BigDecimal(word < words.length ? words[word] : "");
        } catch (NumberFormatException e) {
            throw new ReportException("/proc/" + file + ": '" + text.trim() + "' has too few numbers", e);
        }
    }
}
