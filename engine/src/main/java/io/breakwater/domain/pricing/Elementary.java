package io.breakwater.domain.pricing;

/**
 * Exponential and logarithm of + − × ÷ and fma alone, so that every processor gives the same bits. Both are within
 * 2 units in the last place of the exact value. Not for money: that is counted in whole units.
 */
public final class Elementary {

    private static final double LOG2_E = 0x1.71547652b82fep0;
    /** ln 2 in two parts; the high one has so many zeros at its end that a whole multiple of it is exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double LARGEST = 709.782712893384;
    private static final double SMALLEST = -745.1332191019412;
    private static final int TERMS = 13;
    private static final double[] INVERSE_FACTORIALS = inverseFactorials();
    private static final int LOG_TERMS = 11;
    private static final double SQRT2 = 0x1.6a09e667f3bcdp0;
    private static final double MIN_NORMAL = 0x1p-1022;

    private Elementary() {}

    private static double[] inverseFactorials() {
        double[] inverse = new double[TERMS + 1];
        double factorial = 1;
        for (int i = 0; i <= TERMS; i++) {
            factorial *= Math.max(1, i);
            inverse[i] = 1 / factorial;
        }
        return inverse;
    }

    /** e^x = 2^k · e^r with |r| ≤ ln 2 / 2. Zero below −745.13, infinity above 709.78, NaN of NaN. */
    public static double exp(double x) {
        if (!(x <= LARGEST)) {
            return x > LARGEST ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (x < SMALLEST) {
            return 0;
        }
        double k = Math.rint(x * LOG2_E);
        double r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
        double sum = INVERSE_FACTORIALS[TERMS];
        for (int i = TERMS - 1; i >= 0; i--) {
            sum = Math.fma(sum, r, INVERSE_FACTORIALS[i]);
        }
        return Math.scalb(sum, (int) k);
    }

    /** ln x = k ln 2 + 2·artanh(f/(2+f)) with 1 + f in [√½, √2). −∞ of 0, NaN of what is negative or NaN. */
    public static double log(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        return x < MIN_NORMAL ? ofNormal(x * 0x1p54, -54) : ofNormal(x, 0);
    }

    private static double ofNormal(double x, int exponentOfScale) {
        int k = Math.getExponent(x);
        double m = Math.scalb(x, -k);
        if (m >= SQRT2) {
            m *= 0.5;
            k++;
        }
        double f = m - 1;
        double s = f / (2 + f);
        double square = s * s;
        double sum = 0;
        for (int i = LOG_TERMS; i >= 1; i--) {
            sum = Math.fma(sum, square, 2.0 / (2 * i + 1));
        }
        double exponent = k + exponentOfScale;
        double small = Math.fma(s, square * sum, exponent * LN2_LOW);
        return Math.fma(exponent, LN2_HIGH, 2 * s + small);
    }
}
