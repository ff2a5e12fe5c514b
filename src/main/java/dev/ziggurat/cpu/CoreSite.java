package dev.ziggurat.cpu;

import dev.ziggurat.engine.Clock;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.BareCpu;
import dev.ziggurat.os.Cpu;
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
 * @param cpu what the operating system, or its absence, has it run
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
        Cpu cpu,
        Shares shares) {
    /** Of a core without an operating system, which runs one thread. */
    public CoreSite(
            Simulation simulation,
            String path,
            Clock clock,
            FirstLevel fetch,
            FirstLevel data,
            @Nullable Mmu mmu,
            int queued,
            Thread thread,
            Shares shares) {
        this(simulation, path, clock, fetch, data, mmu, queued, new BareCpu(simulation, path, thread, shares), shares);
    }
}
