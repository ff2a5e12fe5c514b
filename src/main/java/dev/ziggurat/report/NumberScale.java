package dev.ziggurat.report;

import dev.ziggurat.units.ByteSize;
import dev.ziggurat.units.Quantity;
import dev.ziggurat.units.Quantity.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Values that are numbers, on a linear or a logarithmic axis. */
final class NumberScale implements Scale {
    /** From this ratio of the largest to the smallest value on, equal factors are drawn as equal lengths. */
    private static final double LOG_RATIO = 8;

    private static final double MEASURED_LOG_RATIO = 20;

    /** How far an axis of ratios reaches if all of them are 1. */
    private static final double LEAST_RATIOS = 0.1;

    private static final int MOST_TICKS = 10;
    private static final BigDecimal[] STEPS = {
        BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(25, 1), BigDecimal.valueOf(5), BigDecimal.TEN
    };

    private final boolean logarithmic;
    private final double least;
    private final double most;
    private final List<Tick> ticks;

    /** How a measured axis is divided. */
    enum Division {
        AUTO,
        LINEAR,
        LOG;

        /** Returns what is right for values between two. */
        Division of(double least, double most) {
            boolean isWide = least > 0 && most / least >= MEASURED_LOG_RATIO;
            return this != AUTO ? this : isWide ? LOG : LINEAR;
        }
    }

    private NumberScale(boolean logarithmic, double least, double most, List<Tick> ticks) {
        this.logarithmic = logarithmic;
        this.least = least;
        this.most = most;
        this.ticks = ticks;
    }

    /** Returns the axis of swept values, sorted, at least two, all of one kind that is no word. */
    static NumberScale swept(List<Quantity> values) {
        double least = values.get(0).amount().doubleValue();
        double most = values.get(values.size() - 1).amount().doubleValue();
        boolean logarithmic = least > 0 && (values.get(0).kind() == Kind.SIZE || most / least >= LOG_RATIO);
        List<Tick> ticks = new ArrayList<>();
        if (values.get(0).kind() == Kind.SIZE && values.size() > MOST_TICKS && least > 0) {
            addPowers(ticks, (long) least, (long) most);
        } else {
            int every = (values.size() + MOST_TICKS - 1) / MOST_TICKS;
            for (int i = 0; i < values.size(); i += every) {
                ticks.add(tick(values.get(i)));
            }
        }
        return new NumberScale(logarithmic, least, most, ticks);
    }

    /** Sizes from 4 KiB to 256 MiB are labelled at every second or fourth doubling. */
    private static void addPowers(List<Tick> ticks, long least, long most) {
        int first = 64 - Long.numberOfLeadingZeros(least - 1);
        int last = 63 - Long.numberOfLeadingZeros(most);
        int every = 1;
        while ((last - first) / every + 1 > MOST_TICKS) {
            every++;
        }
        for (int power = first; power <= last; power += every) {
            ticks.add(tick(Quantity.of(new ByteSize(1L << power).toString())));
        }
    }

    private static Tick tick(Quantity value) {
        String label = value.kind() == Kind.SIZE
                ? value.written()
                : value.amount().stripTrailingZeros().toPlainString();
        return new Tick(value, label);
    }

    /** Returns the axis of measured values: from 0 if linear, from a round number below the least if logarithmic. */
    static NumberScale measured(double least, double most, Division division) {
        boolean logarithmic = least > 0 && division.of(least, most) == Division.LOG;
        return logarithmic ? decades(least, most) : steps(0, most > 0 ? most : 1);
    }

    /** Returns the axis of ratios, around 1, which is always to be seen; as a measured one if it is logarithmic. */
    static NumberScale ratios(double least, double most, Division division) {
        double low = Math.min(least, 1);
        double high = Math.max(most, 1);
        return division.of(least, most) == Division.LOG
                ? decades(low, high)
                : steps(low, high == low ? low + LEAST_RATIOS : high);
    }

    private static NumberScale steps(double least, double most) {
        BigDecimal step = step(most - least);
        BigDecimal value = new BigDecimal(least / step.doubleValue())
                .setScale(0, RoundingMode.FLOOR)
                .multiply(step);
        double first = value.doubleValue();
        List<Tick> ticks = new ArrayList<>();
        ticks.add(measuredTick(value));
        while (value.doubleValue() < most) {
            value = value.add(step);
            ticks.add(measuredTick(value));
        }
        return new NumberScale(false, first, value.doubleValue(), ticks);
    }

    /** Returns the least round number of which five are a length. */
    private static BigDecimal step(double length) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) StrictMath.floor(StrictMath.log10(length / 5)));
        for (BigDecimal factor : STEPS) {
            BigDecimal step = power.multiply(factor);
            if (step.doubleValue() * 5 >= length) {
                return step;
            }
        }
        return power.multiply(BigDecimal.TEN);
    }

    private static NumberScale decades(double least, double most) {
        int first = (int) StrictMath.floor(StrictMath.log10(least));
        int last = (int) StrictMath.ceil(StrictMath.log10(most));
        long[] factors = last - first > 4 ? new long[] {1} : new long[] {1, 2, 5};
        List<Tick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            for (long factor : factors) {
                ticks.add(measuredTick(BigDecimal.valueOf(factor).scaleByPowerOfTen(power)));
            }
        }
        while (ticks.size() > 2 && amount(ticks.get(1)) <= least) {
            ticks.remove(0);
        }
        while (ticks.size() > 2 && amount(ticks.get(ticks.size() - 2)) >= most) {
            ticks.remove(ticks.size() - 1);
        }
        return new NumberScale(true, amount(ticks.get(0)), amount(ticks.get(ticks.size() - 1)), ticks);
    }

    /** Returns the value at the beginning of the axis. */
    double least() {
        return least;
    }

    /** Returns the value at its end. */
    double most() {
        return most;
    }

    private static double amount(Tick tick) {
        return tick.value().amount().doubleValue();
    }

    private static Tick measuredTick(BigDecimal value) {
        return new Tick(new Quantity("", Kind.NUMBER, value), label(value));
    }

    /** Large numbers are written with a thousand's prefix: 250k, 2M. */
    private static String label(BigDecimal value) {
        String[] prefixes = {"", "k", "M", "G", "T"};
        BigDecimal shown = value;
        int prefix = 0;
        while (value.compareTo(BigDecimal.valueOf(10_000)) >= 0
                && shown.compareTo(BigDecimal.valueOf(1000)) >= 0
                && prefix < prefixes.length - 1) {
            shown = shown.movePointLeft(3);
            prefix++;
        }
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString() + prefixes[prefix];
    }

    @Override
    public long at(Quantity value, long length) {
        double amount = value.amount().doubleValue();
        double share = logarithmic
                ? StrictMath.log(amount / least) / StrictMath.log(most / least)
                : (amount - least) / (most - least);
        return StrictMath.round(share * length);
    }

    @Override
    public List<Tick> ticks() {
        return ticks;
    }

    @Override
    public boolean continuous() {
        return true;
    }
}
