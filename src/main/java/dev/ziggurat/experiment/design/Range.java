package dev.ziggurat.experiment.design;

import dev.ziggurat.machine.yaml.Node;
import dev.ziggurat.machine.yaml.Origin;
import dev.ziggurat.machine.yaml.Words;
import dev.ziggurat.units.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Values between two others, both included: {@code {from: 64, to: 256, step: 64}}, {@code {from: 1 MiB, to: 16 MiB, factor: 2}},
 * {@code {from: 1 MiB, to: 64 MiB, points: 5, scale: log}}. Without {@code step}, {@code factor} or {@code points} a design draws from all of them.
 *
 * <p>What is written into the plan is a number in the unit of {@code from}, a multiple of {@code multiple-of}, by default of one such unit.
 */
public final class Range {
    private static final int MOST = 10_000;

    /** The keys of a range. */
    enum Key {
        /** The least value, with its unit. */
        FROM,
        /** The greatest value, of the same unit. */
        TO,
        /** What is added from value to value. */
        STEP,
        /** What is multiplied by from value to value, above 1. */
        FACTOR,
        /** How many values there are, from 2 on. */
        POINTS,
        /** How {@link #POINTS} lie, and where a design draws: linear (default) or log. */
        SCALE,
        /** What the values between are multiples of, default one unit of {@link #FROM}. */
        MULTIPLE_OF;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Node.Mapping node;
    private final Quantity from;
    private final Quantity to;
    private final BigDecimal unit;
    private final BigDecimal grain;
    private final boolean logarithmic;

    private Range(Node.Mapping node) {
        this.node = node;
        refuseUnknown();
        from = quantity(Key.FROM);
        to = quantity(Key.TO);
        if (from.kind() == Quantity.Kind.WORD) {
            throw wrong(Key.FROM, "a range lies between two numbers; write a list of words instead");
        }
        requireAlike(Key.TO, to);
        if (from.amount().compareTo(to.amount()) >= 0) {
            throw wrong(Key.TO, "is not above 'from: " + from.written() + "'; a range goes upwards");
        }
        unit = from.scale();
        Node multiple = node.value(Key.MULTIPLE_OF.word());
        grain = multiple == null ? unit : positive(Key.MULTIPLE_OF);
        logarithmic = isLogarithmic();
        if (logarithmic && from.amount().signum() <= 0) {
            throw wrong(Key.FROM, "a logarithmic range begins above 0");
        }
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException with the rule that is broken
     */
    static Range of(Node.Mapping node) {
        return new Range(node);
    }

    private void refuseUnknown() {
        List<String> known = Arrays.stream(Key.values()).map(Key::word).toList();
        for (String key : node.entries().keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("'" + key + "' is no key of a range; " + Words.hint(key, known)
                        + ". A map that is itself a value stands in a list: [{kind: ...}]");
            }
        }
    }

    private boolean isLogarithmic() {
        Node scale = node.value(Key.SCALE.word());
        if (scale == null) {
            return node.value(Key.FACTOR.word()) != null;
        }
        return switch (scale.text()) {
            case "log" -> true;
            case "linear" -> false;
            default -> throw wrong(Key.SCALE, "is no scale; write linear or log");
        };
    }

    private Quantity quantity(Key key) {
        Node value = node.value(key.word());
        if (value == null) {
            throw new IllegalArgumentException(
                    "'" + key.word() + "' is missing; a range is for example {from: 1 MiB, to: 16 MiB, factor: 2}");
        }
        return Quantity.of(value.text());
    }

    /** An amount above 0 of the kind of the range. */
    private BigDecimal positive(Key key) {
        Quantity amount = quantity(key);
        requireAlike(key, amount);
        if (amount.amount().signum() <= 0) {
            throw wrong(key, "is not above 0");
        }
        return amount.amount();
    }

    private void requireAlike(Key key, Quantity amount) {
        if (amount.kind() != from.kind()) {
            throw wrong(key, "is of another kind than 'from: " + from.written() + "'; give both the same unit");
        }
    }

    private IllegalArgumentException wrong(Key key, String rule) {
        return new IllegalArgumentException(key.word() + ": "
                + Objects.requireNonNull(node.value(key.word())).text() + ": " + rule);
    }

