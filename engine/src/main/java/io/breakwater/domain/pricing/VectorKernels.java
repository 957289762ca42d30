package io.breakwater.domain.pricing;

/**
 * The inner loops of {@link Repricer}. Each is short and free of branches and calls, with its polynomials written out:
 * only then does the compiler make vector instructions of it. What they compute is the same with or without those.
 */
final class VectorKernels {

    /** The exponential's argument is divided by this, which ten squarings undo. */
    private static final double PART = 1.0 / 1024;
    private static final double VANISHES = -745;
    /** Further out the exponential vanishes, and powers of the distance still fit. */
    private static final double FAR = 1e3;
    private static final double STEEP = 1e300;

    private final double[] near;
    private final double[] far;
    private final double[] density;
    private final double[] millsNear;
    private final double[] millsFar;

    VectorKernels(int size) {
        near = new double[size];
        far = new double[size];
        density = new double[size];
        millsNear = new double[size];
        millsFar = new double[size];
    }

    /** t − h and t + h of each option. */
    void distances(double[] logMoneyness, double shift, double[] reciprocal, double[] half) {
        for (int i = 0; i < near.length; i++) {
            double h = Math.min(Math.abs(logMoneyness[i] + shift) * reciprocal[i], FAR);
            near[i] = half[i] - h;
            far[i] = half[i] + h;
        }
    }

    /** Leaves {@link #sides} and {@link #weights}. */
    void timeValues(int size) {
        density(near, far, density);
        mills(near, millsNear);
        mills(far, millsFar);
        for (int i = 0; i < size; i++) {
            double side = Math.max(-1, Math.min(1, near[i] * STEEP));
            far[i] = density[i] * Math.fma(side, millsNear[i], millsFar[i]);
            near[i] = side;
        }
    }

    /** 1 where the middle of the law lies on the near side, t &gt; h, and −1 where it does not. */
    double[] sides() {
        return near;
    }

    /** e^−(h²+t²)/2 · (±M(|t−h|) + M(t+h)). */
    double[] weights() {
        return far;
    }

    /** e^−(a²+b²)/4, as the 1024th power of a series of ten terms: within 2e-13. */
    private static void density(double[] a, double[] b, double[] result) {
        for (int i = 0; i < result.length; i++) {
            double x = Math.max(VANISHES, -0.25 * Math.fma(a[i], a[i], b[i] * b[i])) * PART;
            double p = 1.0 / 3_628_800;
            p = Math.fma(p, x, 1.0 / 362_880);
            p = Math.fma(p, x, 1.0 / 40_320);
            p = Math.fma(p, x, 1.0 / 5_040);
            p = Math.fma(p, x, 1.0 / 720);
            p = Math.fma(p, x, 1.0 / 120);
            p = Math.fma(p, x, 1.0 / 24);
            p = Math.fma(p, x, 1.0 / 6);
            p = Math.fma(p, x, 0.5);
            p = Math.fma(p, x, 1);
            p = Math.fma(p, x, 1);
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            result[i] = p * p;
        }
    }

    /** Mills' ratio of |z|: the coefficients of {@link Gaussian#mills}. */
    private static void mills(double[] z, double[] result) {
        for (int i = 0; i < result.length; i++) {
            double x = Math.abs(z[i]);
            double p = Math.fma(0.9999999999999996, x, 25.400011126397963);
            p = Math.fma(p, x, 319.05813916039637);
            p = Math.fma(p, x, 2553.8800458369674);
            p = Math.fma(p, x, 14220.344073862067);
            p = Math.fma(p, x, 56856.92182330363);
            p = Math.fma(p, x, 163101.37369455438);
            p = Math.fma(p, x, 324706.99100518995);
            p = Math.fma(p, x, 410549.6407745099);
            p = Math.fma(p, x, 255834.26630224485);
            double q = x + 25.40001112639697;
            q = Math.fma(q, x, 320.05813916080393);
            q = Math.fma(q, x, 2579.2800568989833);
            q = Math.fma(q, x, 14537.402218297044);
            q = Math.fma(q, x, 59360.001585601975);
            q = Math.fma(q, x, 176693.6100953812);
            q = Math.fma(q, x, 376709.95189132047);
            q = Math.fma(q, x, 548330.3902730239);
            q = Math.fma(q, x, 490440.37219429173);
            q = Math.fma(q, x, 204126.21120689);
            result[i] = p / q;
        }
    }
}
