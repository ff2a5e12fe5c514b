package dev.ziggurat.workload;

/**
 * Draws a number from a distribution over 0 .. m - 1 in constant time (Walker, ACM TOMS 3(3), 1977; the table as Vose makes it, IEEE TSE
 * 17(9), 1991). A column is drawn evenly; the rest of the same bits decides between it and its alias.
 */
final class AliasTable {
    /** column i: own | threshold (of 2^63) : keep i below it | alias : the other one */
    private final long[] threshold;

    private final int[] alias;

    /** Makes the table of weights, at least one of them, none negative, their sum positive. */
    AliasTable(double[] weights) {
        int m = weights.length;
        threshold = new long[m];
        alias = new int[m];
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] height = new double[m];
        int[] stack = new int[m];
        int small = 0;
        int large = m;
        for (int i = 0; i < m; i++) {
            height[i] = weights[i] / sum * m;
            if (height[i] < 1) {
                stack[small++] = i;
            } else {
                stack[--large] = i;
            }
        }
        level(height, stack, small, large);
    }

    /** Fills each low column with the excess of a high one. The low ones lie from 0 up in the stack, the high ones from m down. */
    private void level(double[] height, int[] stack, int lows, int highs) {
        int m = stack.length;
        int small = lows;
        int large = highs;
        while (small > 0 && large < m) {
            int low = stack[--small];
            int high = stack[large];
            threshold[low] = (long) (height[low] * 0x1p63);
            alias[low] = high;
            height[high] = height[high] + height[low] - 1;
            if (height[high] < 1) {
                large++;
                stack[small++] = high;
            }
        }
        while (small > 0) {
            full(stack[--small]);
        }
        while (large < m) {
            full(stack[large++]);
        }
    }

    private void full(int column) {
        threshold[column] = Long.MAX_VALUE;
        alias[column] = column;
    }

    /** Returns the number that 64 random bits stand for. */
    int draw(long bits) {
        int column = (int) Draws.below(threshold.length, bits);
        return Draws.rest(threshold.length, bits) < threshold[column] ? column : alias[column];
    }
}
