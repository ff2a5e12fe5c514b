package dev.ziggurat.analysis;

/**
 * The points of a screening by elementary effects: trajectories through a grid, on which each step changes one factor (M. D. Morris, "Factorial sampling plans
 * for preliminary computational experiments", Technometrics 33, 1991). {@link Morris} reads the results.
 *
 * <p>A trajectory starts at a random place of the grid and moves each factor once, in random order, by half the grid and a bit: delta = p / (2 (p - 1)) of the
 * range, up or down as there is room. With an even number of levels p all levels are equally likely.
 */
public final class MorrisDesign {
    private final int[][] levels;
    private final int count;

    /**
     * Draws a design.
     *
     * @param factors how many are varied, at least 1
     * @param count levels of the grid, p, an even number from 2; 4 is usual
     * @param trajectories r, at least 2; 4 to 10 is usual, each costs {@code factors} + 1 simulations
     * @param seed of what is drawn
     * @throws IllegalArgumentException if one is not so
     */
    public MorrisDesign(int factors, int count, int trajectories, long seed) {
        if (factors < 1 || count < 2 || count % 2 == 1 || trajectories < 2) {
            throw new IllegalArgumentException(factors + " factors, " + count + " levels, " + trajectories
                    + " trajectories; there is a factor, the levels are even, and two trajectories at least");
        }
        this.count = count;
        levels = new int[trajectories * (factors + 1)][];
        Draws draws = new Draws(seed);
        for (int row = 0; row < levels.length; row += factors + 1) {
            draw(row, factors, draws);
        }
    }

    private void draw(int row, int factors, Draws draws) {
        int jump = count / 2;
        int[] at = new int[factors];
        int[] order = new int[factors];
        for (int i = 0; i < factors; i++) {
            at[i] = draws.below(count);
            // Put into the order at a random place (R. Durstenfeld, Algorithm 235, 1964).
            int place = draws.below(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        levels[row] = at.clone();
        for (int step = 0; step < factors; step++) {
            at[order[step]] += at[order[step]] < jump ? jump : -jump;
            levels[row + 1 + step] = at.clone();
        }
    }

    /** Returns how many points there are: trajectories x (factors + 1), trajectory after trajectory. */
    public int size() {
        return levels.length;
    }

    /** Returns the level of each factor at a point, from 0 to p - 1. */
    public int[] levels(int point) {
        return levels[point].clone();
    }

    /** Returns all points in the unit cube: level / (p - 1). */
    public double[][] points() {
        double[][] points = new double[levels.length][];
        for (int row = 0; row < points.length; row++) {
            points[row] = new double[levels[row].length];
            for (int i = 0; i < points[row].length; i++) {
                points[row][i] = levels[row][i] / (count - 1.0);
            }
        }
        return points;
    }
}
