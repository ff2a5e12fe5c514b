package dev.ziggurat.experiment.mrc;

import dev.ziggurat.engine.RandomStream;
import dev.ziggurat.experiment.run.Pulse;
import dev.ziggurat.workload.ProcessSpec;
import dev.ziggurat.workload.ProcessSpec.Made;
import dev.ziggurat.workload.ProgramSpec.AddressSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The curves of processes: of each, and of all together if there are several. Processes take turns in the order of the file, a turn being
 * a load, store or modify with the instruction fetches before it; one that is done is left out. Each has an address space of its own, but for those with
 * physical addresses, who share one.
 */
public final class MissRatioStudy {
    /** The name of the curve of all processes together: no process can be called so. */
    public static final String TOGETHER = "(all)";

    /** How many lines are handed over at once: few enough to stay in the host's first-level cache. */
    private static final int BATCH = 1024;

    private static final long TO_THE_END = Long.MAX_VALUE / 2;

    private final Question question;
    private final List<ProcessLines> processes = new ArrayList<>();
    private final List<Long> shares = new ArrayList<>();
    private final List<Measure> each = new ArrayList<>();

    /** The curve of all and the lines that it has not taken yet; null if there is one process. */
    private final @Nullable Measure together;

    private final long[] merged;
    private int count;
    private final Pulse pulse;

    /**
     * What is asked.
     *
     * @param cut how references become accesses
     * @param sampling how many lines are looked at
     * @param seed of the programs and of the sample
     * @param warmUp how many references each process makes before anything counts
     * @param references how many each makes after that; null for what its file says
     */
    public record Question(
            Cut cut,
            Sampling sampling,
            long seed,
            long warmUp,
            @Nullable Long references) {}

    /**
     * The curve of a process.
     *
     * @param process its name, or {@link #TOGETHER}
     * @param references how many loads, stores and modifies it made after the warm-up
     * @param curve its curve
     */
    public record Result(String process, long references, Curve curve) {}

    /**
     * Makes the programs.
     *
     * @param specs the processes, none of which makes system calls or has threads of its run-time system
     * @param pulse where it is said how many references were made
     */
    public MissRatioStudy(List<ProcessSpec> specs, Question question, Pulse pulse) {
        this.question = question;
        this.pulse = pulse;
        long virtual = specs.stream()
                .filter(spec -> spec.space() == AddressSpace.VIRTUAL)
                .count();
        int spaces = (int) virtual + (virtual < specs.size() ? 1 : 0);
        int next = (int) (spaces - virtual);
        for (ProcessSpec spec : specs) {
            int number = spec.space() == AddressSpace.VIRTUAL ? next++ : 0;
            processes.add(lines(spec, spaces == 1 ? Space.ALONE : Space.of(number, spaces)));
            shares.add(share(spec));
            each.add(question.sampling().measure(question.seed()));
        }
        together = specs.size() == 1 ? null : question.sampling().measure(question.seed());
        merged = new long[together == null ? 0 : BATCH + question.cut().most()];
    }

    private long share(ProcessSpec spec) {
        Long asked = question.references() == null ? spec.references() : question.references();
        return asked == null ? TO_THE_END : asked;
    }

    private ProcessLines lines(ProcessSpec spec, Space space) {
        List<Made> made = new ArrayList<>(spec.create(use -> RandomStream.of(question.seed(), use), () -> 0)
                .threads());
        made.sort(Comparator.comparing(Made::daemon));
        List<ThreadLines> threads = made.stream()
                .map(thread -> new ThreadLines(
                        made.size() == 1
                                ? "process '" + spec.name() + "'"
                                : "thread '" + thread.name() + "' of process '" + spec.name() + "'",
                        thread.program(),
                        question.cut(),
                        space))
                .toList();
        int counting = (int) made.stream().filter(thread -> !thread.daemon()).count();
        ProcessLines lines = new ProcessLines(
                spec.name(), threads, counting, BATCH + question.cut().most());
        lines.milestone(question.warmUp());
        return lines;
    }

    /** Has the processes make their references, and returns the curve of all, if there are several, and of each. */
    public List<Result> run() {
        if (question.warmUp() > 0) {
            advance();
            for (ProcessLines process : processes) {
                if (process.ended()) {
                    throw process.endsInWarmUp();
                }
            }
            each.forEach(Measure::begin);
            if (together != null) {
                together.begin();
            }
        }
        List<Long> before = processes.stream().map(ProcessLines::references).toList();
        for (int i = 0; i < processes.size(); i++) {
            processes.get(i).milestone(before.get(i) + shares.get(i));
        }
        advance();
        return results(before);
    }

    /** Goes on until every process has come to its milestone. */
    private void advance() {
        if (together == null) {
            ProcessLines only = processes.get(0);
            while (!only.done()) {
                only.fill(BATCH);
                hand(0);
            }
            return;
        }
        boolean going = true;
        while (going) {
            going = false;
            for (int i = 0; i < processes.size(); i++) {
                if (!processes.get(i).done()) {
                    going = true;
                    takeTurn(i, together);
                }
            }
        }
        handAll(together);
    }

    private void takeTurn(int number, Measure all) {
        ProcessLines process = processes.get(number);
        boolean over = false;
        while (!over) {
            int from = process.count();
            int room = BATCH - Math.max(from, count);
            if (room <= 0) {
                handAll(all);
                continue;
            }
            over = process.step(from + room);
            int added = process.count() - from;
            System.arraycopy(process.lines(), from, merged, count, added);
            count += added;
        }
    }

    private void handAll(Measure all) {
        for (int i = 0; i < processes.size(); i++) {
            hand(i);
        }
        all.take(merged, count);
        count = 0;
    }

    private void hand(int number) {
        ProcessLines process = processes.get(number);
        each.get(number).take(process.lines(), process.count());
        process.forget();
        long made = 0;
        for (int i = 0; i < processes.size(); i++) {
            made += processes.get(i).references();
        }
        pulse.beat(0, made);
    }

    private List<Result> results(List<Long> before) {
        List<Result> results = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < processes.size(); i++) {
            long made = processes.get(i).references() - before.get(i);
            if (made == 0 && question.warmUp() > 0) {
                throw processes.get(i).endsInWarmUp();
            }
            sum += made;
            results.add(new Result(processes.get(i).name(), made, each.get(i).curve()));
        }
        if (together != null) {
            results.add(0, new Result(TOGETHER, sum, together.curve()));
        }
        return List.copyOf(results);
    }
}
