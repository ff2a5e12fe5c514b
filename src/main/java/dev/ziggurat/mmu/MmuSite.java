package dev.ziggurat.mmu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.memory.WordStore;

/**
 * Where the translation of a core stands in its machine.
 *
 * @param simulation what all components share
 * @param path the core's name in the statistics ({@code core0})
 * @param clock the core's clock
 * @param words where the page tables are
 * @param absent who may have absent pages appear
 * @param level where the loads of walks enter: the level that {@code walks-enter} names, or its link
 * @param levelName that level's name as a cause ({@code l1d})
 */
public record MmuSite(
        Simulation simulation,
        String path,
        Clock clock,
        WordStore words,
        AbsentPages absent,
        MemoryLevel level,
        String levelName) {}
