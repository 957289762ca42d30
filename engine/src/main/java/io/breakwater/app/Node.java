package io.breakwater.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.board.TapeDuty;
import io.breakwater.actors.lane.LaneStatus;
import io.breakwater.actors.support.Lasting;
import io.breakwater.gateway.edge.GatewayServer;
import io.breakwater.journal.LogEnd;
import io.breakwater.link.LinkClock;
import io.breakwater.link.SharedLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A running node: store, cluster of one, lanes and gateway. Started and stopped as a whole. */
final class Node implements AutoCloseable {
    static final String NAME = "breakwater";
    private static final String STORE = "journal";
    private static final String ARTERY = "pekko.remote.artery.canonical.";
    private static final String REFUSED =
            "the node has stopped before it served; its log says why, and where a cluster refused it, the log of the"
                    + " seed that it asked names the setting that differs, with both values";
    /** Several phases of a stop wait for other nodes, ten seconds each where those do not answer. */
    private static final Duration MOST_STOPPING = Duration.ofSeconds(60);

    private final EngineSettings settings;
    private final ActorSystem<Void> system;
    private final Edge.Opened edge;
    private final NodeHealth health;
    private final Links links;
    private final PolicyInForce policy;
    private HealthServer healthServer;
    private Readiness readiness;

    private Node(EngineSettings settings, ActorSystem<Void> system, Edge.Opened edge, NodeHealth health,
            Links links, PolicyInForce policy) {
        this.settings = settings;
        this.system = system;
        this.edge = edge;
        this.health = health;
        this.links = links;
        this.policy = policy;
    }

    /**
     * Opens the store, starts the lanes and opens the port. The node serves when {@link #ready} is done.
     *
     * @param whenLost told once when the journal can no longer be written: the process must end
     * @throws IOException where the port cannot be bound
     * @throws io.breakwater.journal.JournalException where the store is damaged or in use
     */
    static Node start(EngineSettings settings, Config config, Consumer<Throwable> whenLost) throws IOException {
        Config complete = settings.journal().complete(config, journalHome(settings, config))
                .withValue("pekko.actor.provider", ConfigValueFactory.fromAnyRef("cluster"));
        ActorSystem<Void> system = Ports.opened("breakwater.cluster", complete.getString(ARTERY + "hostname") + ":"
                + complete.getInt(ARTERY + "port"), () -> ActorSystem.create(Behaviors.empty(), NAME, complete));
        try {
            return started(settings, system, NodeJournal.open(system, settings, whenLost));
        } catch (Exception e) {
            boolean isRefused = CoordinatedShutdown.get(system).getShutdownReason().isPresent();
            giveUp(system);
            throw isRefused ? new IOException(REFUSED, e) : sifted(e);
        }
    }

    /** Sharding throws its timeouts without declaring them. */
    private static IOException sifted(Exception failure) {
        return switch (failure) {
            case RuntimeException bug -> throw bug;
            case IOException told -> told;
            default -> new IOException("the node could not start: " + failure, failure);
        };
    }

    /** The embedded journal may be elsewhere; several nodes of one process share one so. */
    private static Path journalHome(EngineSettings settings, Config config) {
        String home = config.getString("breakwater.journal.rocksdb.home");
        return home.isEmpty() ? settings.dataDirectory() : Path.of(home);
    }

