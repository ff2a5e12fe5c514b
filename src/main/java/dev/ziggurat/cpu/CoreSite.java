package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import org.jspecify.annotations.Nullable;

/**
 * Where a core stands in its machine.
 *
 * @param simulation what all components share
 * @param path its name in the statistics ({@code core0})
 * @param clock its clock
 * @param fetch where instruction fetches enter
 * @param data where loads and stores enter
 * @param mmu what translates its addresses, null for none
 * @param queued how many requests main memory's queues hold, 0 if it has none
 * @param thread what it runs
 * @param shares who is told of milestones
 */
public record CoreSite(
        Simulation simulation,
        String path,
        Clock clock,
        FirstLevel fetch,
        FirstLevel data,
        @Nullable Mmu mmu,
        int queued,
        Thread thread,
        Shares shares) {}
