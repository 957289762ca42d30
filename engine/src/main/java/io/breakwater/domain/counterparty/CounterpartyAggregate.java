package io.breakwater.domain.counterparty;

import io.breakwater.domain.Aggregate;
import io.breakwater.domain.Ahead;
import io.breakwater.domain.Context;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Hash64;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.kernel.Table;
import java.util.ArrayList;
import java.util.List;

/** The counterparty as lanes carry it. */
public final class CounterpartyAggregate implements Aggregate<Valued, CounterpartyCommand, CounterpartyEvent> {

    /** Raised whenever a rule changes what it decides; audit re-takes a decision by the rules that took it. */
    public static final int RULES_VERSION = 1;
    /** So many holdings are valued anew in about half a millisecond. */
    static final int MANY_HOLDINGS = 256;

    @Override
    public String kind() {
        return "counterparty";
    }

    @Override
    public int rulesVersion() {
        return RULES_VERSION;
    }

    @Override
    public Valued absent(String entity) {
        return Valued.of(Counterparty.absent(entity));
    }

    @Override
    public boolean isAbsent(Valued state) {
        Counterparty of = state.counterparty();
        return !of.profile().onboarded() && of.equals(Counterparty.absent(of.profile().id()));
    }

    @Override
    public Valued begin(Valued state, MarketView view) {
        return state.at(view);
    }

    @Override
    public boolean isLarge(Valued state) {
        Table<String, Account> accounts = state.counterparty().accounts();
        int holdings = 0;
        for (int i = 0; i < accounts.size(); i++) {
            holdings += accounts.valueAt(i).holdings().size();
        }
        return holdings >= MANY_HOLDINGS;
    }

    @Override
    public long prefetch(Ahead<Valued, CounterpartyCommand> ahead, MarketView view) {
        return Prefetch.of(ahead, view);
    }

    @Override
    public Valued end(Valued state) {
        return state.detached();
    }

    @Override
    public Decision<CounterpartyEvent> decide(
            Valued state, CounterpartyCommand command, RequestId id, Context context) {
        return new Decisions(state.at(context.view()), context, null).decide(command, id);
    }

    @Override
    public boolean restsOnView(CounterpartyCommand command) {
        return switch (command) {
            case CounterpartyRequest.NewOrder _, CounterpartyRequest.Amend _, CounterpartyRequest.Replace _,
                    CounterpartyRequest.MassQuote _, CounterpartyRequest.OrderGroup _, CounterpartyRequest.Withdraw _,
                    CounterpartyRequest.MoveCollateral _, CounterpartyRequest.LiftRestriction _ -> true;
            case CounterpartyRequest.Onboard _, CounterpartyRequest.OpenAccount _, CounterpartyRequest.SetLimit _,
                    CounterpartyRequest.Restrict _, CounterpartyRequest.Cancel _, CounterpartyRequest.MassCancel _,
                    CounterpartyRequest.Unresolved _, CounterpartyFact _ -> false;
        };
    }

    /** Rule by rule, what deciding the command would look at; the last line refused it if any did. */
    public List<RuleVerdict> explain(Valued state, CounterpartyCommand command, RequestId id, Context context) {
        List<RuleVerdict> trail = new ArrayList<>();
        new Decisions(state.at(context.view()), context, trail).decide(command, id);
        return trail;
    }

    @Override
    public Valued apply(Valued state, CounterpartyEvent event, RequestId id, long decidedAtMicros) {
        return state.after(event, Application.apply(state.counterparty(), event, id, decidedAtMicros));
    }

    @Override
    public CounterpartyCommand commandOf(CounterpartyEvent event) {
        return event.command();
    }

    @Override
    public Outcome outcomeOf(CounterpartyEvent event) {
        return Outcomes.of(event);
    }

    @Override
    public CounterpartyEvent failed(CounterpartyCommand command, String reason) {
        return new CounterpartyEvent.DecisionFailed(command, reason, Hash64.of(reason) >>> 1);
    }

    @Override
    public String scopePathOf(Valued state) {
        return state.counterparty().profile().scopePath();
    }

    @Override
    public Record stored(Valued state) {
        return state.counterparty();
    }

    @Override
    public Valued restored(Record stored) {
        return Valued.of((Counterparty) stored);
    }

    @Override
    public Class<CounterpartyCommand> commandType() {
        return CounterpartyCommand.class;
    }

    @Override
    public Class<CounterpartyEvent> eventType() {
        return CounterpartyEvent.class;
    }

    @Override
    public Class<? extends Record> storedType() {
        return Counterparty.class;
    }
}
