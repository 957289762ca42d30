package io.breakwater.actors.lane;

import io.breakwater.actors.lane.LaneRejection.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * With a view that may not be the newest nothing is decided that rests on it (I-02); cancels and facts do not (I-03).
 * It is looked at when they come, when their turn comes, and again when what was decided is to be stored: whoever
 * stands still in between, or cannot reach the tape, may not know of a control that was acknowledged without it. Owned
 * by the front alone.
 */
final class OldView<S, C> {
    private final LaneSetup<S, C, ?> setup;
    private List<Pack> turnedAway = new ArrayList<>();

    OldView(LaneSetup<S, C, ?> setup) {
        this.setup = setup;
    }

    /** Whether something of it rests on the view. */
    boolean rests(List<Work<C>> works) {
        return works.stream().anyMatch(this::rests);
    }

    /** What of it may be decided now; all else is turned away in its pack. */
    List<Work<C>> allowed(List<Work<C>> works) {
        return setup.views().isCurrent() || !rests(works) ? works : riskless(works);
    }

    private List<Work<C>> riskless(List<Work<C>> works) {
        List<Work<C>> riskless = new ArrayList<>();
        for (Work<C> work : works) {
            for (int i = 0; i < work.count(); i++) {
                Work<C> one = work.after(i).first(1);
                if (!rests(one)) {
                    riskless.add(one);
                } else {
                    work.pack().turnAway(one.at(), 1, LaneRejection.of(
                            Reason.VIEW_NOT_CURRENT, setup.lane(), work.subBatch().entity()));
                    turnedAway.add(work.pack());
                }
            }
        }
        return riskless;
    }

    private boolean rests(Work<C> work) {
        return work.subBatch().commands().subList(work.from(), work.from() + work.count()).stream()
                .anyMatch(setup.aggregate()::restsOnView);
    }

    List<Pack> takeTurnedAway() {
        List<Pack> all = turnedAway;
        turnedAway = all.isEmpty() ? all : new ArrayList<>();
        return all;
    }
}
