package dev.ziggurat.experiment.plan;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.experiment.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts of a sweep, for hosts that share no memory. A part consists of whole points, with all seeds of each and all runs of its single
 * processes, so that nothing that one point needs lies elsewhere. Points are dealt in a mixed order: neighbours, which mostly take about as long, go to
 * different parts. Which ones depends on nothing but their number.
 *
 * @param number which part, from 1
 * @param of how many there are
 */
public record Shard(int number, int of) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    public Shard {
        if (number < 1 || number > of) {
            throw new ExperimentException("'" + number + "/" + of + "' is no part of a sweep; write --shard 1/" + of
                    + " to --shard " + of + "/" + of);
        }
    }

    /**
     * Reads {@code 2/4}.
     *
     * @throws ExperimentException if it is none
     */
    public static Shard parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches() || Integer.parseInt(written.group(2)) == 0) {
            throw new ExperimentException(
                    "'" + text + "' is no part of a sweep; write for example --shard 2/4, the" + " second of four");
        }
        return new Shard(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
    }

    /** Returns which runs of a plan belong to it. */
    public Predicate<Run> of(Plan plan) {
        boolean[] ours = points(plan.points());
        return run -> ours[run.point()];
    }

    /** Returns of each of so many points whether it belongs to this part. */
    public boolean[] points(int points) {
        List<Integer> dealt = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            dealt.add(point);
        }
        dealt.sort(Comparator.comparingLong(Shard::mixed));
        boolean[] ours = new boolean[points];
        for (int i = number - 1; i < points; i += of) {
            ours[dealt.get(i)] = true;
        }
        return ours;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), a bijection. */
    private static long mixed(int point) {
        long z = (point + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