    /** Returns the steps, both ends included if they are met; none if the range has no steps. */
    List<Node> steps() {
        List<Key> ways = new ArrayList<>();
        for (Key key : List.of(Key.STEP, Key.FACTOR, Key.POINTS)) {
            if (node.value(key.word()) != null) {
                ways.add(key);
            }
        }
        if (ways.isEmpty()) {
            return List.of();
        }
        if (ways.size() > 1) {
            throw wrong(
                    ways.get(1),
                    "a range has one of step, factor and points, and this one has '"
                            + ways.get(0).word() + "' too");
        }
        return switch (ways.get(0)) {
            case STEP -> stepped(positive(Key.STEP));
            case FACTOR -> multiplied(factor());
            default -> spaced(points());
        };
    }

    private BigDecimal factor() {
        Quantity factor = quantity(Key.FACTOR);
        if (factor.kind() != Quantity.Kind.NUMBER || factor.amount().compareTo(BigDecimal.ONE) <= 0) {
            throw wrong(Key.FACTOR, "is no number above 1");
        }
        return factor.amount();
    }

    private int points() {
        Quantity points = quantity(Key.POINTS);
        boolean whole = points.kind() == Quantity.Kind.NUMBER
                && points.amount().stripTrailingZeros().scale() <= 0;
        if (!whole
                || points.amount().compareTo(BigDecimal.valueOf(2)) < 0
                || points.amount().compareTo(BigDecimal.valueOf(MOST)) > 0) {
            throw wrong(Key.POINTS, "is no number of points; a range has from 2 to " + MOST);
        }
        return points.amount().intValueExact();
    }

    private List<Node> stepped(BigDecimal step) {
        List<Node> steps = new ArrayList<>();
        for (BigDecimal amount = from.amount(); amount.compareTo(to.amount()) <= 0; amount = amount.add(step)) {
            add(steps, exact(amount), Key.STEP);
        }
        return steps;
    }

    private List<Node> multiplied(BigDecimal factor) {
        List<Node> steps = new ArrayList<>();
        for (BigDecimal amount = from.amount(); amount.compareTo(to.amount()) <= 0; amount = amount.multiply(factor)) {
            add(steps, grained(amount), Key.FACTOR);
        }
        return distinct(steps);
    }

    private void add(List<Node> steps, Node step, Key key) {
        if (steps.size() == MOST) {
            throw wrong(key, "gives more than " + MOST + " values");
        }
        steps.add(step);
    }

    private List<Node> spaced(int count) {
        List<Node> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add(at((double) i / (count - 1)));
        }
        List<Node> distinct = distinct(steps);
        if (distinct.size() < count) {
            throw wrong(
                    Key.POINTS,
                    "there are only " + distinct.size() + " multiples of " + from.inUnit(grain)
                            + "; give a smaller 'multiple-of'");
        }
        return distinct;
    }

    /** Two steps that are rounded to one multiple are one. */
    private static List<Node> distinct(List<Node> steps) {
        Set<String> known = new LinkedHashSet<>();
        return steps.stream().filter(step -> known.add(step.text())).toList();
    }

    /** Returns the value at a part of the way, from 0 to 1. */
    Node at(double part) {
        if (part == 0) {
            return exact(from.amount());
        }
        if (part == 1) {
            return exact(to.amount());
        }
        double low = from.amount().doubleValue();
        double high = to.amount().doubleValue();
        double amount = logarithmic
                ? StrictMath.exp(StrictMath.log(low) + part * (StrictMath.log(high) - StrictMath.log(low)))
                : low + part * (high - low);
        return grained(BigDecimal.valueOf(amount));
    }

    /** The multiple nearest to an amount, inside the range. */
    private Node grained(BigDecimal amount) {
        BigDecimal nearest = amount.divide(grain, 0, RoundingMode.HALF_EVEN).multiply(grain);
        return exact(nearest.max(from.amount()).min(to.amount()));
    }

    private Node exact(BigDecimal amount) {
        Origin origin = node.origin();
        return new Node.Scalar(origin, from.inUnit(amount));
    }

    /** Returns it as it stands in the file. */
    public Node node() {
        return node;
    }
}
