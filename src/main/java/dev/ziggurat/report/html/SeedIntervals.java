package dev.ziggurat.report.html;

import dev.ziggurat.analysis.StudentT;
import dev.ziggurat.report.points.Summaries;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** By how many standard errors the mean over seeds may be off: the quantiles of Student's t for intervals of 95 %. */
final class SeedIntervals {
    private static final MathContext PRINTED = new MathContext(6);

    private SeedIntervals() {}

    /** Returns the quantiles for 1, 2, ... degrees of freedom, one less than there may be seeds. */
    static List<BigDecimal> quantiles(int seeds) {
        List<BigDecimal> quantiles = new ArrayList<>();
        for (int freedom = 1; freedom < seeds; freedom++) {
            quantiles.add(new BigDecimal(StudentT.quantile(Summaries.USUAL_CONFIDENCE, freedom)).round(PRINTED));
        }
        return quantiles;
    }
}
