package io.breakwater.app;

import io.breakwater.Keytool;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An authority and the nodes' certificates that it has signed, as PEM files. Pekko reads RSA keys alone. */
final class Certificates {
    private final Keytool keytool;

    Certificates(Path directory) throws IOException, InterruptedException {
        keytool = new Keytool(directory);
        keytool.authority();
    }

    /** Settings of a node whose certificate this authority has signed. @param more options of {@code -genkeypair} */
    Map<String, String> node(String name, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        List<String> options = new ArrayList<>(List.of("-keyalg", "RSA", "-keysize", "2048"));
        options.addAll(List.of(more));
        Keytool.Pem files = keytool.signed(name, "breakwater", options.toArray(String[]::new));
        return Map.of(
                "breakwater.cluster.tls.enabled", "true",
                "breakwater.cluster.tls.key", files.key().toString(),
                "breakwater.cluster.tls.certificate", files.certificate().toString(),
                "breakwater.cluster.tls.authority", files.authority().toString());
    }
}
