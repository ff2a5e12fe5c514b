package dev.ziggurat.experiment.run;

import java.util.List;

/**
 * One simulation of a plan.
 *
 * @param id its place in the plan, from 0
 * @param point the number of its combination of workload and values, from 0; its seeds share it
 * @param setup what is simulated
 * @param limits its seed, warm-up and limit
 * @param values of the swept paths, as they are written in the sweep file
 * @param digest what its outcome depends on, {@link #digestOf}
 */
public record Run(int id, int point, Setup setup, RunLimits limits, List<String> values, String digest) {
    /** Changes when the same inputs come to mean something else although the version does not change. */
    private static final String MEANING = "ziggurat run 1";

    public Run {
        values = List.copyOf(values);
    }

    /**
     * Returns what an outcome depends on, as 64 hexadecimal digits: the resolved machine and workload, the content of trace files, seed,
     * warm-up, limit and the version of the tool.
     */
    public static String digestOf(Setup setup, RunLimits limits, String version) {
        return new Digest()
                .add(MEANING)
                .add(version)
                .add(setup.machineDigest())
                .add(setup.workloadDigest())
                .add(Long.toString(limits.seed()))
                .add(Long.toString(limits.warmUp()))
                .add(Long.toString(limits.limit()))
                .hex();
    }
}
