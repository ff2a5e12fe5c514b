package dev.ziggurat.experiment.run;

import dev.ziggurat.machine.yaml.Setting;
import dev.ziggurat.machine.yaml.Source;
import dev.ziggurat.stats.Statistic;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads descriptions of machines and workloads and makes them ready to be simulated. */
public interface Laboratory {
    /** The workload with which a dictionary is made; another's has other processes. */
    String USUAL_WORKLOAD = "pointer-chase";

    /**
     * Reads a machine and a workload.
     *
     * @param machine its file or preset
     * @param workload its file or preset
     * @param settings what is laid over them, in this order
     * @throws dev.ziggurat.machine.yaml.ConfigException with file, line and rule of whatever is wrong
     */
    Setup prepare(Source machine, Source workload, List<Setting> settings);

    /**
     * Returns the values of a machine and, behind {@code workload.}, a workload by their paths, defaults included; null for what is no path of a single
     * value.
     *
     * @throws dev.ziggurat.machine.yaml.ConfigException with file, line and rule of whatever is wrong
     */
    Function<String, @Nullable String> values(Source machine, Source workload, List<Setting> settings);

    /** Returns what is measured on a machine when it runs the workload of {@link #USUAL_WORKLOAD}. */
    List<Statistic> dictionary(Source machine);
}
