package dev.ziggurat.cli;

import dev.ziggurat.report.ReportException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code ziggurat report} can write, and which of its options mean something there. */
enum ReportFormat {
    HTML("--x --y --where --mark --scale"),
    SVG("--x --y --where --mark --scale --relative-to --confidence"),
    PDF("--x --y --where --mark --scale --relative-to --confidence"),
    PNG("--x --y --where --mark --scale --relative-to --confidence --dpi"),
    CSV("--metric --where --relative-to --confidence"),
    LATEX("--metric --where --relative-to --confidence --x --y"),
    PIVOT("--metric --where --x --by"),
    JSON("--metric --where --relative-to --confidence"),
    GEM5("");

    /** What a folder of miss-ratio curves can be written as. */
    private static final List<ReportFormat> OF_CURVES = List.of(SVG, PDF, PNG);

    /** What a picture of miss-ratio curves takes; size lies across, there are no other metrics, and each run is a curve. */
    private static final Set<String> CURVE_OPTIONS = Set.of("--mark", "--dpi");

    /** Names with blanks between them. */
    private final String options;

    ReportFormat(String options) {
        this.options = options;
    }

    private boolean takes(String option) {
        return List.of(options.split(" ")).contains(option);
    }

    /** The names, for the completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(ReportFormat::toString).iterator();
        }
    }

    /**
     * Returns the format of a name.
     *
     * @throws ReportException if there is none
     */
    static ReportFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ReportException(
                        "'" + name + "' is no format; write --format " + names(List.of(values()), " or ")));
    }

    /**
     * Refuses options that would have no effect.
     *
     * @param given the names of options; those that no format asks for are for all formats
     * @throws ReportException if there is one
     */
    void refuseOthers(Collection<String> given) {
        for (String option : new TreeSet<>(given)) {
            List<ReportFormat> takers = Arrays.stream(values())
                    .filter(format -> format.takes(option))
                    .toList();
            if (!takers.isEmpty() && !takers.contains(this)) {
                throw new ReportException(
                        option + " has no effect with --format " + this + "; it goes with " + names(takers, " and "));
            }
        }
    }

    /**
     * Refuses what does not go with miss-ratio curves.
     *
     * @param folder that holds them
     * @param given the names of options
     * @throws ReportException if this format or one of the options does not
     */
    void refuseCurves(Path folder, Collection<String> given) {
        if (!OF_CURVES.contains(this)) {
            throw new ReportException(folder + " holds miss-ratio curves, and --format " + this
                    + " is of runs and sweeps; write --format " + names(OF_CURVES, " or ")
                    + " for a picture; the numbers are in results.csv");
        }
        for (String option : new TreeSet<>(given)) {
            if (takes(option) && !CURVE_OPTIONS.contains(option)) {
                throw new ReportException(option + " has no effect on miss-ratio curves, which " + folder + " holds");
            }
        }
    }

    private static String names(List<ReportFormat> formats, String last) {
        String all = formats.stream().map(ReportFormat::toString).collect(Collectors.joining(", "));
        int comma = all.lastIndexOf(", ");
        return comma < 0 ? all : all.substring(0, comma) + last + all.substring(comma + 2);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
