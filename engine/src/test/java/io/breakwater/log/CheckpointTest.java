package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final Checkpoint CHECKPOINT = new Checkpoint("simulation", "fra", 1_700_000_000_000_000L, List.of(
            new Checkpoint.Head("counterparty-00", 12, 3, Samples.LOG.genesis(), Digest.sha256(new byte[1])),
            new Checkpoint.Head("counterparty-01", 0, 1, Digest.sha256(new byte[2]), Digest.sha256(new byte[3]))));

    private static KeyPair keys() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void isSignedByItsKeyAlone() throws GeneralSecurityException {
        KeyPair keys = keys();
        SignedCheckpoint signed = SignedCheckpoint.sign(CHECKPOINT, keys.getPrivate());
        assertThat(signed.isSignedBy(keys.getPublic())).isTrue();
        assertThat(signed.isSignedBy(keys().getPublic())).isFalse();
        Checkpoint later = new Checkpoint("simulation", "fra", CHECKPOINT.atMicros() + 1, CHECKPOINT.heads());
        assertThat(new SignedCheckpoint(later, signed.signature()).isSignedBy(keys.getPublic())).isFalse();
        assertThat(new SignedCheckpoint(CHECKPOINT, "zz").isSignedBy(keys.getPublic())).isFalse();
        assertThat(new SignedCheckpoint(CHECKPOINT, "").isSignedBy(keys.getPublic())).isFalse();
    }

    @Test
    void survivesJson() throws GeneralSecurityException {
        SignedCheckpoint signed = SignedCheckpoint.sign(CHECKPOINT, keys().getPrivate());
        assertThat(CheckpointJson.parse(CheckpointJson.format(signed))).isEqualTo(signed);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{}", "[]", "null", "{\"checkpoint\":{},\"signature\":\"\"}", "{\"checkpoint\":3,\"signature\":\"\"}",
        "{\"checkpoint\":{\"heads\":[],\"environment\":1,\"dataCenter\":\"\",\"atMicros\":1},\"signature\":\"\"}",
        "{\"checkpoint\":{\"heads\":[{\"log\":\"a\",\"number\":1,\"term\":1,\"digest\":\"00\",\"stateHash\":\"00\"}],"
                + "\"environment\":\"\",\"dataCenter\":\"\",\"atMicros\":1},\"signature\":\"\"}",
        "{\"checkpoint\":{\"heads\":[],\"environment\":\"\",\"dataCenter\":\"\",\"atMicros\":1.5},\"signature\":\"\"}"
    })
    void refusesOtherTexts(String json) {
        assertThatThrownBy(() -> CheckpointJson.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
