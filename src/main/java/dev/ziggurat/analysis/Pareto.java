package dev.ziggurat.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The points than which no other is better in all objectives (V. Pareto, 1906). One point dominates another if it is at least as good in each objective and
 * better in one (K. Deb, Multi-Objective Optimization using Evolutionary Algorithms, 2001, section 2.4). Averages are compared as they are: whether a point is
 * better than its neighbour on the front is a question for {@link Paired}.
 */
public final class Pareto {
    private Pareto() {}

    /** What is better in an objective. */
    public enum Direction {
        /** Less, as of time, energy or area. */
        LESS,
        /** More, as of throughput or a hit rate. */
        MORE
    }

    /**
     * The points that nothing dominates.
     *
     * @param members their places, from 0, in the order in which they were given
     * @param equal groups of two or more members that are equal in all objectives: different designs, one result
     */
    public record Front(List<Integer> members, List<List<Integer>> equal) {
        public Front {
            members = List.copyOf(members);
            equal = equal.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Returns the front. Points that are equal in all objectives do not dominate each other, so all or none of them are members.
     *
     * @param points of each the value of all objectives, finite
     * @param directions one for each objective, at least one
     * @throws IllegalArgumentException if a point has more or less values than there are objectives, or one is not finite
     */
    public static Front front(double[][] points, Direction... directions) {
        if (directions.length == 0) {
            throw new IllegalArgumentException("no objectives");
        }
        double[][] costs = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            costs[i] = costs(points[i], directions);
        }
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < costs.length; i++) {
            double[] point = costs[i];
            if (Arrays.stream(costs).noneMatch(other -> dominates(other, point))) {
                members.add(i);
            }
        }
        return new Front(members, equal(costs, members));
    }

    /** Returns the values with their signs so that less is better; 0 has one sign. */
    private static double[] costs(double[] point, Direction... directions) {
        if (point.length != directions.length) {
            throw new IllegalArgumentException(
                    "a point of " + point.length + " values; there are " + directions.length + " objectives");
        }
        Require.finite(point);
        double[] costs = new double[point.length];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = 0 + (directions[i] == Direction.LESS ? point[i] : -point[i]);
        }
        return costs;
    }

    private static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return false;
            }
            better |= one[i] < other[i];
        }
        return better;
    }

    private static List<List<Integer>> equal(double[][] costs, List<Integer> members) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int member : members) {
            groups.stream()
                    .filter(group -> Arrays.equals(costs[group.get(0)], costs[member]))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Integer> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(member);
        }
        return groups.stream().filter(group -> group.size() > 1).toList();
    }
}
