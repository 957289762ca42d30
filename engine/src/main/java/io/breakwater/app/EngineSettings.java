package io.breakwater.app;

import com.typesafe.config.Config;
import io.breakwater.actors.lane.LaneSettings;
import io.breakwater.actors.scope.LinkAgeing;
import io.breakwater.audit.DataDirectory;
import io.breakwater.audit.Identity;
import io.breakwater.domain.policy.Policy;
import io.breakwater.domain.scope.ScopeId;
import io.breakwater.feed.run.FeedSettings;
import io.breakwater.gateway.counterparty.Home;
import io.breakwater.gateway.edge.PackStream;
import io.breakwater.gateway.edge.ServerBounds;
import io.breakwater.link.LinkSettings;
import io.breakwater.link.record.RecordSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be set about a node, read once and checked. Nothing else reads configuration, but for Pekko and
 * its plugins, whose settings stand in the same file.
 *
 * @param environment production, uat or simulation; clusters, journals and keys of one never meet those of another
 * @param dataDirectory absolute; holds the embedded journal and what belongs to any
 * @param journal where the logs are
 * @param links to other data centers
 * @param record where they agree on terms; empty: by the operator's hand
 * @param policy that the tape is to show; empty: whatever it shows
 */
record EngineSettings(String environment, Home home, Path dataDirectory, NodeJournal.Kind journal,
        Lanes lanes, LaneSettings lane, Market market, Checkpoints checkpoints, Edge edge, ClusterSettings cluster,
        List<FeedSettings> feeds, LinkSettings links, Spans spans,
        Optional<RecordSettings> record, Controls controls, Optional<Policy> policy) {
    private static final List<String> ENVIRONMENTS = List.of("production", "uat", "simulation");
    private static final List<String> JOURNALS = List.of("embedded", "cassandra");
    private static final int MAX_DATA_CENTER = 127;
    private static final int MAX_LANES = 100;
    private static final int MAX_SCOPES = 64;
    private static final int MAX_COUNT = 1 << 24;

    /** How many lanes there are of each kind; fixed for an environment, since entities are spread by it. */
    record Lanes(int counterparty, int instrument, int scope, int span) {}

    /**
     * Rhythms of limits that span data centers.
     *
     * @param tend how often each of them looks at what is to be asked, given and lent
     * @param read how often copies of peers' logs are looked at for what is new
     * @param tendsARoundTrip ticks of {@code tend} while a word travels to a peer and back
     */
    record Spans(Duration tend, Duration read, int tendsARoundTrip) {}

    /**
     * Restrictions over data centers.
     *
     * @param inForceWait how long an answer waits for other data centers to say that a change is in force there
     * @param ageing what is put into REDUCING while too little is known of another one
     */
    record Controls(Duration inForceWait, LinkAgeing.Bound ageing) {}

    /**
     * Rhythms of what lanes tell each other.
     *
     * @param conflation marks that arrive within it make one view
     * @param feedConflation what feeds bring within it is one mark of each instrument
     * @param revisit how often positions are marked again, and what is owed or wanted is asked for again
     * @param patience after which what was not answered is told again
     */
    record Market(Duration conflation, Duration feedConflation, Duration revisit, Duration patience) {}

    /**
     * Signed checkpoints outside the journal.
     *
     * @param interval between two of them, at least
     * @param copies directories that get every checkpoint as well; best on other machines
     */
    record Checkpoints(Duration interval, List<Path> copies) {}

    /**
     * The gRPC edge.
     *
     * @param port 0: any free one
     * @param requestWindow age at which a request id is too old
     * @param awaited requests in work on the whole node
     * @param lanePatience how long a lane that is on its way to another node is asked again
     * @param grace that open calls get when the node stops
     */
    record Edge(String bind, int port, ServerBounds server, PackStream.Bounds stream, Duration requestWindow,
            int awaited, Duration lanePatience, Duration grace) {}

    /** @throws SettingFault naming key, value and remedy */
    static EngineSettings from(Config config) {
        SettingReader root = new SettingReader(config, "breakwater");
        Home home = new Home(LinkReader.identifier("breakwater.data-center.id", root.text("data-center.id")),
                root.number("data-center.number", 0, MAX_DATA_CENTER));
        NodeJournal.Kind journal =
                NodeJournal.Kind.valueOf(root.oneOf("journal.kind", JOURNALS).toUpperCase(Locale.ROOT));
        return new EngineSettings(
                root.oneOf("environment", ENVIRONMENTS),
                home,
                DataDirectory.of(Path.of(root.text("data-directory"))).path(),
                journal,
                lanes(root.at("lanes")),
                lane(root.at("lane"), home.number()),
                market(root.at("market")),
                checkpoints(root.at("checkpoints")),
                edge(root.at("gateway")),
                ClusterSettings.from(root.at("cluster")),
                FeedReader.read(root.at("feeds")),
                LinkReader.read(root.at("links"), home, journal),
                spans(root.at("spans")),
                RecordReader.read(config),
                controls(root.at("controls")),
                PolicyReader.read(root));
    }

    /** Whose logs the node keeps. */
    Identity identity() {
        return new Identity(environment, home.id(), home.number());
    }

    /** How many lanes run on a node that has all of them, the tape's included. */
    int allLanes() {
        return lanes.counterparty() + lanes.instrument() + lanes.scope() + lanes.span() + 1;
    }

    private static Market market(SettingReader market) {
        return new Market(
                market.span("conflation", Duration.ofMillis(1), Duration.ofSeconds(10)),
                market.span("feed-conflation", Duration.ofMillis(1), Duration.ofSeconds(10)),
                market.span("revisit", Duration.ofMillis(100), Duration.ofMinutes(10)),
                market.span("patience", Duration.ofMillis(100), Duration.ofMinutes(1)));
    }

    private static Spans spans(SettingReader spans) {
        return new Spans(
                spans.span("tend", Duration.ofMillis(10), Duration.ofSeconds(10)),
                spans.span("read", Duration.ofMillis(1), Duration.ofSeconds(10)),
                spans.number("tends-a-round-trip", 1, 1_000));
    }

    private static Controls controls(SettingReader controls) {
        List<String> reducing = controls.texts("reducing");
        for (String scope : reducing) {
            if (!ScopeId.isValid(scope)) {
                throw new SettingFault("breakwater.controls.reducing", "has " + scope,
                        "name everything, firms/X, groups/X, venues/X or underlyings/X");
            }
        }
        if (reducing.size() > MAX_SCOPES) {
            throw new SettingFault("breakwater.controls.reducing", "has " + reducing.size(),
                    "name at most " + MAX_SCOPES);
        }
        return new Controls(
                controls.span("in-force-wait", Duration.ZERO, Duration.ofSeconds(10)),
                new LinkAgeing.Bound(
                        controls.span("link-age", Duration.ofSeconds(1), Duration.ofDays(1)), reducing));
    }

    private static Checkpoints checkpoints(SettingReader checkpoints) {
        return new Checkpoints(
                checkpoints.span("interval", Duration.ofSeconds(1), Duration.ofDays(1)),
                checkpoints.texts("copies").stream().map(copy -> Path.of(copy).toAbsolutePath().normalize()).toList());
    }

    private static Lanes lanes(SettingReader lanes) {
        return new Lanes(
                lanes.number("counterparty", 1, MAX_LANES),
                lanes.number("instrument", 1, MAX_LANES),
                lanes.number("scope", 1, MAX_LANES),
                lanes.number("span", 1, MAX_LANES));
    }

    private static LaneSettings lane(SettingReader lane, int dataCenter) {
        return new LaneSettings(
                dataCenter,
                lane.number("commands-a-batch", 1, 65_536),
                lane.number("actor-from", 0, 65_536),
                lane.number("waiting-an-entity", 1, MAX_COUNT),
                lane.number("waiting-a-lane", 1, MAX_COUNT),
                lane.number("packs-while-recovering", 0, 65_536),
                lane.number("entity-actors", 1, 1_000_000),
                lane.number("entities", 1, MAX_COUNT),
                lane.bytes("block-size", 4_096, 256 * 1_024),
                lane.number("snapshot-every-blocks", 1, MAX_COUNT),
                lane.span("tick", Duration.ofMillis(10), Duration.ofMinutes(1)),
                lane.span("min-backoff", Duration.ofMillis(10), Duration.ofMinutes(1)),
                lane.span("max-backoff", Duration.ofMillis(10), Duration.ofMinutes(10)));
    }

    private static Edge edge(SettingReader edge) {
        return new Edge(
                edge.text("bind"),
                edge.number("port", 0, 65_535),
                new ServerBounds(
                        edge.bytes("max-message-size", 1_024, 64 * 1_024 * 1_024),
                        edge.bytes("max-metadata-size", 1_024, 1_024 * 1_024),
                        edge.number("max-calls", 1, MAX_COUNT),
                        edge.number("max-calls-a-connection", 1, MAX_COUNT),
                        edge.span("connection-idle", Duration.ofSeconds(1), Duration.ofDays(1)),
                        edge.span("keep-alive", Duration.ofSeconds(1), Duration.ofHours(1))),
                new PackStream.Bounds(
                        edge.number("stream.max-packs", 1, 4_096),
                        edge.number("stream.max-items", 1, MAX_COUNT),
                        edge.span("stream.patience", Duration.ofMillis(100), Duration.ofMinutes(10)).toMillis()),
                edge.span("request-window", Duration.ofMinutes(1), Duration.ofDays(365)),
                edge.number("max-requests", 1, MAX_COUNT),
                edge.span("lane-patience", Duration.ZERO, Duration.ofMinutes(1)),
                edge.span("grace", Duration.ZERO, Duration.ofMinutes(1)));
    }
}
