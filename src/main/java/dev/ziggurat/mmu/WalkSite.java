package dev.ziggurat.mmu;

import dev.ziggurat.engine.Engine;
import dev.ziggurat.memory.MemoryLevel;
import dev.ziggurat.memory.WordStore;

/**
 * Where the walkers of one core stand.
 *
 * @param engine the clockwork
 * @param words where the tables are
 * @param absent who may have absent pages appear
 * @param format how they are read
 * @param level where the walks' loads enter
 * @param levelCause the cause of that level's own latency, for hits that it leaves unmarked
 * @param caches the walk caches
 * @param tlbs what walks fill
 * @param spaces under which tag
 * @param counts what is counted
 */
record WalkSite(
        Engine engine,
        WordStore words,
        AbsentPages absent,
        PageTableFormat format,
        MemoryLevel level,
        int levelCause,
        WalkCaches caches,
        Tlbs tlbs,
        Spaces spaces,
        WalkCounts counts) {}
