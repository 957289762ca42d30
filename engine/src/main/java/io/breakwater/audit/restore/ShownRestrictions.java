package io.breakwater.audit.restore;

import io.breakwater.audit.Families;
import io.breakwater.domain.Restriction;
import io.breakwater.domain.Restrictions;
import io.breakwater.domain.TradingState;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.instrument.InstrumentAggregate;
import io.breakwater.domain.instrument.InstrumentFact;
import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.Tape;
import io.breakwater.domain.scope.Scope;
import io.breakwater.domain.scope.ScopeAggregate;
import io.breakwater.domain.scope.ScopeFact;
import io.breakwater.kernel.Origin;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Restrictions that the tape shows and that nothing in the logs of scopes and instruments explains, as far as those
 * were restored: they are placed again, until a person lifts them. Where it is the tape that has lost its end, with
 * the lift, one is placed that had been lifted: nobody can tell, and the stricter is the safer.
 */
final class ShownRestrictions implements Bookings {
    private static final String WHY = "restored: the market view shows it, and what had placed it is lost";

    private final MarketView view;
    private final List<Quoted> held = new ArrayList<>();
    private final int scopeLanes;

    /** @param scopeLanes how many there are; 0 where nobody knows of any scope */
    ShownRestrictions(LogFolds folds, int scopeLanes) {
        MarketView shown = folds.logs(new Tape()).contains(Families.TAPE)
                ? folds.state(Families.TAPE, new Tape()).stateOf(Tape.ENTITY) : null;
        this.view = shown == null ? MarketView.EMPTY : shown;
        this.scopeLanes = scopeLanes;
        view.instruments().forEach((_, quoted) -> {
            if (quoted.state() != TradingState.ACTIVE) {
                held.add(quoted);
            }
        });
        held.sort(Comparator.comparing(Quoted::name));
    }

    @Override
    public boolean concerns(String log) {
        return begun().contains(log) || !held.isEmpty() && log.startsWith(new InstrumentAggregate().kind() + "-");
    }

    /** Of scopes alone: an instrument that no log knows is listed nowhere. */
    @Override
    public Set<String> begun() {
        Set<String> logs = new TreeSet<>();
        if (scopeLanes > 0) {
            view.controls().states().keys().forEach(scope -> logs.add(Doubt.log(scope, scopeLanes)));
        }
        return logs;
    }

    @Override
    public List<Fact> of(String log, LaneState<?> state, Origin origin) {
        List<Fact> facts = new ArrayList<>();
        if (log.startsWith(new ScopeAggregate().kind() + "-")) {
            view.controls().states().forEach((scope, shown) -> {
                Scope known = (Scope) state.stateOf(scope);
                boolean isHere = Doubt.log(scope, scopeLanes).equals(log);
                if (isHere && isLost(shown, known == null ? Restrictions.NONE : known.restrictions())) {
                    facts.add(new Fact(scope, new ScopeFact.RestrictedElsewhere(again(shown, origin, facts.size())),
                            what(shown)));
                }
            });
        } else if (log.startsWith(new InstrumentAggregate().kind() + "-")) {
            for (Quoted quoted : held) {
                if (state.stateOf(quoted.name()) instanceof Instrument known
                        && isLost(quoted.state(), known.restrictions())) {
                    facts.add(new Fact(quoted.name(), new InstrumentFact.HaltedElsewhere(
                            again(quoted.state(), origin, facts.size())), what(quoted.state())));
                }
            }
        }
        return facts;
    }

    /** What has ended by itself since explains it as well. */
    private static boolean isLost(TradingState shown, Restrictions known) {
        return shown.isStricterThan(known.stateAt(Long.MIN_VALUE));
    }

    private static String what(TradingState shown) {
        return "is " + shown + " again, as the market view shows it, until a person lifts that";
    }

    private static Restriction again(TradingState shown, Origin origin, int before) {
        return new Restriction(origin.id(before + 1L), shown, "restore", WHY, Long.MAX_VALUE);
    }
}
