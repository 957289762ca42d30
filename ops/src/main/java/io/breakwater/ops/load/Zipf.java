package io.breakwater.ops.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws ranks 0 … n−1 with probability proportional to 1/(rank+1)^s. With s = 1.4 and n = 10,000 the first 1, 10, 100
 * and 1,000 ranks get 33, 70, 89 and 97 % of the draws: the skew of accounts at a venue.
 */
public final class Zipf {
    private final double[] cumulative;

    /** @param n 1 to 10,000,000 ranks. @param exponent more than zero */
    public Zipf(int n, double exponent) {
        if (n < 1 || n > 10_000_000 || !(exponent > 0)) {
            throw new IllegalArgumentException("n = " + n + ", exponent = " + exponent);
        }
        cumulative = new double[n];
        double sum = 0;
        for (int rank = 0; rank < n; rank++) {
            sum += StrictMath.pow(rank + 1, -exponent);
            cumulative[rank] = sum;
        }
        for (int rank = 0; rank < n; rank++) {
            cumulative[rank] /= sum;
        }
    }

    /** The next rank. */
    public int next(RandomGenerator random) {
        int found = Arrays.binarySearch(cumulative, random.nextDouble());
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }

    /** The share of all draws that the first {@code ranks} ranks get; 0 to 1. */
    public double share(int ranks) {
        return cumulative[ranks - 1];
    }
}
