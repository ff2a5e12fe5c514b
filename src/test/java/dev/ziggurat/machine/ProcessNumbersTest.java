package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ziggurat.machine.RandomMachine.Drawn;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.MemInfo;
import dev.ziggurat.os.proc.ProcessStat;
import dev.ziggurat.os.proc.SystemStat.CpuTime;
import dev.ziggurat.os.proc.SystemStat.Source;
import dev.ziggurat.stats.Window;
import dev.ziggurat.stats.Window.Row;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the files of the processes tell at random instants of random systems: times that never fall and are together those of the cores, memory that is
 * together the memory that is used. The files are read as {@code top} reads them, and no number of the run is another by that.
 */
final class ProcessNumbersTest {
    private static final int FEW = 6;
    private static final int MANY = 106;

    @TempDir
    private Path folder;

    @Test
    void theProcessesNumbersSumToTheMachinesAndLookingChangesNone() {
        check(0, FEW);
    }

    @Tag("slow")
    @Test
    void soDoTheyOfManySystems() {
        check(FEW, MANY);
    }

    private void check(long from, long to) {
        int whole = 0;
        for (long seed = from; seed < to; seed++) {
            for (Drawn drawn : List.of(RandomSystem.any(seed, folder), RandomSystem.sharing(seed, folder))) {
                Machine machine = drawn.build();
                Looks looks = new Looks(machine, processes(drawn), "seed " + seed + "\n" + drawn);
                SplittableRandom random = new SplittableRandom(seed);
                machine.observe(time -> looks.look(time) + random.nextLong(1L << random.nextInt(34)), 0);
                machine.observeEnd(looks::look);
                List<Row> watched = rows(machine, machine.run());

                Machine alone = drawn.build();
                assertThat(watched).as(looks.what).isEqualTo(rows(alone, alone.run()));
                whole += looks.whole;
            }
        }
        assertThat(whole).isGreaterThan((int) (to - from));
    }

    private static int processes(Drawn drawn) {
        return (int)
                drawn.workload().lines().filter(line -> line.contains("name: ")).count();
    }

    private static List<Row> rows(Machine machine, RunResult result) {
        assertThat(result.message()).isEmpty();
        return Window.rows(machine.statistics().entries(), result.border(), result.end());
    }

    private static final class Looks {
        private final KernelFiles files;
        private final String what;
        private final int all;
        private final Map<Integer, ProcessStat> before = new HashMap<>();

        /** Looks at which all processes were there. */
        private int whole;

        Looks(Machine machine, int all, String what) {
            files = Objects.requireNonNull(machine.procFiles());
            this.all = all;
            this.what = what;
        }

        long look(long time) {
            List<ProcessStat> processes = files.processes(time);
            assertThat(files.loadavg()).startsWith("0.00 0.00 0.00 ");
            assertThat(files.uptime(time)).startsWith(time / 1_000_000_000_000L + ".");
            long resident = 0;
            long mapped = 0;
            long user = 0;
            long system = 0;
            for (ProcessStat each : processes) {
                resident += each.residentBytes();
                mapped += each.mappedBytes();
                user += each.userTime();
                system += each.systemTime();
                assertThat(each.residentBytes()).as(what).isLessThanOrEqualTo(each.mappedBytes());
                grows(each);
            }
            long coresUser = cores(time, CpuTime.USER);
            assertThat(system).as(what).isLessThanOrEqualTo(cores(time, CpuTime.SYSTEM));
            if (processes.size() == all) {
                whole++;
                assertThat(user).as("%s at %d", what, time).isEqualTo(coresUser);
                assertThat(resident / 1024).as(what).isEqualTo(files.kib(MemInfo.ANON_PAGES));
                assertThat(mapped / 1024).as(what).isGreaterThanOrEqualTo(files.kib(MemInfo.COMMITTED_AS));
            }
            assertThat(user).as("%s at %d", what, time).isLessThanOrEqualTo(coresUser);
            return time + 1;
        }

        private void grows(ProcessStat now) {
            ProcessStat last = before.put(now.pid(), now);
            if (last != null) {
                assertThat(now.userTime()).as(what).isGreaterThanOrEqualTo(last.userTime());
                assertThat(now.systemTime()).as(what).isGreaterThanOrEqualTo(last.systemTime());
                assertThat(now.minorFaults()).as(what).isGreaterThanOrEqualTo(last.minorFaults());
            }
        }

        private long cores(long time, CpuTime kind) {
            Source stat = files.stat(time);
            long sum = 0;
            for (int core = 0; core < stat.cores(); core++) {
                sum += stat.time(core, kind);
            }
            return sum;
        }
    }
}
