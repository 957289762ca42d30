package io.breakwater.kernel;

/** Copies of arrays with one element more or one less, in its place. */
final class Spliced {
    private Spliced() {}

    static long[] inserted(long[] array, int index, long element) {
        long[] longer = new long[array.length + 1];
        System.arraycopy(array, 0, longer, 0, index);
        longer[index] = element;
        System.arraycopy(array, index, longer, index + 1, array.length - index);
        return longer;
    }

    static Object[] inserted(Object[] array, int index, Object element) {
        Object[] longer = new Object[array.length + 1];
        System.arraycopy(array, 0, longer, 0, index);
        longer[index] = element;
        System.arraycopy(array, index, longer, index + 1, array.length - index);
        return longer;
    }

    static long[] removed(long[] array, int index) {
        long[] shorter = new long[array.length - 1];
        System.arraycopy(array, 0, shorter, 0, index);
        System.arraycopy(array, index + 1, shorter, index, shorter.length - index);
        return shorter;
    }

    static Object[] removed(Object[] array, int index) {
        Object[] shorter = new Object[array.length - 1];
        System.arraycopy(array, 0, shorter, 0, index);
        System.arraycopy(array, index + 1, shorter, index, shorter.length - index);
        return shorter;
    }
}
