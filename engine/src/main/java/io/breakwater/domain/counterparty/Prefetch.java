package io.breakwater.domain.counterparty;

import io.breakwater.domain.Ahead;
import io.breakwater.domain.counterparty.CounterpartyRequest.NewOrder;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.kernel.LongMap;
import io.breakwater.kernel.LongRows;
import io.breakwater.kernel.Table;
import java.util.function.Consumer;

/**
 * Reads what deciding a run of commands is going to read, level by level for all of them: the processor fetches for
 * many at once what it would else fetch for one after the other, waiting each time. Follows the messages of one order;
 * of all others it reads the counterparty alone. Used for one run.
 */
final class Prefetch {

    private final Ahead<Valued, CounterpartyCommand> ahead;
    private final MarketView view;
    private final Counterparty[] states;
    private final String[] ids;
    private final WorkingOrder[] orders;
    private final Holding[] holdings;
    private final Quoted[] quoted;
    private long read;

    private Prefetch(Ahead<Valued, CounterpartyCommand> ahead, MarketView view) {
        this.ahead = ahead;
        this.view = view;
        this.states = new Counterparty[ahead.size()];
        this.ids = new String[ahead.size()];
        this.orders = new WorkingOrder[ahead.size()];
        this.holdings = new Holding[ahead.size()];
        this.quoted = new Quoted[ahead.size()];
    }

    /** Answers a figure without meaning that all reads went into. */
    static long of(Ahead<Valued, CounterpartyCommand> ahead, MarketView view) {
        Prefetch run = new Prefetch(ahead, view);
        run.commands();
        run.parts();
        run.roots();
        run.sums();
        run.toRevalue(holding -> run.read += holding.underlying().length());
        run.toRevalue(holding ->
                run.read += holding.position().lots() + holding.buys().lots() + holding.sells().lots());
        run.orders();
        run.places();
        run.insides();
        run.leaves();
        return run.read;
    }

    private void commands() {
        for (int i = 0; i < states.length; i++) {
            states[i] = ahead.state(i).counterparty();
        }
        for (int i = 0; i < ids.length; i++) {
            ids[i] = switch (ahead.command(i)) {
                case NewOrder order -> order.clientOrderId();
                case CounterpartyRequest.Amend amend -> amend.clientOrderId();
                case CounterpartyRequest.Cancel cancel -> cancel.clientOrderId();
                case CounterpartyFact.Fill fill -> fill.clientOrderId();
                default -> "";
            };
        }
        for (String id : ids) {
            read += id.isEmpty() ? 0 : id.charAt(0);
        }
    }

    private boolean isFirstOfItsOwn(int i) {
        return i == 0 || states[i] != states[i - 1];
    }

    private void parts() {
        for (int i = 0; i < states.length; i++) {
            if (isFirstOfItsOwn(i)) {
                Counterparty state = states[i];
                read += state.sequence() + state.rates().second() + state.used().workingOrders()
                        + state.window().decided() + state.orders().size() + state.accounts().size()
                        + state.allowances().size() + ahead.state(i).known().viewSequence();
            }
        }
    }

    private void roots() {
        for (int i = 0; i < states.length; i++) {
            if (isFirstOfItsOwn(i)) {
                Counterparty state = states[i];
                read += state.window().current().outcomes().size() + state.window().messages().size()
                        + state.used().underlyings().size()
                        + ahead.state(i).known().pools().size();
                for (int j = 0; j < state.accounts().size(); j++) {
                    read += state.accounts().keyAt(j).length() + state.accounts().valueAt(j).holdings().size();
                }
            }
        }
    }

    private void sums() {
        for (int i = 0; i < states.length; i++) {
            if (isFirstOfItsOwn(i)) {
                Table<String, Pool> pools = ahead.state(i).known().pools();
                Table<String, Used.OfUnderlying> used = states[i].used().underlyings();
                read += newest(states[i].window().current().outcomes()) + newest(states[i].window().messages())
                        + (pools.isEmpty() ? 0 : pools.keyAt(0).length() + pools.valueAt(0).initial())
                        + (used.isEmpty() ? 0 : used.keyAt(0).length() + used.valueAt(0).shortLots());
            }
        }
    }

    /** The row behind it is written next. */
    private static long newest(LongRows rows) {
        return rows.size() == 0 ? 0 : rows.get(rows.size() - 1, 0);
    }

    /** Holdings of those whose value is of another view; of the largest accounts they would drive out all else. */
    private void toRevalue(Consumer<Holding> reading) {
        for (int i = 0; i < states.length; i++) {
            if (isFirstOfItsOwn(i) && !ahead.state(i).known().isOf(view)) {
                for (int j = 0; j < states[i].accounts().size(); j++) {
                    LongMap<Holding> held = states[i].accounts().valueAt(j).holdings();
                    if (held.size() < CounterpartyAggregate.MANY_HOLDINGS) {
                        held.forEach((_, holding) -> reading.accept(holding));
                    }
                }
            }
        }
    }

    private void orders() {
        for (int i = 0; i < orders.length; i++) {
            orders[i] = ids[i].isEmpty() ? null : states[i].orders().get(WorkingOrder.key(ids[i]));
        }
    }

    private void places() {
        for (int i = 0; i < orders.length; i++) {
            WorkingOrder order = orders[i];
            if (ahead.command(i) instanceof NewOrder placed) {
                place(i, placed.account(), placed.position(), placed.instrument());
            } else if (order != null) {
                read += order.hold().reduceLots() + order.reserved().reduceLots() + order.clientOrderId().length();
                place(i, order.account(), order.position(), order.instrument());
            }
        }
    }

    private void place(int i, String of, long position, long instrument) {
        Account account = states[i].account(of);
        holdings[i] = account == null ? null : account.holding(position);
        quoted[i] = view.instrument(instrument);
    }

    private void insides() {
        for (int i = 0; i < orders.length; i++) {
            if (orders[i] != null) {
                read += orders[i].hold().lots() + orders[i].position();
            }
            if (holdings[i] != null) {
                read += holdings[i].position().lots() + holdings[i].buys().lots() + holdings[i].sells().lots();
            }
        }
    }

    private void leaves() {
        for (WorkingOrder order : orders) {
            if (order != null) {
                read += order.hold().buy().greeks().deltaUsdMicros() + order.hold().sell().greeks().deltaUsdMicros();
            }
        }
        for (Holding holding : holdings) {
            if (holding != null) {
                read += holding.position().lots() + holding.buys().ticks().length + holding.sells().ticks().length
                        + holding.position().greeks().deltaUsdMicros() + holding.buys().up().deltaUsdMicros()
                        + holding.buys().down().deltaUsdMicros() + holding.sells().up().deltaUsdMicros()
                        + holding.sells().down().deltaUsdMicros();
            }
        }
        for (Quoted each : quoted) {
            if (each != null) {
                read += each.mark().ticks() + each.terms().haircutBps() + each.terms().expiresAtMicros();
            }
        }
    }
}
