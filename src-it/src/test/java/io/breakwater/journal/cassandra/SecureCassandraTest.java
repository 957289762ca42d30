package io.breakwater.journal.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.Keytool;
import io.breakwater.cassandra.Ring;
import io.breakwater.cassandra.RingOptions;
import io.breakwater.it.MostlyWaits;
import io.breakwater.journal.LogStore;
import io.breakwater.journal.StoreMisconfigured;
import io.breakwater.journal.rocksdb.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cassandra that asks for a certificate and for a password, and acknowledges before it syncs. */
@Timeout(300)
@MostlyWaits
@Order(10)
class SecureCassandraTest {

    @TempDir
    static Path directory;

    private static Ring ring;
    private static Path passwordFile;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        Keytool keytool = new Keytool(directory);
        for (String name : List.of("server", "node", "stranger")) {
            keytool.alone(name);
            keytool.trust("trusts-" + name, name);
        }
        passwordFile = Files.writeString(directory.resolve("password"), Keytool.PASSWORD + "\n");
        ring = RingOptions.of(1).synced("periodic").with(Map.of(
                "authenticator", "PasswordAuthenticator",
                "client_encryption_options", "{enabled: true, optional: false, require_client_auth: true, keystore: '"
                        + keytool.store("server") + "', keystore_password: " + Keytool.PASSWORD + ", truststore: '"
                        + keytool.store("trusts-node")
                        + "', truststore_password: " + Keytool.PASSWORD + ", store_type: PKCS12}"))
                .start(directory.resolve("ring"));
    }

    @AfterAll
    static void stop() {
        ring.close();
    }

    private static CassandraSettings settings(String trustStore, String keyStore, String password, String more)
            throws IOException {
        Path credentials = Files.writeString(directory.resolve("credentials-" + password.length()),
                "username = cassandra\npassword = " + password + "\n");
        return Keyspaces.settings(ring.node().contactPoint(), "secure", """
                credentials-file = "%s"
                tls { enabled = on, trust-store = "%s", key-store = "%s", password-file = "%s" }
                %s
                """.formatted(credentials, directory.resolve(trustStore + ".p12"),
                directory.resolve(keyStore + ".p12"), passwordFile, more));
    }

    private static void refused(CassandraSettings settings, String... said) {
        assertThatThrownBy(() -> CassandraStore.open(settings)).isInstanceOf(StoreMisconfigured.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(said)
                        .doesNotContain("wrong-password").doesNotContain(Keytool.PASSWORD));
    }

    @Test
    void whoeverIsNotWhoTheySayIsRefused() throws IOException {
        CassandraSettings right = settings("trusts-server", "node", "cassandra", "allow-unsynced-commit-log = on");
        CassandraStore.createSchema(right);
        try (LogStore store = CassandraStore.open(right)) {
            Rows.await(Rows.append(store, "secure", 1, new byte[] {1}));
            assertThat(Rows.highest(store, "secure")).isEqualTo(1);
        }
        refused(settings("trusts-stranger", "node", "cassandra", ""), "tls.trust-store", "trusts-stranger");
        refused(settings("trusts-server", "stranger", "cassandra", ""), "breakwater.journal.cassandra.");
        refused(settings("trusts-server", "node", "wrong-password", ""), "credentials-file", "refused");
        refused(settings("trusts-server", "node", "cassandra", ""), "allow-unsynced-commit-log", "periodic", "batch");
        refused(Keyspaces.settings(ring.node().contactPoint(), "secure", "connect-timeout = 2 s"), "contact-points");
    }
}
