package io.breakwater.feed.fix;

import static io.breakwater.Keytool.PASSWORD;

import io.breakwater.Keytool;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/** Keys and certificates of the two ends of a session, each trusted by whom it is told. */
public final class FixStores {
    private final Keytool keytool;

    public FixStores(Path directory) throws IOException {
        this.keytool = new Keytool(directory);
    }

    /** A key of a name, with a certificate made out to the loopback address. */
    public FixStores key(String name) throws IOException, InterruptedException {
        keytool.alone(name);
        return this;
    }

    /** One side takes the other's certificate for good. */
    public FixStores trust(String who, String whom) throws IOException, GeneralSecurityException {
        keytool.trust(who + "-trusts", whom);
        return this;
    }

    /** Settings of QuickFIX/J for the broker's side. */
    public Map<String, String> broker(String name) {
        return Map.of("SocketUseSSL", "Y", "EnabledProtocols", "TLSv1.3", "NeedClientAuth", "Y",
                "SocketKeyStore", keys(name), "SocketKeyStorePassword", PASSWORD, "KeyStoreType", "PKCS12",
                "SocketTrustStore", trusted(name), "SocketTrustStorePassword", PASSWORD, "TrustStoreType", "PKCS12");
    }

    /** Settings of a node's feed. */
    public Map<String, String> node(String name) {
        String tls = "breakwater.feeds.sources.0.fix.tls.";
        return Map.of(tls + "keys", keys(name), tls + "keys-password", PASSWORD,
                tls + "trust", trusted(name), tls + "trust-password", PASSWORD);
    }

    private String keys(String name) {
        return keytool.store(name);
    }

    private String trusted(String name) {
        return keytool.store(name + "-trusts");
    }
}
