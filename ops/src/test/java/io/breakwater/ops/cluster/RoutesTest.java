package io.breakwater.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ports of links on one machine: everyone calls a node by a port of the relay, and nobody by its own. */
class RoutesTest {
    private static final int FIRST = 7_000;
    private final Routes routes = new Routes(2, 2, IntStream.range(FIRST, FIRST + 13).boxed().toList());

    @Test
    void aPortForTheRelayAndForEachNodeItsOwnAndThoseItIsCalledAt() throws IOException {
        assertThat(routes.control()).isEqualTo(FIRST);
        assertThat(routes.served(0, 0)).isEqualTo(7_001);
        assertThat(routes.served(1, 1)).isEqualTo(7_010);
        assertThat(Routes.free(3, 2).ports()).hasSize(1 + 3 * 2 * 4).doesNotHaveDuplicates();
    }

    @Test
    void theRelayCarriesEachPairToEachNode() {
        assertThat(routes.relayArguments()).isEqualTo(List.of(
                "b>a=7003:7001", "b>a=7006:7004", "a>b=7008:7007", "a>b=7011:7010"));
    }

    @Test
    void aNodeIsToldWhereItServesAndHowItsPeersAreCalled() throws IOException {
        assertThat(routes.wiring(1).settings(0, null)).contains("id = b, number = 2", "port = 7007",
                "peers = [{ id = a, number = 1, addresses = [\"127.0.0.1:7003\", \"127.0.0.1:7006\"] }]");
    }
}
