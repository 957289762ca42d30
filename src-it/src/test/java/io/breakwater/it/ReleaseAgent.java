package io.breakwater.it;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/**
 * Runs in a node before its {@code main}: the class that {@link NextRelease} has changed is loaded in the place of the
 * one that this release has.
 */
public final class ReleaseAgent implements ClassFileTransformer {
    static final String PROPERTY = "breakwater.it.release";
    static final String RESOURCE = "next-release/SealedShape.class";
    static final String CHANGED = "io/breakwater/log/SealedShape";

    private final byte[] changed;

    private ReleaseAgent(byte[] changed) {
        this.changed = changed;
    }

    /**
     * Loads it at once: as long as an agent is to be asked about every class, none comes from the archive as it is.
     *
     * @param release what it writes; null for what this release writes
     */
    public static void premain(String release, Instrumentation jvm) throws IOException, ClassNotFoundException {
        if (release != null) {
            System.setProperty(PROPERTY, release);
        }
        try (InputStream in = ReleaseAgent.class.getResourceAsStream("/" + RESOURCE)) {
            ReleaseAgent agent = new ReleaseAgent(in.readAllBytes());
            jvm.addTransformer(agent);
            Class.forName(CHANGED.replace('/', '.'), false, ClassLoader.getSystemClassLoader());
            jvm.removeTransformer(agent);
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain,
            byte[] original) {
        return CHANGED.equals(name) ? changed.clone() : null;
    }
}
