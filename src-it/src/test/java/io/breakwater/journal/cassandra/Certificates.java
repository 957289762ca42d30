package io.breakwater.journal.cassandra;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** An authority and certificates made for one test by the JDK's own tool. All stores have one password. */
final class Certificates {

    static final String PASSWORD = "only-for-this-test";
    private static final String TYPE = "PKCS12";

    private final Path directory;

    Certificates(Path directory) {
        this.directory = directory;
    }

    /** A key store with a certificate that signs itself, for 127.0.0.1. */
    Path keyStore(String name) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        run("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name,
                "-ext", "san=ip:127.0.0.1", "-validity", "2", "-keystore", store.toString());
        return store;
    }

    /** A trust store that believes the certificates of these key stores. */
    Path trusting(String name, String... trusted) throws IOException, GeneralSecurityException {
        KeyStore believed = KeyStore.getInstance(TYPE);
        believed.load(null, null);
        for (String each : trusted) {
            KeyStore whose = KeyStore.getInstance(directory.resolve(each + ".p12").toFile(), PASSWORD.toCharArray());
            believed.setCertificateEntry(each, whose.getCertificate(each));
        }
        Path store = directory.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            believed.store(out, PASSWORD.toCharArray());
        }
        return store;
    }

    Path passwordFile() throws IOException {
        return Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-storetype", TYPE, "-storepass", PASSWORD));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
