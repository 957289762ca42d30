package io.breakwater.domain.pricing;

/**
 * The standard normal law. Everything comes from one rational function, Mills' ratio, which keeps its relative accuracy
 * however far out: a distribution function that is computed as a difference from one does not.
 */
public final class Gaussian {

    static final double INVERSE_SQRT_2PI = 0.39894228040143267794;
    /** Beyond it density and tail are less than 1e-325 of anything. */
    static final double FAR = 38.6;
    /** M(z) = P(z)/Q(z), fitted for the least relative error over all z ≥ 0; by falling powers. */
    private static final double[] P = {
        0.9999999999999996, 25.400011126397963, 319.05813916039637, 2553.8800458369674, 14220.344073862067,
        56856.92182330363, 163101.37369455438, 324706.99100518995, 410549.6407745099, 255834.26630224485};
    private static final double[] Q = {
        1, 25.40001112639697, 320.05813916080393, 2579.2800568989833, 14537.402218297044, 59360.001585601975,
        176693.6100953812, 376709.95189132047, 548330.3902730239, 490440.37219429173, 204126.21120689};

    private Gaussian() {}

    public static double density(double z) {
        return INVERSE_SQRT_2PI * Elementary.exp(-0.5 * z * z);
    }

    /**
     * Mills' ratio N(−z)/φ(z), falling from √(π/2) as 1/z. The fit is within 4e-16 of it, the evaluation within 4e-15.
     *
     * @param z 0…1e30
     */
    public static double mills(double z) {
        return polynomial(P, z) / polynomial(Q, z);
    }

    private static double polynomial(double[] coefficients, double z) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = Math.fma(sum, z, coefficients[i]);
        }
        return sum;
    }

    /**
     * N(z). The relative error is below 4e-15 (1 + z²): that of a rounding in z itself.
     * NaN of NaN.
     */
    public static double cdf(double z) {
        if (z > FAR) {
            return 1;
        }
        if (z < -FAR) {
            return 0;
        }
        return z <= 0 ? density(z) * mills(-z) : 1 - density(z) * mills(z);
    }
}
