package io.breakwater.link;

import io.breakwater.link.LinkSettings.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority and the data centers' certificates that it has signed, made by the JDK's keytool, as PEM files. */
public final class LinkAuthority {
    private static final String PASSWORD = "changeit";

    private final Path directory;

    public LinkAuthority(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=authority",
                "-ext", "bc:c", "-validity", "30", "-keystore", store("ca"));
    }

    private String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
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

    /** A key and a certificate made out to a name, such as {@code fra.simulation.breakwater}. */
    public Tls signed(String name) throws IOException, InterruptedException, GeneralSecurityException {
        String request = directory.resolve(name + ".csr").toString();
        Path certificate = directory.resolve(name + ".crt");
        keytool("-genkeypair", "-alias", "link", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=" + name,
                "-validity", "30", "-keystore", store(name));
        keytool("-certreq", "-alias", "link", "-keystore", store(name), "-file", request);
        keytool("-gencert", "-alias", "ca", "-keystore", store("ca"), "-infile", request, "-outfile",
                certificate.toString(), "-rfc", "-validity", "30", "-ext", "san=dns:" + name);
        Path key = directory.resolve(name + ".key.pem");
        Path authority = directory.resolve("ca.pem");
        Files.writeString(key, pem("PRIVATE KEY",
                loaded(name).getKey("link", PASSWORD.toCharArray()).getEncoded()));
        Files.writeString(authority, pem("CERTIFICATE", loaded("ca").getCertificate("ca").getEncoded()));
        return new Tls(key, certificate, authority);
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
