package io.breakwater.actors.board;

import io.breakwater.actors.lane.LaneCommand;
import io.breakwater.actors.lane.LaneDuty;
import io.breakwater.domain.instrument.Instrument;
import io.breakwater.domain.market.LaneTerm;
import io.breakwater.domain.market.Quoted;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.scope.Scope;
import io.breakwater.log.LaneState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The duty of instrument and scope lanes to keep the board informed. News other than marks hold their answers back
 * until a view that shows them is out, so that whoever is told of a halt sees it in force. Everything is told again
 * until it is acknowledged, and all of the state when the lane starts; the tape passes over what it knows, and what a
 * lane tells whose successor it has heard of.
 *
 * @param <S> state, of which an {@link Observation} is taken
 */
public final class TapeReports<S, C, E> implements LaneDuty<S, C, E> {
    private static final int MOST_A_REPORT = 1_000;
    /** How long an acknowledgement may take before the news is told again. */
    private static final long PATIENCE_MICROS = 1_000_000;

    /** What the market view should show of an entity: one event a subject. */
    @FunctionalInterface
    public interface Observation<S> {

        /** @param nowMicros epoch micros: what was placed until a time ends by itself */
        List<TapeEvent> of(S state, long nowMicros);
    }

    /**
     * News that the board has not acknowledged.
     *
     * @param ticket it was told under; own ones are negative
     * @param toldAtMicros 0 where that is not known
     * @param held tickets of what it replaced before that was acknowledged, whose askers wait
     */
    private record Unsaid(TapeEvent event, boolean urgent, long ticket, long toldAtMicros, List<Long> held) {

        Unsaid toldAt(long nowMicros) {
            return new Unsaid(event, urgent, ticket, nowMicros, held);
        }

        /** Those who wait for it or for what came before it. */
        List<Long> askers() {
            List<Long> all = new ArrayList<>(held);
            if (urgent) {
                all.add(ticket);
            }
            return all;
        }
    }

    /** @param awaited tickets of what was not shown when it was asked; shown ones are taken out */
    private record Repeat(long ticket, Set<Long> awaited) {}

    /** What the view shows of an instrument; nothing while it was never listed. */
    public static List<TapeEvent> instrument(Instrument instrument, long nowMicros) {
        Quoted quoted = instrument.quoted(nowMicros);
        return quoted == null ? List.of() : List.of(new TapeEvent.InstrumentObserved(quoted));
    }

    /** What the view shows of a scope. */
    public static List<TapeEvent> scope(Scope scope, long nowMicros) {
        return List.of(scope.observed(nowMicros));
    }

    private final String name;
    private final Observation<S> observation;
    private final ActorRef<BoardMessage> board;
    private final Map<String, Unsaid> unsaid = new HashMap<>();
    /** What was last observed of an entity, by name. */
    private final Map<String, List<TapeEvent>> observed = new HashMap<>();
    /** Entities that something is placed on, which may end by itself. */
    private final Set<String> restricted = new HashSet<>();
    /** Tickets of urgent news that no view is known to show. */
    private final Set<Long> unshown = new HashSet<>();
    /** Answers about what is known already, which may rest on such news. */
    private final List<Repeat> repeats = new ArrayList<>();
    private ActorRef<LaneCommand<S, C>> lane;
    private LaneTerm by;
    private long own;

    /** @param name of the lane */
    public TapeReports(String name, Observation<S> observation, ActorRef<BoardMessage> board) {
        this.name = name;
        this.observation = observation;
        this.board = board;
    }

    @Override
    public void serving(LaneState<S> state, ActorRef<LaneCommand<S, C>> self) {
        lane = self;
        by = new LaneTerm(name, state.term());
        List<TapeEvent> news = new ArrayList<>();
        state.entities().forEachSorted((key, entity) ->
                news.addAll(news(entity.name(), observation.of(entity.state(), state.lastDecidedMicros()))));
        for (int from = 0; from < news.size(); from += MOST_A_REPORT) {
            tell(news.subList(from, Math.min(news.size(), from + MOST_A_REPORT)), true, --own, 0);
        }
    }

