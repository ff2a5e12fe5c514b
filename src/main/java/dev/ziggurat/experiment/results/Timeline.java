package dev.ziggurat.experiment.results;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ziggurat.experiment.run.ProcObserver;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.proc.SystemStat.Count;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.os.proc.SystemStat.Source;
import dev.ziggurat.os.proc.VmCount;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code timeline.csv}: a row for each interval of a run and one for the rest up to its end. Amounts are those at the end of the interval;
 * counts and times are what happened in it, so that each column sums to the whole run. The series are those of {@code vmstat}, and the faults.
 */
public final class Timeline implements ProcObserver {
    private static final int NANOSECOND_DECIMALS = 3;

    private static final List<Series> SERIES = List.of(
            amount("running", (files, stat) -> stat.count(Count.PROCS_RUNNING)),
            amount("blocked", (files, stat) -> stat.count(Count.PROCS_BLOCKED)),
            amount("swap_used_kib", (files, stat) -> files.kib(MemInfo.SWAP_TOTAL) - files.kib(MemInfo.SWAP_FREE)),
            amount("free_kib", (files, stat) -> files.kib(MemInfo.MEM_FREE)),
            amount("buffers_kib", (files, stat) -> files.kib(MemInfo.BUFFERS)),
            amount("cached_kib", (files, stat) -> files.kib(MemInfo.CACHED) + files.kib(MemInfo.S_RECLAIMABLE)),
            events("swap_ins", (files, stat) -> files.count(VmCount.PSWPIN)),
            events("swap_outs", (files, stat) -> files.count(VmCount.PSWPOUT)),
            events("read_kib", (files, stat) -> files.count(VmCount.PGPGIN)),
            events("written_kib", (files, stat) -> files.count(VmCount.PGPGOUT)),
            events("interrupts", (files, stat) -> stat.count(Count.INTR)),
            events("context_switches", (files, stat) -> stat.count(Count.CTXT)),
            time("user_ns", CpuTime.USER, CpuTime.NICE),
            time("system_ns", CpuTime.SYSTEM, CpuTime.IRQ, CpuTime.SOFTIRQ),
            time("idle_ns", CpuTime.IDLE),
            time("iowait_ns", CpuTime.IOWAIT),
            time("steal_ns", CpuTime.STEAL),
            events("minor_faults", (files, stat) -> files.count(VmCount.PGFAULT) - files.count(VmCount.PGMAJFAULT)),
            events("major_faults", (files, stat) -> files.count(VmCount.PGMAJFAULT)),
            amount("external_fragmentation_ppm", (files, stat) -> files.externalFragmentation()));

    private final CsvWriter csv;
    private final String run;
    private final long interval;
    private long @Nullable [] shown;

    /** The row that is not written yet: the run may end at the same instant, and what happens at it then belongs to that row. */
    private long @Nullable [] held;

    private long heldTime;

    /** Makes the writer of a run's rows. */
    public Timeline(OutputStream out, int run, long interval) {
        csv = Csv.writer(out);
        this.run = Integer.toString(run);
        this.interval = interval;
        List<String> header = new ArrayList<>(List.of("run", "time_ns"));
        SERIES.forEach(series -> header.add(series.name));
        csv.writeRecord(header);
    }

    /** What a column shows of the numbers at two instants. */
    private enum Kind {
        AMOUNT,
        EVENTS,
        TIME
    }

    private interface Reading {
        long of(KernelFiles files, Source stat);
    }

    private record Series(String name, Kind kind, Reading reading) {}

    private static Series amount(String name, Reading reading) {
        return new Series(name, Kind.AMOUNT, reading);
    }

    private static Series events(String name, Reading reading) {
        return new Series(name, Kind.EVENTS, reading);
    }

    /** Of all cores. */
    private static Series time(String name, CpuTime... kinds) {
        return new Series(name, Kind.TIME, (files, stat) -> {
            long sum = 0;
            for (int core = 0; core < stat.cores(); core++) {
                for (CpuTime kind : kinds) {
                    sum += stat.time(core, kind);
                }
            }
            return sum;
        });
    }

    @Override
    public long interval() {
        return interval;
    }

    @Override
    public void look(long time, KernelFiles files) {
        if (time == 0) {
            shown = read(time, files);
        } else {
            writeHeld();
            hold(time, files);
        }
    }

    @Override
    public void end(long time, KernelFiles files) {
        if (time > heldTime) {
            writeHeld();
        }
        hold(time, files);
    }

    private void hold(long time, KernelFiles files) {
        held = read(time, files);
        heldTime = time;
    }

    private static long[] read(long time, KernelFiles files) {
        Source stat = files.stat(time);
        return SERIES.stream()
                .mapToLong(series -> series.reading.of(files, stat))
                .toArray();
    }

    private void writeHeld() {
        long[] now = held;
        if (now == null) {
            return;
        }
        List<String> row = new ArrayList<>(List.of(run, nanoseconds(heldTime)));
        for (int i = 0; i < now.length; i++) {
            long since = now[i] - (shown == null ? 0 : shown[i]);
            row.add(
                    switch (SERIES.get(i).kind) {
                        case AMOUNT -> Long.toString(now[i]);
                        case EVENTS -> Long.toString(since);
                        case TIME -> nanoseconds(since);
                    });
        }
        csv.writeRecord(row);
        shown = now;
        held = null;
    }

    private static String nanoseconds(long picoseconds) {
        return BigDecimal.valueOf(picoseconds, NANOSECOND_DECIMALS).toPlainString();
    }

    /** Nothing comes any more, whether the run came to its end or not. */
    public void finish() throws IOException {
        writeHeld();
        csv.flush();
    }
}
