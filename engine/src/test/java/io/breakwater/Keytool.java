package io.breakwater;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Key stores of a folder, made by the JDK's keytool, one file {@code NAME.p12} a name. */
public final class Keytool {
    public static final String PASSWORD = "changeit";

    private static final int PEM_LINE = 64;
    /** It lives for less than a second. */
    private static final List<String> QUICK = List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC");

    private final Path directory;

    public Keytool(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** A file of the folder, whether it is there or not. */
    public String file(String name) {
        return directory.resolve(name).toString();
    }

    /** The file of a store, whether it is there or not. */
    public String store(String name) {
        return file(name + ".p12");
    }

    /** @throws IOException with keytool's own words, if it fails */
    public void run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(QUICK);
        line.addAll(List.of(arguments));
        line.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** Makes the key and the certificate of an authority, as the store {@code ca}. */
    public void authority() throws IOException, InterruptedException {
        run("-genkeypair", "-alias", "ca", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=authority",
                "-ext", "bc:c", "-validity", "30", "-keystore", store("ca"));
    }

    /**
     * Makes a key, and a certificate that the authority has signed, in the authority's store: one process does it all.
     *
     * @param commonName of the certificate
     * @param more options of {@code -genkeypair}
     * @return all three as PEM files
     */
    public Pem signed(String name, String commonName, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        List<String> make = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-signer", "ca", "-keyalg", "RSA",
                "-keysize", "2048", "-dname", "CN=" + commonName, "-validity", "30", "-keystore", store("ca")));
        make.addAll(List.of(more));
        run(make.toArray(String[]::new));
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(Path.of(store("ca")))) {
            made.load(bytes, PASSWORD.toCharArray());
        }
        return new Pem(
                written(name + ".key.pem", "PRIVATE KEY", made.getKey(name, PASSWORD.toCharArray()).getEncoded()),
                written(name + ".crt", "CERTIFICATE", made.getCertificate(name).getEncoded()),
                written("ca.pem", "CERTIFICATE", made.getCertificate("ca").getEncoded()));
    }

    private Path written(String file, String what, byte[] bytes) throws IOException {
        return Files.writeString(directory.resolve(file), pem(what, bytes));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }

    /** Files of a key, its certificate, and the certificate of the authority. */
    public record Pem(Path key, Path certificate, Path authority) { }
}
