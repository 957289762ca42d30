package io.breakwater.kernel;

/** Copies of arrays with elements more or less, in their place. */
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

    static Object[] inserted(Object[] array, int index, Object first, Object second) {
        Object[] longer = new Object[array.length + 2];
        System.arraycopy(array, 0, longer, 0, index);
        longer[index] = first;
        longer[index + 1] = second;
        System.arraycopy(array, index, longer, index + 2, array.length - index);
        return longer;
    }

    static Object[] removed(Object[] array, int index) {
        return removed(array, index, 1);
    }

    static Object[] removed(Object[] array, int index, int elements) {
        Object[] shorter = new Object[array.length - elements];
        System.arraycopy(array, 0, shorter, 0, index);
        System.arraycopy(array, index + elements, shorter, index, shorter.length - index);
        return shorter;
    }
}
