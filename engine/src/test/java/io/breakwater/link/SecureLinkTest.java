package io.breakwater.link;

import static io.breakwater.link.DataCenterLogs.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.TakesLong;
import io.breakwater.link.LinkSettings.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS: each end shows a certificate that is made out to its data center, or there is no link. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TakesLong
class SecureLinkTest {
    @TempDir
    private static Path keys;

    private static LinkAuthority ours;

    @TempDir
    Path directory;

    private DataCenterLogs fra;
    private DataCenterLogs ams;

    @BeforeAll
    static void certify() throws Exception {
        ours = new LinkAuthority(keys);
        ours.signed("fra.simulation.breakwater");
    }

    @BeforeEach
    void open() throws Exception {
        fra = new DataCenterLogs(directory, "fra", 1);
        ams = new DataCenterLogs(directory, "ams", 2);
        fra.grow(5);
    }

    @AfterEach
    void close() throws Exception {
        ams.close();
        fra.close();
    }

    private Optional<Tls> of(String name) throws Exception {
        return Optional.of(ours.signed(name));
    }

    @Test
    void whoIsWhoTheySayGetsEverything() throws Exception {
        fra.serve(of("fra.simulation.breakwater"), ams);
        ams.follow(fra.as(fra.server.port()), of("ams.simulation.breakwater"));
        soon().until(() -> ams.has(fra));
    }

    @Test
    void aFollowerWithAnotherDataCentersCertificateIsRefused() throws Exception {
        fra.serve(of("fra.simulation.breakwater"), ams);
        Follower follower = ams.follow(fra.as(fra.server.port()), of("lon.simulation.breakwater"));
        soon().until(() -> follower.status().state() == LinkState.REFUSED);
        assertThat(follower.status().reason()).startsWith("WRONG_IDENTITY").contains("ams.simulation.breakwater");
        assertThat(ams.store.logs().persistenceIds()).isEmpty();
    }

    @Test
    void aFollowerWithACertificateOfAnotherEnvironmentIsRefused() throws Exception {
        fra.serve(of("fra.simulation.breakwater"), ams);
        Follower follower = ams.follow(fra.as(fra.server.port()), of("ams.production.breakwater"));
        soon().until(() -> follower.status().state() == LinkState.REFUSED);
    }

    @Test
    void aLeaderWithAnotherDataCentersCertificateIsNotFollowed() throws Exception {
        fra.serve(of("lon.simulation.breakwater"), ams);
        Follower follower = ams.follow(fra.as(fra.server.port()), of("ams.simulation.breakwater"));
        // A handshake that takes longer than a link may be silent is no answer at all, and is tried again.
        soon().until(() -> follower.status().state() == LinkState.CUT && follower.status().reason()
                .toLowerCase(Locale.ROOT).contains("fra.simulation.breakwater"));
        assertThat(ams.store.logs().persistenceIds()).isEmpty();
    }

    @Test
    void whoHasNoCertificateOfTheAuthorityIsNotHeard() throws Exception {
        fra.serve(of("fra.simulation.breakwater"), ams);
        LinkAuthority others = new LinkAuthority(directory.resolve("others"));
        Follower stranger = ams.follow(fra.as(fra.server.port()),
                Optional.of(others.signed("ams.simulation.breakwater")));
        Follower plain = ams.follow(fra.as(fra.server.port()));
        soon().until(() -> stranger.status().state() == LinkState.CUT && plain.status().state() == LinkState.CUT);
        assertThat(ams.store.logs().persistenceIds()).isEmpty();
    }

    @Test
    void filesThatCannotBeUsedAreNamed() throws Exception {
        Path rubbish = Files.writeString(directory.resolve("rubbish.pem"), "nothing");
        Tls tls = new Tls(rubbish, rubbish, rubbish);
        assertThatThrownBy(() -> fra.serve(Optional.of(tls), ams)).isInstanceOf(IOException.class)
                .hasMessageContaining("rubbish.pem");
        fra.serve(of("fra.simulation.breakwater"), ams);
        Follower follower = ams.follow(fra.as(fra.server.port()), Optional.of(tls));
        soon().until(() -> follower.status().reason().contains("rubbish.pem"));
    }
}
