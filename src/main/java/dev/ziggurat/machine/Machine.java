package dev.ziggurat.machine;

import dev.ziggurat.cache.CacheSpec.Serves;
import dev.ziggurat.cpu.Core;
import dev.ziggurat.cpu.CoreSite;
import dev.ziggurat.cpu.CoreSpec;
import dev.ziggurat.cpu.FirstLevel;
import dev.ziggurat.cpu.IdleCore;
import dev.ziggurat.dram.Memory;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Engine;
import dev.ziggurat.engine.Sampler;
import dev.ziggurat.engine.StalledException;
import dev.ziggurat.machine.RunResult.Status;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.mmu.Mmu;
import dev.ziggurat.os.Cpu;
import dev.ziggurat.os.KernelSpec;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.proc.KernelFiles;
import dev.ziggurat.os.proc.LoadAverage;
import dev.ziggurat.stats.AccountingException;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.storage.BlockDevice;
import dev.ziggurat.units.Latency;
import dev.ziggurat.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One simulation, wired: the hierarchy, the cores, the processes on them, and its statistics. It runs once. */
public final class Machine {
    private final Simulation simulation;
    private final RunOptions options;
    private final Wiring wiring;
    private final Shares shares;
    private final Statistics statistics = new Statistics();
    private final List<Core> cores = new ArrayList<>();
    private final Occupants occupants;
    private final Samplers samplers = new Samplers();
    private final List<LongConsumer> endObservers = new ArrayList<>();
    private final long endOfTime;

    /** What "now" is for the counter of simulated time: set when values are taken. */
    private long observedAt;

    private @Nullable Snapshot border;

    /**
     * Wires a machine and places the processes of a workload.
     *
     * @throws IllegalArgumentException if {@link Placement#problems} finds that they do not go together
     */
    public static Machine build(MachineSpec machine, WorkloadSpec workload, RunOptions options) {
        return new Machine(machine, workload, options);
    }

    private Machine(MachineSpec spec, WorkloadSpec workload, RunOptions options) {
        this.options = options;
        simulation = new Simulation(options.seed());
        shares = new Shares(options.warmUpReferences(), new Borders());
        Placement.require(spec, workload);
        wiring = new Wiring(simulation, new Derived(spec));
        occupants = occupants(spec, workload);
        for (int core = 0; core < spec.cores().count(); core++) {
            cores.add(core(spec.cores(), core));
        }
        // A driver without a core holds as many references as its program says, or as the memory takes.
        endOfTime = EndOfTime.of(spec.cores(), Math.max(wiring.memory().queued(), occupants.outstanding()));
        describe();
    }

    private Occupants occupants(MachineSpec spec, WorkloadSpec workload) {
        KernelSpec os = spec.kernel();
        if (os == null) {
            return new BareOccupants(spec, workload, wiring, simulation, shares);
        }
        KernelOccupants managed = new KernelOccupants(
                spec, os, wiring, simulation, shares, KernelOccupants.future(os, workload, options));
        managed.add(workload);
        observe(managed::sampleLoad, LoadAverage.PERIOD);
        return managed;
    }

    private Core core(CoreSpec spec, int number) {
        Clock clock = Clock.of(spec.clock());
        String path = "core" + number;
        FirstLevel data = wiring.firstLevel(Serves.DATA, number);
        Cpu cpu = occupants.cpu(number);
        if (cpu == null) {
            return new IdleCore(simulation, path, clock, data);
        }
        FirstLevel fetch = wiring.firstLevel(Serves.FETCH, number);
        Mmu mmu = occupants.mmu(number);
        return spec.create(new CoreSite(
                simulation, path, clock, fetch, data, mmu, wiring.memory().queued(), cpu, shares));
    }

    private void describe() {
        statistics.section("simulation").time("time_ns", "simulated time, up to the last retirement", () -> observedAt);
        for (Core core : cores) {
            core.describe(statistics);
        }
        occupants.describe(statistics);
        wiring.describe(statistics);
    }

    /** Returns the dictionary. */
    public Statistics statistics() {
        return statistics;
    }

    /** Returns main memory, for observers of its commands. */
    public Memory memory() {
        return wiring.memory();
    }

