package io.breakwater.domain.pricing.surface;

import io.breakwater.domain.pricing.Elementary;
import java.util.List;

/**
 * Fits a raw SVI smile to bounds of variance: each bid and offer pulls in proportion to how narrow it is, a quote that
 * is off pulls no harder than in proportion and is left out of a second fit, an offer without a bid pushes from above
 * only. Arbitrage inside the expiry, and against the next later one, is penalized; what still has some is refused.
 */
final class SmileFit {

    private static final int LEAST_POINTS = 2;
    /** Half-widths of a quote; one so far off is left out, unless that would leave too little. */
    private static final double TOO_FAR = 10;
    private static final double KEPT = 0.75;
    private static final int GRID = 32;
    private static final int PRIORS = 3;
    private static final double[] BENDS = {0, 0.7, -0.7};
    /** Tried in this order until one leaves no arbitrage, also between the points of the grid. */
    private static final List<Penalty> PENALTIES =
            List.of(new Penalty(30, 2e-3), new Penalty(3_000, 2e-2), new Penalty(3_000, 8e-2));

    private final List<SmilePoint> points;
    private final Svi ceiling;
    private final double level;
    private Penalty penalty = PENALTIES.getFirst();

    /** @param weight against half-widths of quotes; @param margin penalties start this much before arbitrage does */
    private record Penalty(double weight, double margin) {

        double of(double excess) {
            return weight * Math.max(0, excess + margin);
        }
    }

    /** @param ceiling the smile of the next later expiry; null for the last */
    private SmileFit(List<SmilePoint> points, Svi ceiling) {
        this.points = points;
        this.ceiling = ceiling;
        level = level(points);
    }

    /** Null where too few quotes tell, or no smile free of arbitrage was found. */
    static Svi of(List<SmilePoint> points, Svi ceiling) {
        if (!areEnough(points)) {
            return null;
        }
        Svi smile = new SmileFit(points, ceiling).found();
        if (smile == null) {
            return null;
        }
        List<SmilePoint> near = points.stream().filter(point -> Math.abs(distance(point, smile)) < TOO_FAR).toList();
        boolean someAreOff = near.size() < points.size() && near.size() >= KEPT * points.size() && areEnough(near);
        Svi again = someAreOff ? new SmileFit(near, ceiling).found() : null;
        return again == null ? smile : again;
    }

    private static boolean areEnough(List<SmilePoint> points) {
        return points.stream().filter(SmilePoint::isTwoSided).count() >= LEAST_POINTS;
    }

    /** In half-widths of the quote; an offer alone is no distance from what lies below it. */
    private static double distance(SmilePoint point, Svi smile) {
        double r = (smile.variance(point.k()) - point.mid()) / point.halfWidth();
        return point.isTwoSided() ? r : Math.max(0, r - 1);
    }

    /** Variance at the money: of the two-sided point nearest to it. */
    private static double level(List<SmilePoint> points) {
        SmilePoint nearest = null;
        for (SmilePoint point : points) {
            boolean nearer = nearest == null || Math.abs(point.k()) < Math.abs(nearest.k());
            if (point.isTwoSided() && nearer) {
                nearest = point;
            }
        }
        return nearest.mid();
    }

    private Svi found() {
        double[] start = null;
        for (Penalty each : PENALTIES) {
            penalty = each;
            LeastSquares.Found best = best(start);
            Svi smile = svi(best.x());
            if (isFree(smile)) {
                return smile;
            }
            start = best.x();
        }
        return null;
    }

    private boolean isFree(Svi smile) {
        return NoArbitrage.isFreeOfButterflies(smile)
                && (ceiling == null || NoArbitrage.isFreeOfCalendars(smile, ceiling));
    }

    private LeastSquares.Found best(double[] start) {
        Equations equations = new Equations();
        if (start != null) {
            return LeastSquares.descend(equations, start);
        }
        LeastSquares.Found best = null;
        for (double bend : BENDS) {
            LeastSquares.Found found = LeastSquares.descend(equations, new double[] {-0.3, -1, -0.2, bend, 0.4});
            if (best == null || found.cost() < best.cost()) {
                best = found;
            }
        }
        return best;
    }

    /**
     * Parameters without bounds, in units of the smile itself: ln(least variance/level), ln(b/√level), ρ/√(1−ρ²),
     * m/√level, ln(σ/√level).
     */
    private Svi svi(double[] x) {
        double unit = Math.sqrt(level);
        double cosine = 1 / Math.sqrt(Math.fma(x[2], x[2], 1));
        double rho = x[2] * cosine;
        double b = unit * Elementary.exp(x[1]);
        double sigma = unit * Elementary.exp(x[4]);
        return new Svi(level * Elementary.exp(x[0]) - b * sigma * cosine, b, rho, x[3] * unit, sigma);
    }

    /** What is to be small. */
    private final class Equations implements LeastSquares.Residuals {

        private final int grid = 2 * GRID + 1;

        @Override
        public int count() {
            return points.size() + PRIORS + 1 + grid * (ceiling == null ? 1 : 2);
        }

        @Override
        public void at(double[] x, double[] residuals) {
            Svi smile = svi(x);
            int at = 0;
            for (SmilePoint point : points) {
                residuals[at++] = miss(point, smile);
            }
            residuals[at++] = 0.1 * x[2];
            residuals[at++] = 0.1 * x[3];
            residuals[at++] = 0.1 * (x[4] - 0.4);
            residuals[at++] = penalty.of(smile.steepestWing() / Svi.STEEPEST_WING - 1);
            for (int i = 0; i < grid; i++) {
                double k = NoArbitrage.point(i, GRID);
                residuals[at++] = penalty.of(-smile.butterfly(k));
                if (ceiling != null) {
                    residuals[at++] = penalty.of(smile.variance(k) / ceiling.variance(k) - 1);
                }
            }
        }

        /** Damped so that it grows like the square root. */
        private double miss(SmilePoint point, Svi smile) {
            double r = distance(point, smile);
            double damped = Math.sqrt(2 * (Math.sqrt(Math.fma(r, r, 1)) - 1));
            return r < 0 ? -damped : damped;
        }
    }
}
