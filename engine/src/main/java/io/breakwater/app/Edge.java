package io.breakwater.app;

import io.breakwater.actors.board.PublishedView;
import io.breakwater.actors.lane.ViewSource;
import io.breakwater.actors.support.Lasting;
import io.breakwater.gateway.admin.AdminService;
import io.breakwater.gateway.admin.NodeFacts;
import io.breakwater.gateway.counterparty.CounterpartyEdge;
import io.breakwater.gateway.counterparty.CounterpartyService;
import io.breakwater.gateway.decision.DecisionService;
import io.breakwater.gateway.edge.DataCenters;
import io.breakwater.gateway.edge.Elsewhere;
import io.breakwater.gateway.edge.FirstAsked;
import io.breakwater.gateway.edge.ForwardedCalls;
import io.breakwater.gateway.edge.GatewayServer;
import io.breakwater.gateway.edge.Hearing;
import io.breakwater.gateway.edge.LaneDesk;
import io.breakwater.gateway.edge.Lifts;
import io.breakwater.gateway.edge.Reaching;
import io.breakwater.gateway.edge.Reception;
import io.breakwater.gateway.edge.RequestIds;
import io.breakwater.gateway.fact.FactService;
import io.breakwater.gateway.feed.FeedService;
import io.breakwater.gateway.instrument.InstrumentEdge;
import io.breakwater.gateway.instrument.InstrumentService;
import io.breakwater.gateway.link.LinkService;
import io.breakwater.gateway.region.OperatorsHand;
import io.breakwater.gateway.region.RecordDuties;
import io.breakwater.gateway.region.RegionDesks;
import io.breakwater.gateway.region.RegionService;
import io.breakwater.gateway.region.TermsRecord;
import io.breakwater.gateway.region.ThreeSiteRecord;
import io.breakwater.journal.LogStore;
import io.breakwater.link.Forwarded;
import io.breakwater.link.record.SiteRecord;
import io.grpc.BindableService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;

/** The services and the server in front of them. */
record Edge(ActorSystem<?> system, EngineSettings settings, InstantSource clock, Feeds feeds, Links links,
        Optional<SiteRecord> record, Elsewhere elsewhere, FencedPeers fenced) {

    /**
     * The open port.
     *
     * @param decisions for whoever looks how many packs are in work
     * @param duties for whoever does what the record asks for
     */
    record Opened(GatewayServer server, DecisionService decisions, RecordDuties duties) {}

    /** @throws IOException where the address cannot be bound */
    Opened open(Wiring wiring, PublishedView views, LogStore store, NodeAudit audit) throws IOException {
        EngineSettings.Edge edge = settings.edge();
        InetSocketAddress address = new InetSocketAddress(edge.bind(), edge.port());
        AtomicReference<GatewayServer> opened = new AtomicReference<>();
        Supplier<String> listens = () -> edge.bind() + ":" + (opened.get() == null ? edge.port() : opened.get().port());
        List<BindableService> services = services(wiring, views, new Own(store, audit, listens,
                new Members(system, views, wiring.kinds())));
        opened.set(Ports.opened("breakwater.gateway", edge.bind() + ":" + edge.port(),
                () -> GatewayServer.start(address, edge.server(), services)));
        links.open(new ForwardedCalls(Map.of(
                Forwarded.Call.DECIDE, of(services, DecisionService.class).forwarded(),
                Forwarded.Call.REPORT_FACTS, of(services, FactService.class).forwarded())));
        return new Opened(opened.get(), of(services, DecisionService.class),
                of(services, RegionService.class).duties());
    }

    private static <T> T of(List<BindableService> services, Class<T> kind) {
        return services.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    /** What the node knows of itself. */
    private record Own(LogStore store, NodeAudit audit, Supplier<String> address, Members members) {}

    private List<BindableService> services(Wiring wiring, ViewSource views, Own own) {
        Duration patience = settings.cluster().isShared() ? settings.edge().lanePatience() : Duration.ZERO;
        Reception reception = new Reception(settings.edge().awaited(), patience);
        Lasting.start(system, reception.behavior(), "reception");
        var counterparties = desk(wiring.counterparties(), reception);
        var instruments = desk(wiring.instruments(), reception);
        var scopes = desk(wiring.scopes(), reception);
        var spans = desk(wiring.spans(), reception);
        Lifts lifts = new Lifts(settings.environment());
        RegionService regions = new RegionService(
                new RegionDesks(spans, scopes, counterparties, lifts), dataCenters(), terms(), links.board());
        Reaching reaching = new Reaching(settings.home().id(), elsewhere, settings.controls().inForceWait());
        return List.of(
                new DecisionService(counterparties, views, settings.edge().stream(), links.forwarding()),
                new FactService(counterparties, views, settings.edge().stream(), links.forwarding(),
                        settings.home().number()),
                new CounterpartyService(
                        new CounterpartyEdge(counterparties, scopes, views, reaching, dataCenters(), lifts)),
                new InstrumentService(new InstrumentEdge(instruments, views,
                        new RollCallWitnesses(wiring.rollCall(), own.members()), reaching, lifts)),
                new FeedService(feeds.board(), feeds.brought(), () -> NodeClock.micros(clock.instant())),
                new LinkService(settings.home().id(), links.board(), () -> NodeClock.micros(clock.instant()),
                        regions.atRisk()),
                regions,
                own.audit().service(),
                new AdminService(own.store(), facts(own), own.audit().backup(),
                        List.of(counterparties, instruments, scopes, spans, desk(wiring.tape(), reception))));
    }

    private TermsRecord terms() {
        return record.<TermsRecord>map(sites -> new ThreeSiteRecord(dataCenters(), sites))
                .orElseGet(() -> new OperatorsHand(dataCenters()));
    }

    private DataCenters dataCenters() {
        Map<String, Integer> numbers = new TreeMap<>(Map.of(settings.home().id(), settings.home().number()));
        settings.links().peers().forEach(peer -> numbers.put(peer.id(), peer.number()));
        return new DataCenters(settings.home().number(), numbers,
                new Hearing(links.board(), () -> NodeClock.micros(clock.instant())), fenced::known);
    }

    private <S, C> LaneDesk<S, C> desk(RouterDoor<S, C> door, Reception reception) {
        FirstAsked first = FirstAsked.at(settings.home().id(), !settings.links().peers().isEmpty());
        RequestIds ids = new RequestIds(clock, settings.edge().requestWindow().toMillis(), first);
        return new LaneDesk<>(door, reception, ids, clock);
    }

    private NodeFacts facts(Own own) {
        return new NodeFacts(settings.environment(), settings.home().id(), own.address(), settings.dataDirectory(),
                clock.instant(), own.members());
    }
}
