package dev.ziggurat.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.storage.BlockRequest;
import dev.ziggurat.workload.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code storage:} of a machine file. */
final class MachineStorageTest {
    private static final String TEXT = """
            machine: bench
            cores: {count: 1, kind: in-order, clock: 1 GHz}
            memory: {kind: fixed, latency: 80 ns}
            storage:
              nvme0: {device: nvme-mlc}
              hdd0: {device: cheetah-9lp}
            """;

    private static Config<MachineSpec> read(String text, String... settings) {
        return new MachineReader(Catalogs.standard())
                .read(
                        Source.text("bench.yaml", Path.of(""), text),
                        Arrays.stream(settings).map(Setting::parse).toList());
    }

    private static Machine machine(String text) {
        WorkloadSpec workload = new WorkloadReader(Catalogs.standard())
                .read(Source.text("w.yaml", Path.of(""), """
                                workload: walk
                                processes:
                                  - {name: p, cores: [0], program: {kind: sequential, footprint: 64 KiB}, references: 5000}
                                """), List.of())
                .spec();
        return Machine.build(read(text).spec(), workload, RunOptions.DEFAULT);
    }

    @Test
    void devicesArePresetsThatPathsLeadInto() {
        Config<MachineSpec> config = read(TEXT, "storage.hdd0.device.model.scheduler=sstf", "storage.nvme0=null");

        assertThat(config.spec().storage()).containsOnlyKeys("hdd0");
        assertThat(config.resolved()).contains("scheduler: sstf  # --set", "rpm: 10045  # preset cheetah-9lp.yaml");
        Config<MachineSpec> again = read(config.resolved());
        assertThat(again.spec()).isEqualTo(config.spec());
        assertThat(again.digest()).isEqualTo(config.digest());
        assertThat(read(TEXT, "storage.hdd0.device=atlas-10k").resolved()).contains("rpm: 10025");
    }

    @Test
    void everySlipIsToldAtItsPlace() {
        refused("nvme-mlc", "nvme-mcl", "bench.yaml:5: storage.nvme0.device: nvme-mcl: no preset of this name in");
        refused("nvme-mlc", "nvme-mcl", "did you mean 'nvme-mlc'?");
        refused(
                "{device: nvme-mlc}",
                "{devise: nvme-mlc}",
                "storage.nvme0.devise: nvme-mlc: unknown key 'devise'; did");
        refused("{device: nvme-mlc}", "{}", "bench.yaml:5: storage.nvme0: {}: 'device' is missing");
        refused("nvme0", "NVMe", "bench.yaml:5: storage.NVMe: ");
        refused("nvme0", "NVMe", "the name of a storage device has small letters, digits and '-', for example 'nvme0'");
        assertThatThrownBy(() -> read(TEXT, "storage.nvme0.device.model.flash.erase=11 s"))
                .hasMessageContaining("storage.nvme0.device.model.flash.erase: 11 s: longer than 10 s");
        assertThatThrownBy(() -> read(TEXT, "storage.hdd0.device.model.controller.read-overhead=11 s"))
                .hasMessageContaining("storage.hdd0.device.model.controller.read-overhead: 11 s: longer than 10 s");
    }

    private static void refused(String from, String to, String message) {
        assertThatThrownBy(() -> read(TEXT.replace(from, to)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatNobodySwapsToIsReported() {
        assertThat(MachineReader.notes(read(TEXT)).stream().map(Problem::toString))
                .hasSize(2)
                .allSatisfy(note -> assertThat(note)
                        .contains(": storage.")
                        .endsWith("without effect: no operating system of this machine swaps to this device"));
    }

    @Test
    void devicesStandInTheStatisticsAndChangeNothingElse() {
        Machine with = machine(TEXT);
        RunResult result = with.run();
        RunResult without = machine(TEXT.substring(0, TEXT.indexOf("storage"))).run();

        assertThat(result.status()).isEqualTo(RunResult.Status.OK);
        Term time = new Term("simulation", "time_ns");
        assertThat(result.end().counter(time)).isEqualTo(without.end().counter(time));
        assertThat(with.statistics().entries().stream().map(each -> each.component() + " " + each.metric()))
                .contains("storage.nvme0 reads", "storage.nvme0 erases", "storage.hdd0 seek_ns");
    }

    @Test
    void whoKnowsItsNameSendsADeviceRequests() {
        Machine machine = machine(TEXT);
        BlockDevice device = machine.storage("hdd0");
        List<Long> ends = new ArrayList<>();
        BlockRequest request = new BlockRequest((served, time) -> ends.add(time), 0);
        request.size = 4096;
        request.marks.begin(0);
        device.submit(request);
        assertThat(device.waitsFor()).startsWith("storage.hdd0: ");
        RunResult result = machine.run();

        assertThat(result.status()).isEqualTo(RunResult.Status.OK);
        assertThat(ends).hasSize(1);
        assertThat(result.end().counter(new Term("storage.hdd0", "reads"))).isEqualTo(1);
        assertThat(result.end().counter(new Term("storage.nvme0", "reads"))).isZero();
        assertThatThrownBy(() -> machine.storage("hdd1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no storage device 'hdd1'; did you mean 'hdd0'?");
    }

    @Test
    void theirCausesHaveAMeaning() {
        assertThat(Causes.meaning("swap queue")).contains("queue");
        assertThat(Causes.meaning("swap device")).contains("serves");
    }

    @Test
    void whatFollowsFromADeviceIsExplainedWithItsFormula() {
        List<String> facts = Explanation.of(new Derived(read(TEXT).spec())).stream()
                .map(fact -> fact.component() + ": " + fact.quantity() + ": " + fact.value())
                .toList();

        assertThat(facts)
                .contains(
                        "storage.nvme0: idle read of 4 KiB, place in the mapping cache: 88.906 us  = overhead + read-command + read"
                                + " + data-setup + data on channel and link",
                        "storage.hdd0: capacity: 9.10502 GB (9105018880 B)  = blocks x 512 B",
                        "storage.hdd0: a turn: 5.97312 ms  = 60 s / rpm",
                        "storage.hdd0: seek, next cylinder: 831 us  = the curve at distance 1",
                        "storage.hdd0: seek, full stroke: 10.627 ms  = the curve at distance 6961");
    }
}
