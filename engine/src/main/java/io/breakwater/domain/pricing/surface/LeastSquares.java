package io.breakwater.domain.pricing.surface;

/**
 * Levenberg and Marquardt's descent of a sum of squares of few parameters, with differences for derivatives. No draws,
 * no clock: the same start gives the same end.
 */
final class LeastSquares {

    private static final int MAX_STEPS = 60;
    private static final double DIFFERENCE = 1e-6;
    private static final double ENOUGH = 1e-7;
    private static final double MOST_DAMPING = 1e9;

    /** Residuals at a point. */
    interface Residuals {

        int count();

        void at(double[] x, double[] residuals);
    }

    /** @param cost sum of the squares */
    record Found(double[] x, double cost) {}

    private final Residuals residuals;
    private final int parameters;
    private final double[] here;
    private final double[] there;
    private final double[][] slopes;

    private LeastSquares(Residuals residuals, int parameters) {
        this.residuals = residuals;
        this.parameters = parameters;
        here = new double[residuals.count()];
        there = new double[residuals.count()];
        slopes = new double[parameters][residuals.count()];
    }

    static Found descend(Residuals residuals, double[] start) {
        return new LeastSquares(residuals, start.length).from(start.clone());
    }

    private Found from(double[] x) {
        double damping = 1e-3;
        double cost = cost(x, here);
        for (int i = 0; i < MAX_STEPS && damping < MOST_DAMPING; i++) {
            differentiate(x);
            double before = cost;
            while (damping < MOST_DAMPING) {
                double[] next = step(x, damping);
                double reached = cost(next, there);
                if (reached < cost) {
                    System.arraycopy(next, 0, x, 0, parameters);
                    System.arraycopy(there, 0, here, 0, here.length);
                    cost = reached;
                    damping *= 0.2;
                    break;
                }
                damping *= 5;
            }
            if (before - cost <= ENOUGH * before) {
                break;
            }
        }
        return new Found(x, cost);
    }

    /** NaN counts as far too much. */
    private double cost(double[] x, double[] into) {
        residuals.at(x, into);
        double sum = 0;
        for (double each : into) {
            sum = Math.fma(each, each, sum);
        }
        return sum >= 0 ? sum : Double.POSITIVE_INFINITY;
    }

    private void differentiate(double[] x) {
        for (int p = 0; p < parameters; p++) {
            double kept = x[p];
            double step = DIFFERENCE * Math.max(1, Math.abs(kept));
            x[p] = kept + step;
            residuals.at(x, slopes[p]);
            x[p] = kept;
            for (int r = 0; r < here.length; r++) {
                slopes[p][r] = (slopes[p][r] - here[r]) / step;
            }
        }
    }

    /** Solves (JᵀJ + λ·diag) d = −Jᵀr. */
    private double[] step(double[] x, double damping) {
        double[][] matrix = new double[parameters][parameters + 1];
        for (int i = 0; i < parameters; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = dot(slopes[i], slopes[j]);
                matrix[j][i] = matrix[i][j];
            }
            matrix[i][parameters] = -dot(slopes[i], here);
        }
        for (int i = 0; i < parameters; i++) {
            matrix[i][i] = matrix[i][i] * (1 + damping) + 1e-12;
        }
        double[] next = solve(matrix);
        for (int i = 0; i < parameters; i++) {
            next[i] += x[i];
        }
        return next;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }

    /** Gauss's elimination of a symmetric positive system; its last column is the right side. */
    private static double[] solve(double[][] m) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double factor = m[j][i] / m[i][i];
                for (int c = i; c <= n; c++) {
                    m[j][c] -= factor * m[i][c];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = m[i][n];
            for (int c = i + 1; c < n; c++) {
                sum -= m[i][c] * x[c];
            }
            x[i] = sum / m[i][i];
        }
        return x;
    }
}
