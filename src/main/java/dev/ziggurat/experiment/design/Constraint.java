package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.ConfigException;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Problem;
import dev.ziggurat.units.Quantity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition that the points of a sweep fulfil: {@code caches.l2.size < caches.llc.size}, {@code cores.window >= 2 * cores.load-queue},
 * {@code caches.llc.replacement != random}.
 */
public final class Constraint {
    private static final Pattern COMPARISON = Pattern.compile("(.+?)\\s*(<=|>=|==|!=|<|>)\\s*(.+)");
    private static final Pattern PRODUCT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*\\*\\s*(\\S.*)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern PATH = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)+");

    private final Origin origin;
    private final String written;
    private final Operator operator;
    private final Side left;
    private final Side right;

    /** How the sides are compared. */
    private enum Operator {
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        EQUAL("=="),
        UNEQUAL("!=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String sign) {
            return Arrays.stream(values())
                    .filter(each -> each.sign.equals(sign))
                    .findFirst()
                    .orElseThrow();
        }

        boolean holds(int order) {
            return switch (this) {
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case EQUAL -> order == 0;
                case UNEQUAL -> order != 0;
            };
        }

        boolean ofWords() {
            return this == EQUAL || this == UNEQUAL;
        }
    }

    /**
     * One side.
     *
     * @param times what its number is multiplied by
     * @param text a path or a value
     */
    private record Side(BigDecimal times, String text) {
        static Side parse(String written) {
            Matcher product = PRODUCT.matcher(written);
            return product.matches()
                    ? new Side(
                            new BigDecimal(product.group(1)), product.group(2).strip())
                    : new Side(BigDecimal.ONE, written.strip());
        }

        Quantity value(Function<String, @Nullable String> values) {
            String value = values.apply(text);
            if (value == null
                    && Quantity.of(text).kind() == Quantity.Kind.WORD
                    && !WORD.matcher(text).matches()
                    && !PATH.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is neither a path nor a value; each condition is one"
                        + " comparison, a factor stands first ('2 * cores.load-queue'), words have no quotes");
            }
            if (value == null && PATH.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' has no value at a point of the sweep");
            }
            Quantity quantity = Quantity.of(value == null ? text : value);
            return new Quantity(
                    quantity.written(), quantity.kind(), quantity.amount().multiply(times));
        }
    }

    private Constraint(Origin origin, String written, Operator operator, Side left, Side right) {
        this.origin = origin;
        this.written = written;
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Constraint parse(Origin origin, String written) {
        Matcher matcher = COMPARISON.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "no condition; two paths or values are compared by <, <=, >, >=, == or !=, for example"
                            + " 'caches.l2.size < caches.llc.size'");
        }
        return new Constraint(
                origin,
                written,
                Operator.of(matcher.group(2)),
                Side.parse(matcher.group(1)),
                Side.parse(matcher.group(3)));
    }

    /** Returns a regular expression of how conditions are written, for editors. */
    static String pattern() {
        return COMPARISON.pattern();
    }

    /**
     * Whether a point fulfils it.
     *
     * @param values the value of a path at the point, null if it is none
     * @throws ConfigException if the sides cannot be compared
     */
    boolean decide(Function<String, @Nullable String> values) {
        try {
            return holds(values);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(problem(String.valueOf(e.getMessage())));
        }
    }

    /** Returns a problem of this condition. */
    public Problem problem(String rule) {
        return Problem.at(origin, "where", written, rule);
    }

    private boolean holds(Function<String, @Nullable String> values) {
        Quantity one = left.value(values);
        Quantity other = right.value(values);
        if (values.apply(left.text) == null && values.apply(right.text) == null) {
            throw new IllegalArgumentException("names no path that has a value at a point of the sweep");
        }
        boolean words = one.kind() == Quantity.Kind.WORD && other.kind() == Quantity.Kind.WORD;
        if (words && operator.ofWords()) {
            return operator.holds(one.written().compareTo(other.written()));
        }
        if (words || one.kind() != other.kind()) {
            throw new IllegalArgumentException("'" + one.written() + "' and '" + other.written()
                    + "' cannot be compared by " + operator.sign + "; both sides are numbers of one unit, or words that"
                    + " are equal or not");
        }
        return operator.holds(one.amount().compareTo(other.amount()));
    }

    @Override
    public String toString() {
        return written;
    }
}