    /**
     * Returns a storage device, for whoever sends it requests and for observers of them.
     *
     * @param name its key under {@code storage:}
     * @throws IllegalArgumentException if there is none
     */
    public BlockDevice storage(String name) {
        return wiring.devices().named(name);
    }

    /** Has the simulation looked at from an instant (picoseconds) on, before it runs; by any number of observers, each at its own instants. */
    public void observe(Sampler sampler, long from) {
        simulation.engine().observe(samplers, samplers.add(sampler, from));
    }

    /**
     * Has the end of the run told: the last process ends, or the limit is reached. The cores' books are closed then; nothing has been given back, and
     * what is under way has not completed.
     *
     * @param observer is given the instant, in picoseconds; it must not change anything
     */
    public void observeEnd(LongConsumer observer) {
        endObservers.add(observer);
    }

    /** Returns the files that the operating system shows, null if there is none. */
    public @Nullable KernelFiles procFiles() {
        return occupants.files();
    }

    /** Returns how many references have retired so far, warm-up included. */
    public long references() {
        long references = 0;
        for (Process process : occupants.processes()) {
            references += process.retired;
        }
        return references;
    }

    /** Runs to the end. A failure of the simulation is told by the result's status. */
    public RunResult run() {
        Engine engine = simulation.engine();
        engine.stopAt(Math.min(options.limitPicoseconds(), endOfTime));
        Status status = Status.OK;
        String message = "";
        try {
            shares.start(occupants.processes());
            for (int i = 0; i < cores.size(); i++) {
                cores.get(i).start(occupants.start(i));
            }
            engine.run();
            if (!shares.over()) {
                if (engine.stopped()) {
                    status = Status.LIMIT;
                    message = cutShort();
                }
                finish(Math.min(options.limitPicoseconds(), endOfTime));
            }
            if (status == Status.OK) {
                statistics.checkLaws();
            }
        } catch (StalledException e) {
            status = Status.STALLED;
            message = String.valueOf(e.getMessage());
        } catch (AccountingException e) {
            status = Status.BROKEN_ACCOUNT;
            message = e.getMessage() + " (causes: " + simulation.causes().all() + ")";
        }
        if (border == null && status == Status.OK) {
            status = Status.WARM_UP;
            message = "the run ended before the warm-up was over (" + options.warmUpReferences()
                    + " references of each process, unless the workload says otherwise)";
        }
        return result(status, message);
    }

    private String cutShort() {
        long limit = options.limitPicoseconds();
        return limit <= endOfTime
                ? "cut short: the limit of " + Latency.ofPicoseconds(limit) + " came first"
                : "cut short: simulated time ends after " + EndOfTime.seconds(endOfTime)
                        + ", before sums of times no longer fit 63 bits";
    }

    private void finish(long time) {
        observedAt = time;
        for (Core core : cores) {
            core.finishAt(time);
        }
        occupants.finishAt(time);
        endObservers.forEach(observer -> observer.accept(time));
    }

    private RunResult result(Status status, String message) {
        Snapshot end = statistics.snapshot(observedAt);
        return new RunResult(status, message, border == null ? end : border, end, references(), notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (wiring.memory().wrapped()) {
            notes.add("addresses beyond the memory's capacity were taken modulo it");
        }
        for (Process process : occupants.processes()) {
            if (process.endedBadly()) {
                long depth = process.overflowDepth();
                String how = process.end().endsWith("violation")
                        ? "by a " + process.end()
                        : "(" + process.end() + (depth > 0 ? " at a depth of " + depth + " frames" : "") + ")";
                notes.add("process '" + process.name() + "' ended " + how + " after " + process.references()
                        + " references");
            }
        }
        notes.addAll(occupants.notes());
        return List.copyOf(notes);
    }

    private final class Borders implements Shares.Border {
        @Override
        public void crossed(long time) {
            for (Core core : cores) {
                core.cutAt(time);
            }
            occupants.cutAt(time);
            observedAt = time;
            border = statistics.snapshot(time);
            statistics.restartPeaks();
        }

        @Override
        public void over(long time) {
            finish(time);
            // What is under way completes, however long it takes: only then do all laws hold.
            simulation.engine().stopAt(Long.MAX_VALUE);
        }
    }
}
