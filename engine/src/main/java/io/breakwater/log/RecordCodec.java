package io.breakwater.log;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Codecs for the records, sealed interfaces and enums that are reachable from some roots, compiled once in a process:
 * all lanes share them, so that the virtual machine compiles them once, too.
 *
 * <p>Types that are stored: boolean, int, long, double (finite), String, byte[], long[], {@code Digest}, {@code List},
 * {@code Optional}, {@code LongMap}, {@code Table}, enums, records and sealed interfaces of these. Nothing is null.
 * The domain needs no annotations: positions, tags and ordinals follow the order of declaration, and {@link #schema}
 * states all of them, so that a golden file of it lets nothing but additions pass.
 */
public final class RecordCodec {
    private static final Map<List<Class<?>>, RecordCodec> KNOWN = new ConcurrentHashMap<>();

    private final ShapeCompiler compiler = new ShapeCompiler();

    private RecordCodec() {}

    /**
     * Compiles everything reachable from the roots, or returns what was compiled for the same ones before.
     *
     * @throws IllegalArgumentException naming the first type that cannot be stored
     */
    public static RecordCodec of(Class<?>... roots) {
        return KNOWN.computeIfAbsent(List.of(roots), RecordCodec::compiled);
    }

    private static RecordCodec compiled(List<Class<?>> roots) {
        var codec = new RecordCodec();
        for (Class<?> root : roots) {
            codec.compiler.shape(root);
        }
        return codec;
    }

    /** The codec of a root or of a type reachable from one; compiled now if it was not yet. */
    public synchronized <T> Codec<T> codec(Class<T> type) {
        return new Codec<>(type, compiler.shape(type));
    }

    /** One line a type, by name: components in order, tags, ordinals. What this says is what is on disk. */
    public synchronized String schema() {
        var lines = new TreeMap<String, String>();
        for (Shape shape : compiler.all()) {
            if (!shape.definition().isEmpty() && lines.put(shape.name(), shape.definition()) != null) {
                throw new IllegalArgumentException("two types are called " + shape.name());
            }
        }
        return String.join("\n", lines.values()) + "\n";
    }
}
