package io.breakwater.log;

/**
 * A record within a sealed family: the tags that lead to it, outermost first, and its shape.
 *
 * @param tags one for each sealed interface on the way down
 */
record Member(int[] tags, RecordShape shape) {
    /** A member without components under a single tag is the tag alone. */
    boolean isBareTag() {
        return tags.length == 1 && shape.length() == 0;
    }

    void write(Object value, CborWriter out) {
        if (isBareTag()) {
            out.writeLong(tags[0]);
            return;
        }
        out.writeArray(tags.length + shape.length());
        for (int tag : tags) {
            out.writeLong(tag);
        }
        shape.writeComponents(value, out);
    }
}
