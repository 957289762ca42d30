package io.breakwater.it.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.breakwater.gateway.Venue;
import io.breakwater.v1.Link;
import io.breakwater.v1.LinkDirection;
import io.breakwater.v1.LinkServiceGrpc;
import io.breakwater.v1.LinkState;
import io.breakwater.v1.ListLinksRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two data centers of a process each, the cables between them, and clients that trade on both until it is judged. */
final class Trial implements AutoCloseable {
    /** Longer than every timer that {@link DataCenter} sets. */
    static final Duration PAST_ALL_TIMERS = Duration.ofSeconds(4);
    private static final int MOST_SECONDS = 60;
    private static final int LINK_DIRECTIONS = 2;

    private final List<DataCenter> centers;
    private final List<Cable> cables;
    private final List<Trader> traders;
    private final Held held = new Held(Limits.MOST_UNITS, Limits.MOST_ORDERS);
    private final int window;
    private final Drill drill;

    private Trial(Path directory, long seed, int window) throws IOException {
        this.window = window;
        centers = List.of(new DataCenter("fra", 1, directory), new DataCenter("ams", 2, directory));
        cables = centers.stream().map(center -> new Cable(center.linkPort())).toList();
        traders = List.of(new Trader(centers.getFirst(), held, seed), new Trader(centers.getLast(), held, ~seed));
        drill = new Drill(this);
    }

    /** Starts everything, sets the limits, onboards and begins to trade. @param window in units; 0: AUTONOMOUS */
    static Trial start(Path directory, long seed, int window) throws IOException, InterruptedException {
        Trial trial = new Trial(directory, seed, window);
        try {
            trial.open();
            return trial;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            trial.close();
            throw e;
        }
    }

    private void open() throws IOException, InterruptedException {
        for (int i = 0; i < centers.size(); i++) {
            int peer = 1 - i;
            centers.get(i).configure(centers.get(peer), cables.get(peer));
            centers.get(i).launch();
        }
        for (DataCenter center : centers) {
            center.awaitReady();
        }
        Limits.set(centers, window);
        for (DataCenter center : centers) {
            Venue venue = new Venue(center.channel()).opened();
            await().atMost(MOST_SECONDS, TimeUnit.SECONDS).ignoreExceptions()
                    .until(() -> Limits.gross(center).getVersion() > 0 && Limits.orders(center).getVersion() > 0);
            for (int i = 0; i < Trader.COUNTERPARTIES; i++) {
                venue.onboard(Trader.counterparty(center, i));
            }
        }
        drill.onboard();
        traders.forEach(Trader::start);
    }

    /** What is tried beside the load. */
    Drill drill() {
        return drill;
    }

    /** The one at {@code index}: 0 is home. */
    DataCenter center(int index) {
        return centers.get(index);
    }

    List<DataCenter> centers() {
        return centers;
    }

    Trader trader(int index) {
        return traders.get(index);
    }

    List<Trader> traders() {
        return traders;
    }

    Held held() {
        return held;
    }

    /** Both go on without the other; both are told. */
    void tear() {
        cables.forEach(Cable::tear);
    }

    /** Nothing passes either way, and nobody is told. */
    void silence() {
        silenceFrom(0);
        silenceFrom(1);
    }

    /** What this one sends does not arrive, neither its blocks nor its words about the other's. */
    void silenceFrom(int index) {
        cables.get(index).silenceAnswers();
        cables.get(1 - index).silenceCalls();
    }

    /** Raises both limits at their home. */
    void raise() {
        held.caps(Limits.RAISED_UNITS, Limits.RAISED_ORDERS);
        Limits.raise(centers, window);
    }

    void delay(Duration each) {
        cables.forEach(cable -> cable.delay(each));
    }

    void heal() {
        cables.forEach(Cable::heal);
    }

    /** What one of them says of the logs that come to it from the other. */
    Link copies(int index) {
        return links(centers.get(index)).stream()
                .filter(link -> link.getDirection() == LinkDirection.LINK_DIRECTION_FROM_PEER)
                .findFirst().orElseThrow();
    }

    private static List<Link> links(DataCenter center) {
        return LinkServiceGrpc.newBlockingStub(center.channel()).withDeadlineAfter(MOST_SECONDS, TimeUnit.SECONDS)
                .listLinks(ListLinksRequest.getDefaultInstance()).getLinksList();
    }

    /** Waits until both directions are connected and nothing is lacking of what was there when it was called. */
    void awaitConnected() {
        long now = System.currentTimeMillis();
        for (DataCenter center : centers) {
            await().atMost(MOST_SECONDS, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
                List<Link> links = links(center);
                return links.size() == LINK_DIRECTIONS && links.stream().allMatch(
                        link -> link.getState() == LinkState.LINK_STATE_CONNECTED
                                && link.getCaughtUpTime().getSeconds() * 1_000 >= now);
            });
        }
    }

    /** Waits until each knows of all rights, its own and the other's: none was lost, none made twice. */
    void awaitAgreed(int units) {
        for (DataCenter center : centers) {
            await().atMost(MOST_SECONDS, TimeUnit.SECONDS).ignoreExceptions()
                    .until(() -> Limits.unitsOfAll(center) == units);
        }
    }

    /** One is fenced at the other, which is home from then on. */
    void fence(int index) {
        assertThat(Limits.fence(centers.get(1 - index), centers.get(index))).isEmpty();
    }

    /** Heals the cable and lets the fenced one take part again; home is who was it at first. */
    void letBackIn(int index) {
        heal();
        awaitConnected();
        DataCenter fenced = centers.get(index);
        await().atMost(MOST_SECONDS, TimeUnit.SECONDS)
                .until(() -> Limits.reinstate(centers.get(1 - index), fenced).isEmpty());
        if (index == 0) {
            awaitHome(1);
            switchOver(1);
        } else {
            awaitHome(0);
        }
    }

    /** Moves the home of both limits to the other one. */
    void switchOver(int from) {
        await().atMost(MOST_SECONDS, TimeUnit.SECONDS)
                .until(() -> Limits.switchOver(centers.get(from), centers.get(1 - from)).isEmpty());
        awaitHome(1 - from);
    }

    /** Waits until both know it, and that nobody is fenced. */
    private void awaitHome(int index) {
        for (DataCenter center : centers) {
            await().atMost(MOST_SECONDS, TimeUnit.SECONDS).ignoreExceptions()
                    .until(() -> Limits.isHome(center, centers.get(index)));
        }
    }

    /** Stops trading and compares what was told with what the logs hold. */
    Judgement judge() throws InterruptedException {
        for (Trader trader : traders) {
            trader.stop();
        }
        return Judgement.of(held, traders);
    }

    /** The same of one side, where the other one is gone; what was acknowledged there stays held. */
    Judgement judge(int index) throws InterruptedException {
        traders.get(index).stop();
        return Judgement.of(held, List.of(traders.get(index)));
    }

    @Override
    public void close() throws InterruptedException {
        for (DataCenter center : centers) {
            center.close();
        }
        cables.forEach(Cable::close);
    }
}
