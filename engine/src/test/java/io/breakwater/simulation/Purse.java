package io.breakwater.simulation;

import io.breakwater.domain.Context;
import io.breakwater.domain.counterparty.Counterparty;
import io.breakwater.domain.counterparty.CounterpartyAggregate;
import io.breakwater.domain.counterparty.CounterpartyCommand;
import io.breakwater.domain.counterparty.CounterpartyEvent;
import io.breakwater.domain.counterparty.CounterpartyFact;
import io.breakwater.domain.counterparty.CounterpartyFact.WithdrawalProgress.Progress;
import io.breakwater.domain.counterparty.CounterpartyRequest;
import io.breakwater.domain.counterparty.Entry;
import io.breakwater.domain.counterparty.Ledger;
import io.breakwater.domain.counterparty.MarginMode;
import io.breakwater.domain.counterparty.MovedCollateral;
import io.breakwater.domain.counterparty.Permissions;
import io.breakwater.domain.counterparty.Valued;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision.Taken;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import io.breakwater.log.BlockWriter;
import io.breakwater.log.Envelope;
import io.breakwater.log.LaneFold;
import io.breakwater.log.LaneState;
import io.breakwater.log.LogName;
import io.breakwater.log.SealedBlock;
import io.breakwater.simulation.Violation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A counterparty's money in one data center: a log of its own, decided and folded by the engine's code, which loses what
 * was not synced, is copied to the others, and comes back from there. What a copy says to have been sent here is booked
 * here; after a start all of it is read again. Draws from a source of its own, so that limits have the same histories
 * with and without it, but that nobody's disks are lost before those that lost theirs have its money's log again.
 */
final class Purse {
    private static final CounterpartyAggregate MONEY = new CounterpartyAggregate();
    private static final Map<Integer, LaneFold<Valued, CounterpartyCommand, CounterpartyEvent>> FOLDS =
            new ConcurrentHashMap<>();
    private static final String OWNER = "acme";
    private static final String ACCOUNT = "main";
    private static final String ASSET = "USD";
    private static final int HOME = 0;
    private static final int SCALE = 6;
    private static final int REMEMBERED = 16;
    private static final long VERSION = 7L << 12;

    private record Asked(RequestId id, CounterpartyCommand command) {}

    private final Simulation simulation;
    private final World world;
    private final DataCenter center;
    private final LaneFold<Valued, CounterpartyCommand, CounterpartyEvent> fold;
    private final SplittableRandom random;
    private final Map<Integer, List<byte[]>> copies = new TreeMap<>();
    private final Map<Integer, Integer> readTo = new TreeMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private Journal log = new Journal();
    private LaneState<Valued> state;
    /** With what no block says; only a flaw sets it. */
    private Valued smuggled;
    private int term;
    private int life;
    private long ids;

