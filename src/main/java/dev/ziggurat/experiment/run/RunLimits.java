package dev.ziggurat.experiment.run;

/**
 * What a run is given beside its machine and its workload.
 *
 * @param seed where its random numbers begin
 * @param warmUp references of each process before the numbers count
 * @param limit when it is cut short, in picoseconds of simulated time; {@link Long#MAX_VALUE} for never
 */
public record RunLimits(long seed, long warmUp, long limit) {}
