package io.breakwater.domain.counterparty;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.domain.Ahead;
import io.breakwater.domain.Context;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.counterparty.CounterpartyRequest.OrderType;
import io.breakwater.domain.counterparty.CounterpartyRequest.TimeInForce;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Origin;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import java.util.List;

/**
 * One counterparty, a market and a clock, driven as a lane drives them: what is decided is applied at once. Accounts
 * {@code main} (we are the venue), {@code away} (at a venue), {@code bare}
 * (nothing permitted) and {@code hedge} (as {@code main}, long and short apart).
 */
final class Desk {

    static final long USD = 1_000_000;
    private static final int HOME = 1;
    private static final CounterpartyAggregate AGGREGATE = new CounterpartyAggregate();

    final TestMarket market;
    private final Origin origin;
    private Valued valued;
    private long now = TestMarket.START;
    private long ids;
    private int trades;

    private Desk(TestMarket market, int dataCenter) {
        this.market = market;
        this.origin = new Origin(dataCenter, 1);
        valued = AGGREGATE.absent("acme");
    }

    /** Nobody has onboarded it. */
    static Desk unknown() {
        return unknownIn(HOME);
    }

    static Desk unknownIn(int dataCenter) {
        return new Desk(new TestMarket(), dataCenter);
    }

    /** Onboarded, with a million dollars in {@code main} and {@code away} each. */
    static Desk open() {
        Desk desk = poor();
        desk.deposit("main", "USD", 1_000_000 * USD);
        desk.deposit("away", "USD", 1_000_000 * USD);
        return desk;
    }

    /** Onboarded, without money. */
    static Desk poor() {
        return poor(account("main", "self", Permissions.ALL), account("away", "venues/x", Permissions.ALL));
    }

    /** As {@link #open}, with accounts in these margin modes, counting in these assets. */
    static Desk open(MarginMode main, String mainBase, MarginMode away, String awayBase) {
        Desk desk = poor(new CounterpartyRequest.OpenAccount("main", "self", main, mainBase, Permissions.ALL),
                new CounterpartyRequest.OpenAccount("away", "venues/x", away, awayBase, Permissions.ALL));
        desk.deposit("main", "USD", 1_000_000 * USD);
        desk.deposit("away", "USD", 1_000_000 * USD);
        return desk;
    }

    /** As {@link #open}, where {@code main} and {@code away} too keep long and short apart. */
    static Desk hedged(MarginMode main, MarginMode away) {
        Desk desk = poor(
                new CounterpartyRequest.OpenAccount("main", "self", main, PositionMode.HEDGE, "USD", Permissions.ALL),
                new CounterpartyRequest.OpenAccount("away", "venues/x", away, PositionMode.HEDGE, "USD",
                        Permissions.ALL));
        desk.deposit("main", "USD", 1_000_000 * USD);
        desk.deposit("away", "USD", 1_000_000 * USD);
        return desk;
    }

    /** As {@link #poor()}, the same counterparty in another data center; its home is the first one. */
    static Desk poorIn(int dataCenter) {
        return poor(unknownIn(dataCenter), account("main", "self", Permissions.ALL),
                account("away", "venues/x", Permissions.ALL));
    }

    private static Desk poor(CounterpartyRequest.OpenAccount main, CounterpartyRequest.OpenAccount away) {
        return poor(unknown(), main, away);
    }

    private static Desk poor(Desk desk, CounterpartyRequest.OpenAccount main, CounterpartyRequest.OpenAccount away) {
        desk.accepted(new CounterpartyRequest.Onboard("Acme", "firms/f/groups/g", HOME, List.of(main, away,
                account("bare", "self", new Permissions(false, false, false, false)),
                new CounterpartyRequest.OpenAccount("hedge", "self", main.mode(), PositionMode.HEDGE, main.baseAsset(),
                        Permissions.ALL)), List.of()));
        return desk;
    }

    static CounterpartyRequest.OpenAccount account(String id, String place, Permissions permissions) {
        return new CounterpartyRequest.OpenAccount(id, place, MarginMode.CROSS, "USD", permissions);
    }

    /** Another desk in the same state, with a market of its own. */
    Desk copy() {
        Desk copy = new Desk(market.copy(), origin.dataCenter());
        copy.valued = AGGREGATE.restored(AGGREGATE.stored(valued));
        copy.now = now;
        copy.ids = ids;
        copy.trades = trades + 1_000_000;
        return copy;
    }

    Counterparty state() {
        return valued.counterparty();
    }

    Valued valued() {
        return valued;
    }

    /** As after a restart: what is stored and nothing else. */
    void restart() {
        valued = AGGREGATE.restored(AGGREGATE.stored(valued));
    }

    long now() {
        return now;
    }

    void passes(long micros) {
        now += micros;
    }

    Context context() {
        return new Context(market.view(), now, origin);
    }

    /** A UUIDv7 of this moment, never the same twice. */
    RequestId nextId() {
        return idAt(now / 1_000);
    }

    RequestId idAt(long millis) {
        ids++;
        return new RequestId(millis << 16 | 0x7000 | ids & 0xfff, 0x8000_0000_0000_0000L | ids, 0);
    }