    @Override
    public boolean committed(Change<S, E> change) {
        List<TapeEvent> before = observed.getOrDefault(change.entity(), List.of());
        List<TapeEvent> news = news(change.entity(), observation.of(change.after(), change.nowMicros()));
        boolean urgent = !isOnlyMarks(before, news);
        tell(news, urgent, change.ticket(), change.nowMicros());
        return !urgent;
    }

    /** Takes note of what an entity shows now; answers what of it is new. */
    private List<TapeEvent> news(String entity, List<TapeEvent> now) {
        List<TapeEvent> before = observed.put(entity, now);
        if (now.stream().anyMatch(Subject::isRestricted)) {
            restricted.add(entity);
        } else {
            restricted.remove(entity);
        }
        List<TapeEvent> news = new ArrayList<>(now);
        news.removeAll(before == null ? List.of() : before);
        return news;
    }

    private static boolean isOnlyMarks(List<TapeEvent> before, List<TapeEvent> news) {
        return news.stream().allMatch(event -> before.stream().anyMatch(old -> Subject.isOnlyMark(old, event)));
    }

    private void tell(List<TapeEvent> news, boolean urgent, long ticket, long nowMicros) {
        boolean hurries = urgent;
        for (TapeEvent event : news) {
            Unsaid before = unsaid.get(Subject.of(event));
            List<Long> held = before == null ? List.of() : before.askers();
            hurries |= !held.isEmpty();
            unsaid.put(Subject.of(event), new Unsaid(event, urgent, ticket, nowMicros, held));
        }
        if (!news.isEmpty()) {
            if (urgent) {
                unshown.add(ticket);
            }
            say(ticket, news, hurries);
        }
    }

    private void say(long ticket, List<TapeEvent> events, boolean urgent) {
        List<TapeEvent> observed = events.stream().map(event -> event.observedBy(by)).toList();
        board.tell(new BoardMessage.Observed<>(ticket, observed, urgent, lane));
    }

    /** What is known already may be something that no view shows yet. */
    @Override
    public boolean answered(long ticket) {
        if (unshown.isEmpty()) {
            return true;
        }
        repeats.add(new Repeat(ticket, new HashSet<>(unshown)));
        return false;
    }

    /**
     * The board shows what was told under the ticket; whoever waited for what that replaced waits no longer, but for
     * what else was told with it and is shown by nobody yet.
     */
    @Override
    public void released(long ticket) {
        if (unshown.remove(ticket)) {
            repeats.forEach(repeat -> repeat.awaited().remove(ticket));
            repeats.removeIf(this::isShown);
        }
        List<Unsaid> said = unsaid.values().stream().filter(news -> news.ticket() == ticket).toList();
        unsaid.values().removeAll(said);
        said.stream().flatMap(news -> news.held().stream()).distinct().filter(held -> !isUnsaid(held))
                .forEach(held -> lane.tell(new LaneCommand.Release<>(held)));
    }

    private boolean isUnsaid(long ticket) {
        return unsaid.values().stream().anyMatch(news -> news.ticket() == ticket || news.held().contains(ticket));
    }

    private boolean isShown(Repeat repeat) {
        if (repeat.awaited().isEmpty()) {
            lane.tell(new LaneCommand.Release<>(repeat.ticket()));
            return true;
        }
        return false;
    }

    @Override
    public List<Own<C>> due(LaneState<S> state, long nowMicros) {
        for (String entity : List.copyOf(restricted)) {
            tell(news(entity, observation.of(state.stateOf(entity), nowMicros)), true, --own, nowMicros);
        }
        tellAgain(nowMicros);
        return List.of();
    }

    private void tellAgain(long nowMicros) {
        Map<Long, List<TapeEvent>> late = new TreeMap<>();
        unsaid.replaceAll((subject, news) -> {
            boolean isLate = news.toldAtMicros() > 0 && news.toldAtMicros() + PATIENCE_MICROS < nowMicros;
            if (isLate) {
                late.computeIfAbsent(news.ticket(), fresh -> new ArrayList<>()).add(news.event());
            }
            return isLate || news.toldAtMicros() == 0 ? news.toldAt(nowMicros) : news;
        });
        late.forEach((ticket, events) -> say(ticket, events, true));
    }
}
