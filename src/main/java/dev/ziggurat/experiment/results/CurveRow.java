package dev.ziggurat.experiment.results;

import dev.ziggurat.experiment.mrc.Curve;
import dev.ziggurat.experiment.mrc.MissRatioStudy.Question;
import dev.ziggurat.experiment.mrc.MissRatioStudy.Result;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * One size of one curve, as a row of {@code results.csv}.
 *
 * @param workload the workload's name
 * @param version the tool's
 * @param digest what all of the file depends on, its first digits
 * @param seed of programs and sample
 * @param process the process, or {@code (all)}
 * @param of which references: data, fetches, all
 * @param sampling exact, or what sample
 * @param line the bytes of a line
 * @param references the loads, stores and modifies after the warm-up
 * @param accesses the accesses to lines
 * @param footprint the lines that were touched, warm-up included; of a sample about
 * @param coldMisses the first touches; of a sample about
 * @param lines the size of the cache in lines
 * @param size the same in bytes
 * @param misses the misses; of a sample about
 * @param ratio the misses of an access
 * @param low a bound of the ratio from below
 * @param high a bound from above
 */
public record CurveRow(
        String workload,
        String version,
        String digest,
        String seed,
        String process,
        String of,
        String sampling,
        String line,
        String references,
        String accesses,
        String footprint,
        String coldMisses,
        String lines,
        String size,
        String misses,
        String ratio,
        String low,
        String high) {
    static final List<String> HEADER = List.of(
            "workload",
            "version",
            "digest",
            "seed",
            "process",
            "of",
            "sampling",
            "line",
            "references",
            "accesses",
            "footprint",
            "cold_misses",
            "lines",
            "size",
            "misses",
            "miss_ratio",
            "miss_ratio_low",
            "miss_ratio_high");

    private static final int SHOWN_DIGITS = 16;
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    static CurveRow of(CurvePlan plan, String digest, Result result, Curve.Point point) {
        Question question = plan.question();
        Curve curve = result.curve();
        return new CurveRow(
                plan.workload().spec().workload(),
                plan.version(),
                digest.substring(0, SHOWN_DIGITS),
                Long.toString(question.seed()),
                result.process(),
                question.cut().of().name().toLowerCase(Locale.ROOT),
                question.sampling().toString(),
                Long.toString(question.cut().line().bytes()),
                Long.toString(result.references()),
                Long.toString(curve.accesses()),
                Long.toString(curve.footprint()),
                Long.toString(curve.coldMisses()),
                Long.toString(point.lines()),
                Long.toString(
                        Math.multiplyExact(point.lines(), question.cut().line().bytes())),
                Long.toString(point.misses()),
                ratio(point.misses(), curve),
                ratio(point.low(), curve),
                ratio(point.high(), curve));
    }

    private static String ratio(long misses, Curve curve) {
        if (misses == 0) {
            return "0";
        }
        return BigDecimal.valueOf(misses)
                .divide(BigDecimal.valueOf(curve.accesses()), SIX_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns the row that was written as these fields. */
    static CurveRow of(List<String> f) {
        return new CurveRow(
                f.get(0), f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.get(8), f.get(9),
                f.get(10), f.get(11), f.get(12), f.get(13), f.get(14), f.get(15), f.get(16), f.get(17));
    }

    List<String> fields() {
        return List.of(
                workload,
                version,
                digest,
                seed,
                process,
                of,
                sampling,
                line,
                references,
                accesses,
                footprint,
                coldMisses,
                lines,
                size,
                misses,
                ratio,
                low,
                high);
    }
}
