package io.breakwater.link;

import io.breakwater.Keytool;
import io.breakwater.link.LinkSettings.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/** An authority and the data centers' certificates that it has signed, as PEM files. */
public final class LinkAuthority {
    private final Keytool keytool;
    private final Map<String, Tls> signed = new HashMap<>();

    public LinkAuthority(Path directory) throws IOException, InterruptedException {
        keytool = new Keytool(directory);
        keytool.authority();
    }

    /** A key and a certificate made out to a name, such as {@code fra.simulation.breakwater}; each is made once. */
    public Tls signed(String name) throws IOException, InterruptedException, GeneralSecurityException {
        if (!signed.containsKey(name)) {
            Keytool.Pem files = keytool.signed(name, name, "-ext", "san=dns:" + name);
            signed.put(name, new Tls(files.key(), files.certificate(), files.authority()));
        }
        return signed.get(name);
    }
}
