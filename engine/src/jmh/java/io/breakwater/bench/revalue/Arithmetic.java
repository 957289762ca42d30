package io.breakwater.bench.revalue;

/**
 * As many fused multiplications and additions as one value takes in {@code VectorKernels}: eighty, in two chains that
 * do not wait for one another, on numbers that stay in the first cache.
 */
final class Arithmetic {

    private Arithmetic() {}

    static void once(double[] values) {
        for (int i = 0; i < values.length; i++) {
            double a = values[i] * 1e-9;
            double b = a;
            double c = a;
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            values[i] = b + c;
        }
        again(values);
    }

    private static void again(double[] values) {
        for (int i = 0; i < values.length; i++) {
            double a = values[i] * 1e-9;
            double b = a;
            double c = a;
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            b = Math.fma(b, 0.5, a);
            c = Math.fma(c, 0.5, a);
            values[i] = b + c;
        }
    }
}
