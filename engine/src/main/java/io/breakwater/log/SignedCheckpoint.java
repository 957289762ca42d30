package io.breakwater.log;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.HexFormat;

/**
 * A checkpoint with an Ed25519 signature over its encoding. Where keys come from and are kept is not decided here.
 *
 * @param signature 64 bytes, as lower-case hexadecimal digits
 */
public record SignedCheckpoint(Checkpoint checkpoint, String signature) {
    private static final String ALGORITHM = "Ed25519";
    private static final Codec<Checkpoint> CODEC = RecordCodec.of(Checkpoint.class).codec(Checkpoint.class);

    /**
     * Signs a checkpoint.
     *
     * @throws IllegalArgumentException where the key is no Ed25519 key
     */
    public static SignedCheckpoint sign(Checkpoint checkpoint, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(CODEC.encode(checkpoint));
            return new SignedCheckpoint(checkpoint, HexFormat.of().formatHex(signer.sign()));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the key cannot sign checkpoints", unusable);
        }
    }

    /** Whether the holder of the private key signed exactly this; a malformed signature is a wrong one. */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(CODEC.encode(checkpoint));
            return verifier.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
