package io.breakwater.app;

import io.breakwater.feed.fix.FixSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * TLS of a drop copy's session, as settings of QuickFIX/J: both sides show certificates, and whoever connects checks
 * that the other's is made out to the host. Keys and trust are PKCS 12 files.
 */
final class FixTls {
    private static final String YES = "Y";
    private static final String STORE = "PKCS12";

    private FixTls() {}

    /** @throws SettingFault where a store cannot be read: QuickFIX/J would go on with one of its own */
    static Map<String, String> read(SettingReader tls, FixSettings.Role role) {
        Map<String, String> all = new TreeMap<>();
        all.put("SocketUseSSL", YES);
        all.put("EnabledProtocols", "TLSv1.3,TLSv1.2");
        all.put("SocketKeyStore", file(tls, "keys"));
        all.put("SocketKeyStorePassword", tls.text("keys-password"));
        all.put("KeyStoreType", STORE);
        all.put("SocketTrustStore", file(tls, "trust"));
        all.put("SocketTrustStorePassword", tls.text("trust-password"));
        all.put("TrustStoreType", STORE);
        if (role == FixSettings.Role.ACCEPTOR) {
            all.put("NeedClientAuth", YES);
        } else {
            all.put("EndpointIdentificationAlgorithm", "HTTPS");
        }
        return all;
    }

    private static String file(SettingReader tls, String key) {
        Path file = Path.of(tls.text(key)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new SettingFault(tls.path() + "." + key, "is " + file + ", which cannot be read",
                    "name a PKCS 12 file");
        }
        return file.toString();
    }
}
