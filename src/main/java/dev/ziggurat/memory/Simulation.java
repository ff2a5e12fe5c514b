package dev.ziggurat.memory;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.stats.Names;

/**
 * What all components of one simulation share while they are made.
 *
 * @param engine the clockwork
 * @param causes the causes of marks
 * @param outcomes who can answer a reference
 * @param seed the run's seed
 */
public record Simulation(Engine engine, Names causes, Names outcomes, long seed) {
    /** Makes a simulation at time 0. */
    public Simulation(long seed) {
        this(new Engine(), new Names(), new Names(), seed);
    }

    /** Returns the random numbers of a named use. */
    public RandomStream random(String use) {
        return RandomStream.of(seed, use);
    }
}