    Purse(Simulation simulation, DataCenter center) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.center = center;
        this.fold = FOLDS.computeIfAbsent(center.id(), id ->
                new LaneFold<>(new LogName("simulation", "dc-" + id, "counterparty-00"), MONEY));
        this.random = new SplittableRandom(Hash64.combine(Hash64.mix(simulation.seed()), center.id()));
    }

    // Lives.

    void start() {
        life++;
        state = fold.genesis();
        log.copy().forEach(block -> state = fold.folded(state, block));
        term = state.term() + 1;
        if (state.number() == 0) {
            tell(newId(), new CounterpartyRequest.Onboard("Acme", "firms/acme", HOME,
                    List.of(new CounterpartyRequest.OpenAccount(ACCOUNT, "self", MarginMode.CROSS, ASSET,
                            Permissions.ALL)), List.of()));
        }
        readTo.clear();
        simulation.others(center).forEach(other -> read(other.id()));
        Transit.check(simulation, center);
        tick(life);
    }

    void crash() {
        life++;
        state = null;
        smuggled = null;
        log.crash();
    }

    /** With its copies of the others' logs. What it was asked is asked no more: it is reconciled. */
    void lose() {
        crash();
        log = new Journal();
        copies.clear();
        asked.clear();
    }

    /** From the longest copy that anybody has. */
    void restore() {
        List<byte[]> longest = List.of();
        for (DataCenter other : simulation.others(center)) {
            List<byte[]> copy = other.purse().copies.getOrDefault(center.id(), List.of());
            longest = copy.size() > longest.size() ? copy : longest;
        }
        log = Journal.of(longest);
    }

    private void tick(int itsLife) {
        if (life == itsLife) {
            if (simulation.trouble().isMaking()) {
                act();
            }
            send();
            world.after(random.nextLong(20_000, 80_000), () -> tick(itsLife));
        }
    }

    // What is asked of it.

    private void act() {
        int what = random.nextInt(100);
        if (what < 40) {
            ask(new CounterpartyFact.Deposit(ACCOUNT, ASSET, SCALE, random.nextLong(1, 1_000), "wire"));
        } else if (what < 50) {
            ask(new CounterpartyRequest.Withdraw(ACCOUNT, ASSET, SCALE, random.nextLong(1, 1_500), "wire"));
        } else if (what < 60) {
            List<Long> open = money().money().withdrawals().keys();
            if (!open.isEmpty()) {
                ask(new CounterpartyFact.WithdrawalProgress(open.get(random.nextInt(open.size())),
                        Progress.values()[random.nextInt(Progress.values().length)]));
            }
        } else if (what < 85) {
            ask(new CounterpartyRequest.MoveCollateral(ACCOUNT, ASSET, SCALE, random.nextLong(1, 1_000),
                    center.id() == HOME ? random.nextInt(simulation.centers().size()) : HOME, "move"));
        } else if (!asked.isEmpty()) {
            Asked again = asked.get(random.nextInt(asked.size()));
            tell(again.id(), again.command());
        }
    }

    private void ask(CounterpartyCommand command) {
        Asked each = new Asked(newId(), command);
        asked.add(each);
        if (asked.size() > REMEMBERED) {
            asked.removeFirst();
        }
        tell(each.id(), command);
    }

    private RequestId newId() {
        return new RequestId(world.nowMicros() / 1_000 + 1 << 16 | VERSION, 1L << 63 | (long) center.id() << 32 | ++ids, 0);
    }

    private Valued owner() {
        if (smuggled != null) {
            return smuggled;
        }
        Valued known = state.stateOf(OWNER);
        return known == null ? MONEY.absent(OWNER) : known;
    }

    private Counterparty money() {
        return owner().counterparty();
    }

    private void tell(RequestId id, CounterpartyCommand command) {
        long now = Math.max(state.lastDecidedMicros(), center.clockMicros());
        Context context = new Context(MarketView.EMPTY, now, new Origin(center.id(), term));
        if (MONEY.decide(owner(), command, id, context) instanceof Taken<CounterpartyEvent>(CounterpartyEvent event)) {
            boolean early = center.flaw() == Flaw.COLLATERAL_BEFORE_JOURNALED
                    && event instanceof CounterpartyEvent.CollateralReceived;
            if (early || smuggled != null) {
                smuggled = MONEY.apply(owner(), event, id, now);
            }
            if (!early) {
                write(id, flawed(event), now);
            }
            Transit.check(simulation, center);
        }
    }

    private CounterpartyEvent flawed(CounterpartyEvent event) {
        return switch (event) {
            case CounterpartyEvent.Deposited(var deposit, long value, List<Entry> entries)
                    when center.flaw() == Flaw.ONE_SIDED_ENTRY ->
                    new CounterpartyEvent.Deposited(deposit, value, entries.subList(0, 1));
            case CounterpartyEvent.CollateralReceived(var sent, long _, long value, List<Entry> entries)
                    when center.flaw() == Flaw.COLLATERAL_ADDED ->
                    new CounterpartyEvent.CollateralReceived(sent, sent.totalMinor(), value, Ledger.move(
                            entries.getFirst().key(), entries.getLast().key(), SCALE, sent.totalMinor()));
            case CounterpartyEvent.CollateralMoved(var move, int from, long total, long value, List<Entry> _)
                    when center.flaw() == Flaw.COLLATERAL_KEPT ->
                    new CounterpartyEvent.CollateralMoved(move, from, total, value, List.of());
            default -> event;
        };
    }

    private void write(RequestId id, CounterpartyEvent event, long now) {
        Oracle.check(Ledger.isBalanced(entries(event)), Kind.UNBALANCED, () -> center.id() + ": " + event);
        BlockWriter writer = fold.writer();
        writer.begin(now);
        writer.add(new Envelope(OWNER, "", "simulation", id, "", now, now, 1, 1, MarketView.EMPTY.id(), event));
        SealedBlock block = writer.seal(state.number() + 1, term, state.digest(), Table.empty());
        log.append(block.header().number(), block.bytes());
        state = fold.folded(state, block.bytes());
        checkBalances();
        int itsLife = life;
        world.after(random.nextLong(300, 1_500), () -> {
            if (life == itsLife) {
                log.sync();
            }
        });
    }

    private static List<Entry> entries(CounterpartyEvent event) {
        return switch (event) {
            case CounterpartyEvent.Deposited each -> each.entries();
            case CounterpartyEvent.WithdrawalRequested each -> each.entries();
            case CounterpartyEvent.WithdrawalConfirmed each -> each.entries();
            case CounterpartyEvent.WithdrawalFailed each -> each.entries();
            case CounterpartyEvent.CollateralMoved each -> each.entries();
            case CounterpartyEvent.CollateralReceived each -> each.entries();
            default -> List.of();
        };
    }

    private void checkBalances() {
        long sum = money().money().ledger().balances().values().stream().mapToLong(Long::longValue).sum();
        Oracle.check(sum == 0, Kind.UNBALANCED, () -> center.id() + ": all balances come to " + sum);
    }

    // What moves between data centers.

    /** What was ever sent from here to another one, and received here from it, as far as is known by now. */
    MovedCollateral moved(int other) {
        return MovedCollateral.in(money().money().ledger()).stream().filter(each -> each.dataCenter() == other)
                .findFirst().orElse(new MovedCollateral(other, ACCOUNT, ASSET, SCALE, 0, 0));
    }

    boolean isUp() {
        return state != null;
    }

    /** Whether it has copied again what it had read of another one before its disks were lost. */
    boolean hasCopied(int other) {
        return copies.containsKey(other);
    }

    private void read(int from) {
        List<byte[]> copy = copies.getOrDefault(from, List.of());
        for (int next = readTo.getOrDefault(from, 0); next < copy.size(); next++) {
            for (Envelope envelope : fold.reader().read(copy.get(next)).envelopes()) {
                CounterpartyFact fact = CounterpartyEvent.forPeers((CounterpartyEvent) envelope.event());
                if (fact != null) {
                    tell(newId(), fact);
                }
            }
            readTo.put(from, next + 1);
        }
    }

    // Copies.

    private void send() {
        List<byte[]> durable = sendable();
        int itsRestores = center.incarnation();
        for (DataCenter other : simulation.others(center)) {
            world.after(random.nextLong(4_000, 12_000), () -> {
                boolean arrives = !simulation.network().isCut(center.id(), other.id()) && other.lane() != null;
                if (arrives && center.incarnation() == itsRestores) {
                    other.purse().keep(center.id(), durable);
                }
            });
        }
    }

    private List<byte[]> sendable() {
        int end = center.flaw() == Flaw.COLLATERAL_BEFORE_DURABLE ? log.size() : log.durable();
        return IntStream.rangeClosed(1, end).mapToObj(log::block).toList();
    }

    private void keep(int from, List<byte[]> blocks) {
        List<byte[]> known = copies.getOrDefault(from, List.of());
        int both = Math.min(known.size(), blocks.size());
        Oracle.check(both == 0 || Arrays.equals(known.get(both - 1), blocks.get(both - 1)), Kind.LOG_FORKED,
                () -> "two blocks " + both + " of the money of " + from);
        copies.put(from, blocks.size() > known.size() ? blocks : known);
        read(from);
    }

    /** Takes every decision of the log again; no id has moved money twice. */
    void audit() {
        LaneState<Valued> before = fold.genesis();
        Set<RequestId> moved = new HashSet<>();
        for (byte[] bytes : log.copy()) {
            var block = fold.reader().read(bytes);
            for (Envelope envelope : block.envelopes()) {
                CounterpartyEvent event = (CounterpartyEvent) envelope.event();
                Valued known = before.stateOf(OWNER);
                Context context = new Context(MarketView.EMPTY, envelope.decidedAtMicros(),
                        new Origin(center.id(), Math.toIntExact(block.header().term())));
                var again = MONEY.decide(known == null ? MONEY.absent(OWNER) : known, event.command(),
                        envelope.requestId(), context);
                Oracle.check(again.equals(new Taken<>(event)), Kind.NOT_RETAKEN,
                        () -> event + " is decided as " + again);
                Oracle.check(entries(event).isEmpty() || moved.add(envelope.requestId()), Kind.TWO_OUTCOMES,
                        () -> envelope.requestId() + " moved money twice");
            }
            before = fold.folded(before, bytes);
        }
    }
}
