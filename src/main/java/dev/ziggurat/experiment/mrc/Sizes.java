package dev.ziggurat.experiment.mrc;

import dev.ziggurat.experiment.run.ExperimentException;
import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.UnitException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** At which sizes a curve is told. */
public sealed interface Sizes {
    /** Returns the sizes in lines, from the smallest. */
    long[] of(Curve curve);

    /** The powers of two from the smallest size of which something is known, and the footprint. */
    record Doublings() implements Sizes {
        @Override
        public long[] of(Curve curve) {
            long footprint = Math.max(1, curve.footprint());
            long first = Math.min(footprint, Long.highestOneBit(2 * curve.finest() - 1));
            return LongStream.concat(doublings(first, footprint), LongStream.of(footprint))
                    .distinct()
                    .toArray();
        }
    }

    /** Every size at which there are fewer misses than with a line less; one that is left out has as many as the next smaller one. */
    record All() implements Sizes {
        @Override
        public long[] of(Curve curve) {
            long first = curve.finest();
            return LongStream.concat(
                            LongStream.of(first), Arrays.stream(curve.steps()).filter(lines -> lines > first))
                    .toArray();
        }
    }

    /**
     * These.
     *
     * @param lines each at least 1, from the smallest
     */
    record Chosen(List<Long> lines) implements Sizes {
        @Override
        public long[] of(Curve curve) {
            return lines.stream().mapToLong(Long::longValue).toArray();
        }
    }

    private static LongStream doublings(long first, long last) {
        return LongStream.iterate(first, lines -> lines <= last, lines -> lines * 2);
    }

    /**
     * Reads {@code 32 KiB..8 MiB} (the first size and its doublings), {@code 32 KiB, 1 MiB} or {@code 512 lines}.
     *
     * @throws ExperimentException if it is nothing like that, or a size is not a number of lines
     */
    static Sizes parse(String text, ByteSize line) {
        TreeSet<Long> sizes = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("\\.\\.", -1);
            if (ends.length > 2) {
                throw refused(text, "has two ranges without a comma between");
            }
            long first = lines(text, ends[0].strip(), line);
            long last = lines(text, ends[ends.length - 1].strip(), line);
            if (last < first) {
                throw refused(text, "goes downwards");
            }
            doublings(first, last).forEach(sizes::add);
        }
        return new Chosen(List.copyOf(sizes));
    }

    private static long lines(String all, String text, ByteSize line) {
        Matcher counted = Pattern.compile("([0-9]{1,15}) *lines?").matcher(text);
        if (counted.matches()) {
            return atLeastOne(all, Long.parseLong(counted.group(1)));
        }
        long bytes;
        try {
            bytes = ByteSize.parse(text).bytes();
        } catch (UnitException e) {
            throw new ExperimentException("--sizes: " + e.getMessage() + ", or a number of lines: '512 lines'", e);
        }
        if (bytes % line.bytes() != 0) {
            throw refused(all, text + " is no whole number of lines of " + line);
        }
        return atLeastOne(all, bytes / line.bytes());
    }

    private static long atLeastOne(String all, long lines) {
        if (lines == 0) {
            throw refused(all, "a cache has at least one line");
        }
        return lines;
    }

    private static ExperimentException refused(String text, String why) {
        return new ExperimentException("--sizes \"" + text + "\": " + why
                + "; write for example --sizes \"32 KiB..8 MiB\" or --sizes \"48 KiB, 512 lines\"");
    }
}
