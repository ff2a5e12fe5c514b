package dev.ziggurat.experiment.run;

import dev.ziggurat.machine.Catalogs;
import dev.ziggurat.machine.Machine;
import dev.ziggurat.machine.MachineReader;
import dev.ziggurat.machine.MachineSpec;
import dev.ziggurat.machine.Placement;
import dev.ziggurat.machine.RunOptions;
import dev.ziggurat.machine.WorkloadReader;
import dev.ziggurat.machine.yaml.Config;
import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.machine.yaml.Registry;
import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the real machines and workloads. */
public final class MachineLaboratory implements Laboratory {
    private final Registry registry = Catalogs.standard();
    private final MachineReader machines = new MachineReader(registry);
    private final WorkloadReader workloads = new WorkloadReader(registry);

    private final Contents contents = new Contents();

    @Override
    public Setup prepare(Source machine, Source workload, List<Setting> settings) {
        Config<MachineSpec> machineConfig = machines.read(machine, settings);
        Config<WorkloadSpec> workloadConfig = workloads.read(workload, settings);
        List<Problem> misplaced = Placement.problems(machineConfig, workloadConfig);
        if (!misplaced.isEmpty()) {
            throw new ConfigException(misplaced);
        }
        return MachineSetup.of(machineConfig, workloadConfig, contents);
    }

    @Override
    public Function<String, @Nullable String> values(Source machine, Source workload, List<Setting> settings) {
        Config<MachineSpec> machineConfig = machines.read(machine, settings);
        Config<WorkloadSpec> workloadConfig = workloads.read(workload, settings);
        return path -> path.startsWith(Setting.WORKLOAD)
                ? workloadConfig.value(path.substring(Setting.WORKLOAD.length()))
                : machineConfig.value(path);
    }

    @Override
    public List<Statistic> dictionary(Source source) {
        MachineSpec machine = machines.read(source, List.of()).spec();
        WorkloadSpec workload = workloads
                .read(Source.named(USUAL_WORKLOAD, WorkloadReader.FOLDER), List.of())
                .spec();
        return Machine.build(machine, workload, RunOptions.DEFAULT).statistics().entries();
    }
}
