package dev.ziggurat.workload;

import dev.ziggurat.engine.RandomStream;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Where a run-time system stands.
 *
 * @param process the name of its process
 * @param random gives the stream of a named use
 * @param now the present time in picoseconds, for statistics alone
 * @param page the bytes of a page of its process
 * @param cores how many cores the threads of its process may run on
 * @param threads how many threads its process has, without those of the run-time system
 */
public record RuntimeSite(
        String process, Function<String, RandomStream> random, LongSupplier now, long page, int cores, int threads) {}
