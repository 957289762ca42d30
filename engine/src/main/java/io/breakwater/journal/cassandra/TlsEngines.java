package io.breakwater.journal.cassandra;

import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import com.datastax.oss.driver.api.core.ssl.SslEngineFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes the driver's TLS from PKCS#12 files. Passwords are read and never told. */
final class TlsEngines {

    private TlsEngines() {}

    /** @throws io.breakwater.journal.StoreMisconfigured naming the file that cannot be used */
    static SslEngineFactory of(CassandraSettings.Tls tls) {
        char[] password = password(tls.passwordFile());
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store("tls.trust-store", tls.trustStore(), password));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls, password), trust.getTrustManagers(), null);
            // The address that was asked must be in the certificate: what a name service says of it proves nothing.
            return new ProgrammaticSslEngineFactory(context, null, tls.verifyHost(), false);
        } catch (GeneralSecurityException e) {
            throw CassandraSettings.wrong("tls.trust-store", "is " + tls.trustStore() + ", which cannot be used ("
                    + e.getMessage() + ")", "name a PKCS#12 file with the authority's certificate");
        }
    }

    private static KeyManager[] keys(CassandraSettings.Tls tls, char[] password) throws GeneralSecurityException {
        if (tls.keyStore().isEmpty()) {
            return null;
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store("tls.key-store", tls.keyStore().get(), password), password);
        return keys.getKeyManagers();
    }

    private static char[] password(Path file) {
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException unreadable) {
            throw CassandraSettings.wrong("tls.password-file", "is " + file + ", which cannot be read", "name a file");
        }
    }

    private static KeyStore store(String key, Path file, char[] password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, password);
            return store;
        } catch (IOException unreadable) {
            throw CassandraSettings.wrong(key, "is " + file + ", which cannot be read (" + unreadable.getMessage()
                    + ")",
                    "name a PKCS#12 file that the password in tls.password-file opens");
        }
    }
}
