package io.breakwater.ops.demo;

import io.breakwater.ops.ExitCode;
import io.breakwater.ops.NodeFault;
import io.breakwater.ops.cluster.DataCenters;
import io.breakwater.ops.cluster.RelayControl;
import io.breakwater.v1.LinkState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The demonstration on two data centers, with clients and the crash in both: they are cut apart, the one that is home
 * is killed, the other one fences it and takes over, the killed one comes back while still cut off, the cut heals, it
 * is let back in and made home again, and both audit. Used by one thread.
 */
final class SitesDemo {
    private static final int SITES = 2;
    private static final long MOST_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

    private final DemoOptions options;
    private final Screen screen;
    private final List<Site> sites = new ArrayList<>();
    private final Figures figures = new Figures();
    private final SharedLimits limits;
    private RelayControl relay;
    private long spanNanos;

    /** What is measured on the way; times by the clock of {@link System#nanoTime}. */
    private static final class Figures {
        private long cutNanos;
        private long cutMillis;
        private long decidedBefore;
        private long decidedInCut;
        private long beyondWindow;
        private long killedNanos;
        private Positions.Tail tail;
        private long rtoMillis;
        private long recoveredMillis;
        private long changed;
        private long backMillis;
    }

    SitesDemo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
        this.limits = new SharedLimits(sites, options);
    }

    /** Runs it; returns the exit code. */
    int run() throws IOException, InterruptedException {
        try (DemoDirectory directory = DemoDirectory.of(options.data())) {
            DataCenters centers = DataCenters.start(
                    new DataCenters.Plan(directory.root(), SITES, 1, 0), screen::headline);
            directory.adopt(centers::close);
            relay = centers.relay();
            for (int i = 0; i < SITES; i++) {
                sites.add(new Site(String.valueOf((char) ('a' + i)), centers.nodes().get(i),
                        new Stage(options, screen, i)));
            }
            SitesReport report = play();
            if (!options.exit()) {
                stayUp();
            }
            sites.forEach(Site::close);
            return report.isSound() ? ExitCode.OK : ExitCode.REFUSED;
        }
    }

    private SitesReport play() throws InterruptedException {
        Site a = sites.getFirst();
        Site b = sites.getLast();
        open(a);
        play(0, 0.25, sites);
        cut(a, b);
        play(0.25, 0.5, sites);
        kill(a, b);
        Errand fenced = Errand.begin("fence", () -> fence(b, a));
        play(0.5, 0.6, List.of(b));
        fenced.await();
        screen.headline(String.format(Locale.ROOT,
                "b fenced a, is home and reclaimed what lies beyond the windows, %.1f s after the"
                + " kill", figures.rtoMillis / 1e3));
        comeBack(a, b);
        heal(a, b);
        return judge();
    }

    private void open(Site home) throws InterruptedException {
        limits.set();
        screen.headline(String.format(Locale.ROOT,
                "%d limits of firms hold over both data centers, a is their home; %s may have"
                + " %,d orders working in both together", limits.count(), "firm-0", limits.capOrders()));
        for (Site site : sites) {
            await(() -> limits.isHome(site, home), site.id() + " to hear of all limits");
            screen.headline("data center " + site.id() + ":");
            site.stage().onboard(site.link());
            site.stage().play().witnessed(answer -> {
                site.positions().add(answer);
                limits.count(sites);
            });
        }
        spanNanos = 2 * options.budget().firstHalfNanos(System.nanoTime());
    }

    /** Plays the market from one share of it to another in some data centers, in turn. */
    private void play(double from, double to, List<Site> playing) throws InterruptedException {
        playing.forEach(site -> site.stage().begin());
        long begun = System.nanoTime();
        double span = spanNanos * (to - from);
        for (long now = begun; now - begun < span; now = System.nanoTime()) {
            double share = from + (to - from) * (now - begun) / span;
            boolean busy = false;
            for (Site site : playing) {
                busy |= site.stage().turn(site.link(), share, now);
            }
            if (!busy) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            show(playing, now, share);
        }
    }

    private void show(List<Site> playing, long now, double share) {
        if (screen.isDue(now) && playing.stream().allMatch(site -> site.stage().isRated(now))) {
            screen.show(now, share, lines(playing, now));
        }
    }

    private List<String> lines(List<Site> playing, long now) {
        List<String> lines = new ArrayList<>();
        for (Site site : playing) {
            List<String> own = site.stage().lines(now);
            lines.add(site.id() + ": " + own.get(0) + ", " + own.get(1));
            lines.add("   " + own.get(2));
        }
        lines.add(String.format(Locale.ROOT, "orders of firm-0, both: at most %,d of %,d", limits.mostOrders(),
                limits.capOrders()));
        return lines;
    }

    private void cut(Site a, Site b) throws InterruptedException {
        relay.cut(a.id(), b.id());
        relay.cut(b.id(), a.id());
        figures.cutNanos = System.nanoTime();
        figures.decidedBefore = decided();
        screen.headline("cut a and b apart; both go on deciding within what they have");
    }

    private long decided() {
        return sites.stream().mapToLong(site -> site.stage().tally().decisions()).sum();
    }

    private void kill(Site killed, Site other) throws InterruptedException {
        screen.headline(String.format(Locale.ROOT,
                "%,d decisions since the cut, in both", decided() - figures.decidedBefore));
        figures.beyondWindow += limits.compare();
        killed.kill();
        figures.killedNanos = System.nanoTime();
        figures.tail = killed.positions().behind(other.copied(), figures.killedNanos);
        screen.headline(String.format(Locale.ROOT,
                "killed data center %s, home, with SIGKILL; %,d acknowledgements of its last"
                + " %.1f s are on its disks alone; %,d items unanswered", killed.id(), figures.tail.items(),
                figures.tail.millis() / 1e3, killed.stage().play().inFlightItems()));
    }

    private void fence(Site at, Site away) {
        await(() -> at.state() == LinkState.LINK_STATE_CUT, at.id() + " to see that " + away.id() + " is silent");
        await(() -> SharedLimits.fence(at, away).isEmpty(), at.id() + " to fence " + away.id());
        figures.rtoMillis = (System.nanoTime() - figures.killedNanos) / 1_000_000;
    }

    private void comeBack(Site killed, Site other) throws InterruptedException {
        Errand started = Errand.begin("start", killed::start);
        play(0.6, 0.75, List.of(other));
        started.await();
        killed.resume();
        figures.recoveredMillis = (System.nanoTime() - figures.killedNanos) / 1_000_000;
        figures.changed = killed.stage().play().changedSince(killed.link());
        screen.headline(String.format(Locale.ROOT,
                "a was started again and serves, still cut off and fenced without knowing;"
                + " %,d earlier outcomes changed", figures.changed));
        play(0.75, 0.85, sites);
        figures.beyondWindow += limits.compare();
    }

    private void heal(Site back, Site home) throws InterruptedException {
        relay.heal();
        long healed = System.nanoTime();
        figures.cutMillis = (healed - figures.cutNanos) / 1_000_000;
        figures.decidedInCut = decided() - figures.decidedBefore;
        screen.headline("the cut is healed");
        Errand reinstated = Errand.begin("reinstate", () -> {
            await(() -> SharedLimits.reinstate(home, back).isEmpty(), home.id() + " to let " + back.id() + " back in");
            await(() -> limits.isHome(back, home), back.id() + " to hear of it");
        });
        play(0.85, 1, sites);
        screen.headline("a takes part again, let back in " + reinstated.await() + " ms after the heal; b is home");
        for (Site site : sites) {
            site.stage().play().drain(site.link());
        }
        await(() -> SharedLimits.switchOver(home, back).isEmpty(), "the home to move back");
        for (Site site : sites) {
            await(() -> limits.isHome(site, back) && limits.isWhole(site), site.id() + " to know of all rights");
        }
        figures.backMillis = (System.nanoTime() - healed) / 1_000_000;
        screen.headline("a is home again; both know of all rights: none was lost, none made");
    }

    private SitesReport judge() throws InterruptedException {
        limits.compare();
        DemoReport both = null;
        for (Site site : sites) {
            screen.headline("data center " + site.id() + ":");
            boolean killed = site == sites.getFirst();
            DemoReport own = site.stage().audit(site.link(), killed ? figures.changed : 0,
                    killed ? figures.recoveredMillis : 0);
            site.stage().conclude(site.link(), own);
            both = both == null ? own : both.plus(own);
        }
        SitesReport report = new SitesReport(both, SITES, figures.cutMillis, figures.decidedInCut, limits.count(),
                limits.capOrders(), limits.mostOrders(), limits.overLimit(), figures.beyondWindow,
                figures.tail.items(), figures.tail.millis(), figures.rtoMillis, figures.backMillis);
        screen.say(String.format(Locale.ROOT,
                "cut for %.1f s with %,d decisions; over a limit: %,d; beyond a window: %,d",
                report.cutMillis() / 1e3, report.decidedInCut(), report.overLimit(), report.beyondWindow()));
        if (options.json()) {
            screen.say(report.json());
        }
        return report;
    }

    private static void await(BooleanSupplier done, String what) {
        long from = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - from > MOST_NANOS) {
                throw new NodeFault("waited in vain for " + what);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void stayUp() throws InterruptedException {
        screen.say("both data centers stay up; talk to them with");
        for (Site site : sites) {
            screen.say("  ./breakwater region limits --address " + site.node().address());
        }
        screen.say("and end them with Ctrl-C");
        sites.getFirst().node().join();
    }
}