    /** The directory is free again when this returns. */
    private static void giveUp(ActorSystem<?> system) {
        system.terminate();
        try {
            awaitEnd(system);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(ActorSystem<?> system) throws InterruptedException {
        try {
            system.getWhenTerminated().toCompletableFuture().get(MOST_STOPPING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the node did not stop in " + MOST_STOPPING.toSeconds() + " s", e);
        }
    }

    private static Node started(EngineSettings settings, ActorSystem<Void> system, NodeJournal journal)
            throws IOException {
        NodeAudit audit = new NodeAudit(settings, journal, Clock.systemUTC());
        Cluster cluster = Cluster.get(system);
        boolean shared = settings.cluster().isShared();
        if (!shared) {
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
        }
        NodeClock clock = NodeClock.ofMachine();
        LongSupplier clockMicros = clock::micros;
        String tape = TapeDuty.LANE.name();
        PublishedView view = new PublishedView(
                tape, shared ? settings.cluster().stale() : Duration.ZERO, clock::isSteady);
        AtomicReference<GatewayServer> server = new AtomicReference<>();
        NodeHealth health = new NodeHealth(shared ? 0 : settings.allLanes(), serves -> serving(server.get(), serves));
        ActorRef<LaneStatus> watcher = Lasting.start(system, health.behavior(), "health");
        KeptRecord kept = KeptRecord.open(settings);
        LaneParts parts = new LaneParts(system, settings, view, clockMicros, watcher,
                journal.copies(), kept.leased(), new SharedLinks(settings.links(), LinkClock.of(clockMicros)),
                new FencedPeers(), settings.links().peers().isEmpty() ? LogBell.silent() : LogBell.start(system));
        Wiring wiring = Wiring.start(parts, view, () -> LogEnd.of(journal.store(), tape),
                FundingRead.of(system, settings, journal));
        Feeds feeds = Feeds.start(parts, wiring, view, journal.store());
        Links links = Links.start(parts, wiring, journal);
        Edge.Opened opened = new Edge(system, settings, clock, feeds, links, kept.record(), PeerWitnesses.start(parts),
                parts.fenced()).open(wiring, view, journal.store(), audit);
        kept.keep(system, links.board(), opened.duties(), clockMicros);
        if (!settings.links().peers().isEmpty()) {
            parts.fenced().keep(system, opened.duties()::fenced);
        }
        server.set(opened.server());
        Checkpointing checkpoints = Checkpointing.of(
                wiring, settings, audit.writer(), new Checkpointing.Ground(clockMicros, health::serves));
        Readiness readiness = new Readiness(system, health, view, clock);
        if (shared) {
            readiness.watch(wiring);
            Lasting.start(system, Coroner.of(settings.cluster().ended(), Knock.byTcp()), "coroner");
            Lasting.start(system, Reunion.of(settings.cluster().reunion(system.settings().config())), Reunion.NAME);
        }
        system.getWhenTerminated().thenRun(() -> health.failed(new IOException(REFUSED)));
        health.ready().thenRun(checkpoints::start);
        health.announce();
        Node node = new Node(settings, system, opened, health, links,
                new PolicyInForce(settings.policy(), !shared, view));
        node.answerHealth(readiness, feeds, audit.tapeBegins());
        node.stopInOrder(audit, checkpoints, feeds);
        return node;
    }

    private void answerHealth(Readiness asked, Feeds feeds, String tape) throws IOException {
        readiness = asked;
        ClusterSettings.Address address = settings.cluster().health();
        if (address.port() >= 0) {
            healthServer = Ports.opened("breakwater.cluster.health", address.host() + ":" + address.port(),
                    () -> new HealthServer(address, asked.questions()));
            healthServer.show(new HealthServer.Page("/metrics", () -> feeds.metrics() + tape));
            system.getWhenTerminated().thenRun(healthServer::close);
        }
    }

    private static void serving(GatewayServer server, boolean serves) {
        if (server != null) {
            server.serving(serves);
        }
    }

    /** The port closes first, so that whoever was promised an answer gets it before the lanes stop. */
    private void stopInOrder(NodeAudit audit, Checkpointing checkpoints, Feeds feeds) {
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseServiceUnbind(), "gateway",
                () -> CompletableFuture.supplyAsync(() -> {
                    feeds.brought().close();
                    links.close();
                    edge.server().stop(settings.edge().grace().toMillis());
                    return Done.getInstance();
                }));
        CoordinatedShutdown.get(system).addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "checkpoint",
                () -> checkpoints.take().thenApply(_ -> {
                    checkpoints.close();
                    audit.close();
                    return Done.getInstance();
                }));
    }

    /**
     * Done when every lane serves by the configured policy; fails where a log is broken, and with a
     * {@link SettingFault} where the tape shows another policy.
     */
    CompletionStage<Void> ready() {
        return health.ready().thenCompose(_ -> policy.await(system));
    }

    /** Why it is not ready, a line each; empty where it is. */
    String notReady() {
        return readiness.notReady();
    }

    /** Version of the policy by which it decides. */
    long policyVersion() {
        return policy.version();
    }

    int port() {
        return edge.server().port();
    }

    /** Where peers are served with the logs; −1 where they are not. */
    int linkPort() {
        return links.port();
    }

    /** Where the node says how it is; −1 where it does not. */
    int healthPort() {
        return healthServer == null ? -1 : healthServer.port();
    }

    /** Packs of decision streams that are in work. */
    int decisionPacksInWork() {
        return edge.decisions().packsInWork();
    }

    /** Stops in order and waits for it. */
    @Override
    public void close() throws InterruptedException {
        CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.clusterLeavingReason());
        awaitEnd(system);
    }

    /** Where the journal stands below a data directory. */
    static Path journal(Path dataDirectory) {
        return dataDirectory.resolve(STORE);
    }

    /**
     * Settings of a node from the command line, a file and the built-in ones, in this order.
     *
     * @throws SettingFault where the file cannot be read, or has a key that nobody reads
     */
    static Config config(Arguments arguments) {
        Config above = ConfigFactory.parseMap(arguments.overrides(), "command line");
        Config file = arguments.configuration() == null ? ConfigFactory.empty() : parsed(arguments.configuration());
        Config given = above.withFallback(file);
        Config builtIn = ConfigFactory.load();
        Config all = given.withFallback(builtIn).resolve();
        new KnownKeys(builtIn).require(file.resolveWith(all));
        Config cluster = ClusterSettings.from(new SettingReader(all, "breakwater.cluster")).pekko();
        return given.withFallback(cluster).withFallback(builtIn).resolve();
    }

    /** A directory would be read as a file with nothing in it. */
    private static Config parsed(Path file) {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new SettingFault("--config", "is " + file + ", which cannot be read", "name a file");
        }
        return ConfigFactory.parseFile(file.toFile());
    }
}
