package io.breakwater.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pekko.pki.pem.DERPrivateKeyLoader;
import org.apache.pekko.pki.pem.PEMDecoder;
import org.apache.pekko.pki.pem.PEMLoadingException;

/**
 * PEM files by which both ends of a link show who they are, held against each other before anybody is shown them:
 * others would only hang up, and neither side could say which file is wrong.
 *
 * @param certificate the node's, and those between it and the authority
 * @param authority whose certificates are believed
 */
record TlsFiles(Path key, Path certificate, Path authority) {
    private static final String RSA = "RSA";
    /** What a key is labelled as whose bytes say of which kind it is. */
    private static final String ANY_KIND = "PRIVATE KEY";
    private static final byte[] PROBE = "whose key is this".getBytes(StandardCharsets.UTF_8);

    /**
     * Nothing where TLS is not enabled.
     *
     * @param tls the block with the keys enabled, key, certificate and authority
     * @throws SettingFault naming key, value and remedy
     */
    static Optional<TlsFiles> read(SettingReader tls) {
        if (tls.oneOf("enabled", List.of("true", "false", "on", "off")).matches("false|off")) {
            return Optional.empty();
        }
        TlsFiles files = new TlsFiles(file(tls, "key"), file(tls, "certificate"), file(tls, "authority"));
        List<X509Certificate> own = certificates(tls, "certificate", files.certificate());
        files.requireSigned(tls, own, certificates(tls, "authority", files.authority()));
        files.requireKeyOf(tls, own.getFirst().getPublicKey());
        return Optional.of(files);
    }

    /** The same where only keys of RSA are read, as between nodes of a cluster. */
    static Optional<TlsFiles> readRsa(SettingReader tls) {
        Optional<TlsFiles> files = read(tls);
        files.ifPresent(each -> {
            String kind = certificates(tls, "certificate", each.certificate).getFirst().getPublicKey().getAlgorithm();
            if (!kind.equals(RSA)) {
                throw new SettingFault(tls.path() + ".certificate", "is " + each.certificate + ", of a key of " + kind,
                        "name one that was made for a key of RSA: no other is read here");
            }
        });
        return files;
    }

    private static Path file(SettingReader tls, String key) {
        Path file = Path.of(tls.text(key)).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new SettingFault(tls.path() + "." + key, "is " + file + ", which cannot be read",
                    "name a PEM file");
        }
        return file;
    }

    private static List<X509Certificate> certificates(SettingReader tls, String key, Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                    .map(X509Certificate.class::cast).toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            throw holdsNoCertificate(tls, key, file + ", which holds no certificate (" + unreadable.getMessage() + ")");
        }
        throw holdsNoCertificate(tls, key, file + ", which holds no certificate");
    }

    private static SettingFault holdsNoCertificate(SettingReader tls, String key, String what) {
        return new SettingFault(tls.path() + "." + key, "is " + what, "name a PEM file that begins with one");
    }

    /** By one of the authorities, and valid now. */
    private void requireSigned(SettingReader tls, List<? extends Certificate> own, List<X509Certificate> authorities) {
        try {
            PKIXParameters trust = new PKIXParameters(authorities.stream()
                    .map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()));
            trust.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(own), trust);
        } catch (GeneralSecurityException unsigned) {
            throw new SettingFault(tls.path() + ".certificate", "is " + certificate + ", which does not hold with "
                    + tls.path() + ".authority " + authority + " (" + unsigned.getMessage() + ")",
                    "name one that this authority has signed and that is valid now");
        }
    }

    private void requireKeyOf(SettingReader tls, PublicKey shown) {
        if (!isPair(loaded(tls, shown.getAlgorithm()), shown)) {
            throw new SettingFault(tls.path() + ".key", "is " + key + ", which is not the key of " + certificate,
                    "name the key that the certificate was made for");
        }
    }

    /** @param kind of the certificate's key, which this should be one of as well */
    private PrivateKey loaded(SettingReader tls, String kind) {
        try {
            PEMDecoder.DERData pem = PEMDecoder.decode(Files.readString(key));
            return pem.label().equals(ANY_KIND)
                    ? KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pem.bytes()))
                    : DERPrivateKeyLoader.load(pem);
        } catch (IOException | PEMLoadingException unreadable) {
            throw new SettingFault(tls.path() + ".key", "is " + key + ", which holds no key ("
                    + unreadable.getMessage() + ")", "name a PEM file with one that no password protects");
        } catch (GeneralSecurityException otherKind) {
            throw new SettingFault(tls.path() + ".key", "is " + key + ", which holds no key of " + kind + " as "
                    + certificate + " has (" + otherKind.getMessage() + ")",
                    "name the key that the certificate was made for");
        }
    }

    private static boolean isPair(PrivateKey key, PublicKey shown) {
        try {
            Signature signature = Signature.getInstance(switch (key.getAlgorithm()) {
                case RSA -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                case String other -> other;
            });
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }
}
