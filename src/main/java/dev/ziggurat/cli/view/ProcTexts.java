package dev.ziggurat.cli.view;

import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.SystemStat;
import dev.ziggurat.report.procps.ProcFiles;
import dev.ziggurat.report.procps.ProcessTexts;
import dev.ziggurat.report.procps.TopFiles;
import java.util.List;

/** The texts of an emulated kernel's files, as the tools of procps read them. */
final class ProcTexts {
    /** A tick of these texts: Linux's is 10 ms, within which a simulated machine does much. */
    static final long TICK = 1000;

    static final long TICKS_PER_SECOND = 1_000_000_000L;

    private static final SystemStat STAT = new SystemStat(TICK);

    private ProcTexts() {}

    /** Returns those of the processes too. */
    static TopFiles withProcesses(long time, KernelFiles files) {
        List<ProcessTexts> processes = files.processes(time).stream()
                .map(each -> new ProcessTexts(each.text(TICK), each.memoryText()))
                .toList();
        return new TopFiles(at(time, files), files.uptime(time), files.loadavg(), processes);
    }

    /** Returns the files at an instant, in picoseconds. */
    static ProcFiles at(long time, KernelFiles files) {
        return new ProcFiles(files.meminfo(), STAT.text(files.stat(time)), files.vmstat());
    }
}
