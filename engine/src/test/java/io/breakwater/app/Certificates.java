package io.breakwater.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An authority and what it has signed, made by the JDK's keytool, as PEM files. */
final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path directory;

    Certificates(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=authority",
                "-ext", "bc:c", "-validity", "30", "-keystore", store("ca"));
    }

    private String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of(arguments));
        line.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** Settings of a node whose certificate this authority has signed. */
    Map<String, String> node(String name) throws IOException, InterruptedException, GeneralSecurityException {
        String request = directory.resolve(name + ".csr").toString();
        String signed = directory.resolve(name + ".crt").toString();
        keytool("-genkeypair", "-alias", "node", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=breakwater",
                "-validity", "30", "-keystore", store(name));
        keytool("-certreq", "-alias", "node", "-keystore", store(name), "-file", request);
        keytool("-gencert", "-alias", "ca", "-keystore", store("ca"), "-infile", request, "-outfile", signed, "-rfc",
                "-validity", "30");
        Path key = directory.resolve(name + ".key.pem");
        Path authority = directory.resolve("ca.pem");
        Files.writeString(key, pem("PRIVATE KEY", key(name).getEncoded()));
        Files.writeString(authority, pem("CERTIFICATE", authority().getEncoded()));
        return Map.of(
                "breakwater.cluster.tls.enabled", "true",
                "breakwater.cluster.tls.key", key.toString(),
                "breakwater.cluster.tls.certificate", signed,
                "breakwater.cluster.tls.authority", authority.toString());
    }

    private Key key(String name) throws IOException, GeneralSecurityException {
        return loaded(name).getKey("node", PASSWORD.toCharArray());
    }

    private Certificate authority() throws IOException, GeneralSecurityException {
        return loaded("ca").getCertificate("ca");
    }

    private KeyStore loaded(String name) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(Path.of(store(name)))) {
            keys.load(bytes, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
