package dev.ziggurat.experiment.cluster;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words and numbers as a shell and Slurm read them. */
public final class Shell {
    private static final String PLAIN = "[A-Za-z0-9_./:=,@%+-]+";

    private Shell() {}

    /** Returns a word that a POSIX shell takes for this text, whatever is in it. */
    public static String word(String text) {
        return text.matches(PLAIN) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Returns ascending numbers as {@code sbatch --array} takes them: {@code 1-3,7}; nothing for none. */
    public static String ranges(List<Integer> numbers) {
        return IntStream.range(0, numbers.size())
                .filter(i -> i == 0 || numbers.get(i) != numbers.get(i - 1) + 1)
                .mapToObj(i -> range(numbers, i))
                .collect(Collectors.joining(","));
    }

    private static String range(List<Integer> numbers, int first) {
        int last = first;
        while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
            last++;
        }
        return last == first ? numbers.get(first).toString() : numbers.get(first) + "-" + numbers.get(last);
    }
}
