package io.breakwater.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.LinkStatus.Carried;
import io.breakwater.link.LinkStatus.Direction;
import io.breakwater.link.LinkStatus.LogLag;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What nodes tell each other of the ends that they have. */
class SharedLinksTest {
    private static final long NOW = 1_700_000_000_000_000L;
    private static final LinkSettings SETTINGS =
            DataCenterLogs.settings(0, Optional.empty(), new Peer("fra", 1, List.of()));

    private final AtomicLong nanos = new AtomicLong();
    private final SharedLinks links = new SharedLinks(SETTINGS, new LinkClock(() -> NOW, nanos::get));

    private static LinkStatus end(Direction direction, LinkState state, long heardMicros) {
        return new LinkStatus("fra", direction, state, "10.0.0.1:7500", state == LinkState.CONNECTED ? "" : "why",
                heardMicros, heardMicros, List.of(new LogLag("tape-00", 9, 7)), new Carried(3, 4, 5));
    }

    private void told(String node, LinkStatus... ends) {
        links.told(LinkReport.read(new LinkReport(node, List.of(ends)).bytes()));
    }

    private LinkStatus from() {
        return links.links().getFirst();
    }

    @Test
    void aReportIsReadAsItWasWritten() {
        LinkReport report = new LinkReport("one", List.of(end(Direction.TO_PEER, LinkState.CUT, NOW)));
        assertThat(LinkReport.read(report.bytes())).isEqualTo(report);
        assertThatThrownBy(() -> LinkReport.read(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beforeAnythingIsToldALinkIsNeitherGoodNorCut() {
        assertThat(links.links()).extracting(LinkStatus::state)
                .containsExactly(LinkState.CONNECTING, LinkState.CONNECTING);
    }

    @Test
    void whoHasHeardLastIsBelieved() {
        told("one", end(Direction.FROM_PEER, LinkState.CUT, NOW - 900));
        told("two", end(Direction.FROM_PEER, LinkState.CONNECTED, NOW - 100));
        assertThat(from()).isEqualTo(end(Direction.FROM_PEER, LinkState.CONNECTED, NOW - 100));
        assertThat(from().lagBlocks()).isEqualTo(2);
    }

    @Test
    void aLinkThatNoNodeHasAnyMoreIsCut() {
        told("one", end(Direction.FROM_PEER, LinkState.CONNECTED, NOW));
        told("one");
        assertThat(from().state()).isEqualTo(LinkState.CONNECTING);
        told("two", end(Direction.FROM_PEER, LinkState.CONNECTED, NOW));
        nanos.addAndGet(SETTINGS.rhythm().cutAfter().toNanos());
        assertThat(from().state()).as("not yet too long ago").isEqualTo(LinkState.CONNECTED);
        nanos.incrementAndGet();
        assertThat(from().state()).isEqualTo(LinkState.CUT);
        assertThat(from().heardMicros()).isEqualTo(NOW);
    }

    @Test
    void whatWasHeardTooLongAgoIsACut() {
        told("one", end(Direction.FROM_PEER, LinkState.CONNECTED, NOW - 5_000_000));
        assertThat(from().state()).isEqualTo(LinkState.CUT);
    }

    @Test
    void whatIsRefusedStaysRefused() {
        told("one", end(Direction.FROM_PEER, LinkState.REFUSED, NOW - 5_000_000));
        assertThat(from().state()).isEqualTo(LinkState.REFUSED);
        assertThat(from().reason()).isEqualTo("why");
    }
}
