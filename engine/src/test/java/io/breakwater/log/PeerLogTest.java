package io.breakwater.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.kernel.BrokenInvariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerLogTest {

    @Test
    void aCopyHasANameOfItsOwnAndItsBlocksNameTheirLog() {
        String id = PeerLog.id("fra", "counterparty-07");

        assertThat(id).isEqualTo("peer/fra/counterparty-07");
        assertThat(PeerLog.isCopy(id)).isTrue();
        assertThat(PeerLog.of(id)).contains(new PeerLog("fra", "counterparty-07"));
        assertThat(PeerLog.of(id).orElseThrow().name("uat")).isEqualTo(new LogName("uat", "fra", "counterparty-07"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"counterparty-07", "peer", "peer/", "peer/fra", "peer/fra/", "peer//span-00", "peer/a/b/c",
            "xpeer/fra/span-00", ""})
    void anythingElseIsNone(String id) {
        assertThat(PeerLog.isCopy(id)).isFalse();
    }

    @Test
    void namesThatWouldBeReadAsOthersAreRefused() {
        assertThatThrownBy(() -> PeerLog.id("fra/x", "span-00")).isInstanceOf(BrokenInvariant.class);
        assertThatThrownBy(() -> PeerLog.id("fra", "")).isInstanceOf(BrokenInvariant.class);
    }
}