    /** As a lane before a batch: values everything at the view, so that what follows is kept up by changes. */
    void begin() {
        valued = AGGREGATE.begin(valued, market.view());
    }

    /** As a lane before much that it decides in one go. */
    void readAhead(CounterpartyCommand command) {
        Ahead<Valued, CounterpartyCommand> ahead = new Ahead<>();
        ahead.add(AGGREGATE.end(valued), command);
        ahead.add(AGGREGATE.absent("nobody"), command);
        AGGREGATE.prefetch(ahead, market.view());
    }

    Decision<CounterpartyEvent> decide(CounterpartyCommand command, RequestId id) {
        return AGGREGATE.decide(valued, command, id, context());
    }

    /** Decides and applies; what the caller is told. */
    Outcome tell(CounterpartyCommand command, RequestId id) {
        return switch (decide(command, id)) {
            case Decision.Answered<CounterpartyEvent>(Outcome outcome) -> outcome;
            case Decision.Taken<CounterpartyEvent>(CounterpartyEvent event) -> {
                apply(event, id);
                yield AGGREGATE.outcomeOf(event);
            }
        };
    }

    void apply(CounterpartyEvent event, RequestId id) {
        valued = AGGREGATE.apply(valued, event, id, now);
    }

    Outcome tell(CounterpartyCommand command) {
        return tell(command, nextId());
    }

    /** Decides and applies; fails the test when no event came of it. */
    CounterpartyEvent event(CounterpartyCommand command) {
        RequestId id = nextId();
        Decision<CounterpartyEvent> decision = decide(command, id);
        assertThat(decision).as("%s", command).isInstanceOf(Decision.Taken.class);
        CounterpartyEvent event = ((Decision.Taken<CounterpartyEvent>) decision).event();
        apply(event, id);
        return event;
    }

    /** Fails the test unless it is accepted. */
    Outcome accepted(CounterpartyCommand command) {
        Outcome outcome = tell(command);
        assertThat(outcome.isAccepted()).as("%s: %s", command, outcome).isTrue();
        return outcome;
    }

    /** Why the request was refused; fails the test unless it was. */
    CounterpartyRejection refused(CounterpartyRequest request) {
        Outcome outcome = tell(request);
        assertThat(outcome.rejection()).as("%s: %s", request, outcome).isNotNull();
        return (CounterpartyRejection) outcome.rejection();
    }

    void deposit(String account, String asset, long minor) {
        int scale = asset.equals("USD") ? 6 : 8;
        accepted(new CounterpartyFact.Deposit(account, asset, scale, minor, "wire"));
    }

    void limit(String account, Measure measure, String dimension, long cap) {
        accepted(new CounterpartyRequest.SetLimit(account, new Limit(measure, dimension, cap, true)));
    }

    void allowance(String scope, Measure measure, long granted, long recalled) {
        accepted(new CounterpartyFact.AllowanceChanged(new Grant(scope, measure, granted, recalled)));
    }

    NewOrder order(String account, String id, Side side, long lots, String instrument, long ticks) {
        return new NewOrder(account, id, market.id(instrument), Direction.of(side), OrderType.LIMIT,
                TimeInForce.GOOD_TILL_CANCEL, ticks, lots, false, false, account.equals("away") ? "x" : "", "");
    }

    NewOrder buy(String id, long lots, String instrument, long ticks) {
        return order("main", id, Side.BUY, lots, instrument, ticks);
    }

    NewOrder sell(String id, long lots, String instrument, long ticks) {
        return order("main", id, Side.SELL, lots, instrument, ticks);
    }

    /** A fill that no other is the same as. */
    CounterpartyFact.Fill fill(String account, String order, Side side, long lots, String instrument, long ticks) {
        trades++;
        ExecutionKey key = new ExecutionKey("self", account, market.id(instrument), 20260521, "t" + trades, side, order);
        return new CounterpartyFact.Fill(key, account, order, CounterpartyFact.FillKind.NEW, ticks, lots, 0, "USD",
                true, now, trades);
    }

    /** The same fill, told with the side of its position. */
    static CounterpartyFact.Fill told(CounterpartyFact.Fill fill, PositionSide side) {
        return fill.of(side);
    }

    /** A position of one side out of nowhere. */
    void position(String account, PositionSide side, long signedLots, String instrument, long ticks) {
        Side way = signedLots > 0 ? Side.BUY : Side.SELL;
        accepted(told(fill(account, "", way, Math.abs(signedLots), instrument, ticks), side));
    }

    Position position(String account, PositionSide side, String instrument) {
        return state().account(account).holding(PositionKey.of(market.id(instrument), side)).position();
    }

    /** A position out of nowhere. */
    void position(String account, long signedLots, String instrument, long ticks) {
        Side side = signedLots > 0 ? Side.BUY : Side.SELL;
        accepted(fill(account, "", side, Math.abs(signedLots), instrument, ticks));
    }

    Holding holding(String account, String instrument) {
        return state().account(account).holding(market.id(instrument));
    }

    WorkingOrder working(String id) {
        return state().order(id);
    }

    long balance(String account, String asset) {
        return state().money().ledger().balance(BalanceKey.free(state().account(account), asset));
    }
}
