package dev.ziggurat.cpu;

import dev.ziggurat.cpu.FakeLevel.Answer;
import dev.ziggurat.engine.Clock;
import dev.ziggurat.engine.Event;
import dev.ziggurat.memory.Pacing;
import dev.ziggurat.memory.Simulation;
import dev.ziggurat.os.Process;
import dev.ziggurat.os.Shares;
import dev.ziggurat.os.Thread;
import dev.ziggurat.stats.Snapshot;
import dev.ziggurat.stats.Statistic.Term;
import dev.ziggurat.stats.Statistics;
import dev.ziggurat.stats.Window.Row;
import dev.ziggurat.units.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A driver between a program and two fake levels. */
final class OpenLoopRun {
    final ListedProgram program;
    final FakeLevel level;
    final FakeLevel instructions;
    final Process process;
    final Shares shares;
    long from;
    int queued;

    /** How much had come whenever somebody looked. */
    final List<Integer> seen = new ArrayList<>();

    /** When the run is over; when the process has ended unless it is said. */
    long until = -1;

    private long[] looks = {};
    final Simulation simulation = new Simulation(1);
    private final Statistics statistics = new Statistics();
    private Snapshot begin = statistics.snapshot(0);
    private Snapshot end = begin;
    private @Nullable Core core;

    OpenLoopRun(long latency, Answer answer, Pacing pacing) {
        this(latency, answer, pacing, 0, Process.TO_THE_END);
    }

    OpenLoopRun(long latency, Answer answer, Pacing pacing, long warmUp, long share) {
        program = new ListedProgram(pacing);
        level = new FakeLevel(simulation, latency, answer);
        instructions = new FakeLevel(simulation, latency, answer);
        process = new Process("p", 0, share);
        shares = new Shares(warmUp, this::cross);
    }

    /** Somebody else has something to do at some instants. */
    void lookAt(long... times) {
        looks = times;
    }

    private void cross(long time) {
        if (core != null) {
            core.cutAt(time);
        }
        begin = statistics.snapshot(time);
    }

    void toTheEnd() {
        Thread thread = new Thread(process, 0, program);
        core = new OpenLoop.Spec(1, Frequency.parse("1 GHz"))
                .create(new CoreSite(
                        simulation,
                        "core0",
                        new Clock(1000),
                        first(instructions),
                        first(level),
                        null,
                        queued,
                        thread,
                        shares));
        core.describe(statistics);
        begin = statistics.snapshot(0);
        shares.start(List.of(process));
        core.start(from);
        for (long look : looks) {
            simulation.engine().schedule(new Look(), look);
        }
        simulation.engine().run();
        long over = until < 0 ? shares.lastEnd() : until;
        core.finishAt(over);
        statistics.checkLaws();
        end = statistics.snapshot(over);
    }

    private final class Look extends Event {
        @Override
        protected void fire() {
            seen.add(level.came.size());
        }
    }

    /** Returns the driver's own metrics. */
    Map<String, String> rows() {
        return dev.ziggurat.stats.Window.rows(statistics.entries(), begin, end).stream()
                .filter(row -> row.component().equals("core0"))
                .collect(Collectors.toMap(Row::metric, Row::value));
    }

    private FirstLevel first(FakeLevel level) {
        int fake = simulation.causes().of("fake");
        return new FirstLevel(level, 64, 0, fake, simulation.outcomes().of("fake"), null);
    }

    long counter(String metric) {
        return end.counter(new Term("core0", metric));
    }

    /** Returns how many loads and stores the level has answered. */
    long answered() {
        return end.counter(new Term("core0.answered", "fake"));
    }

    long cause(String book, String name) {
        Term term = new Term("core0." + book, name + "_ns");
        return end.counter(term) - begin.counter(term);
    }
}
