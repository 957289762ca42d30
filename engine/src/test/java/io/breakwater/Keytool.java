package io.breakwater;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Key stores of a folder, whose keys the JDK's keytool makes, one file {@code NAME.p12} a name. */
public final class Keytool {
    public static final String PASSWORD = "changeit";

    private static final String TYPE = "PKCS12";
    private static final int PEM_LINE = 64;
    /** It lives for less than a second, half of which went into making a password hard to guess that everyone knows. */
    private static final List<String> QUICK = List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC",
            "-J-Dkeystore.pkcs12.keyPbeIterationCount=1", "-J-Dkeystore.pkcs12.certPbeIterationCount=1",
            "-J-Dkeystore.pkcs12.macIterationCount=1");

    private final Path directory;

    public Keytool(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** The file of a store, whether it is there or not. */
    public String store(String name) {
        return directory.resolve(name + ".p12").toString();
    }

    private void run(List<String> more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(QUICK);
        line.addAll(List.of("-genkeypair", "-keyalg", "EC", "-keysize", "256", "-validity", "30",
                "-storepass", PASSWORD, "-storetype", TYPE));
        line.addAll(more);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** Makes the key and the certificate of an authority, as the store {@code ca}. */
    public void authority() throws IOException, InterruptedException {
        run(List.of("-alias", "ca", "-dname", "CN=authority", "-ext", "bc:c", "-keystore", store("ca")));
    }

    /** Makes a key with a certificate that signs itself, made out to the loopback address, as a store of its own. */
    public void alone(String name) throws IOException, InterruptedException {
        run(List.of("-alias", name, "-dname", "CN=" + name, "-ext", "san=ip:127.0.0.1,dns:localhost",
                "-keystore", store(name)));
    }

    /** Writes a store that believes the certificate of another one. */
    public void trust(String name, String whom) throws IOException, GeneralSecurityException {
        KeyStore believed = KeyStore.getInstance(TYPE);
        believed.load(null, null);
        believed.setCertificateEntry(whom, opened(whom).getCertificate(whom));
        try (OutputStream out = Files.newOutputStream(Path.of(store(name)))) {
            believed.store(out, PASSWORD.toCharArray());
        }
    }

    private KeyStore opened(String name) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(new File(store(name)), PASSWORD.toCharArray());
    }

    /**
     * Makes a key, and a certificate that the authority has signed, in the authority's store: one process does it all.
     *
     * @param commonName of the certificate
     * @param more options of {@code -genkeypair}, for an RSA key in place of an EC key too
     * @return all three as PEM files
     */
    public Pem signed(String name, String commonName, String... more)
            throws IOException, InterruptedException, GeneralSecurityException {
        List<String> make = new ArrayList<>(List.of("-alias", name, "-signer", "ca", "-dname", "CN=" + commonName,
                "-keystore", store("ca")));
        make.addAll(List.of(more));
        run(make);
        KeyStore made = opened("ca");
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
