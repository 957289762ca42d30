package io.breakwater.link;

import io.breakwater.Keytool;
import io.breakwater.link.LinkSettings.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** An authority and the data centers' certificates that it has signed, as PEM files. */
public final class LinkAuthority {
    private final Keytool keytool;

    public LinkAuthority(Path directory) throws IOException, InterruptedException {
        keytool = new Keytool(directory);
        keytool.authority();
    }

    /** A key and a certificate made out to a name, such as {@code fra.simulation.breakwater}. */
    public Tls signed(String name) throws IOException, InterruptedException, GeneralSecurityException {
        Keytool.Pem files = keytool.signed(name, name, "-ext", "san=dns:" + name);
        return new Tls(files.key(), files.certificate(), files.authority());
    }
}
