package io.breakwater.simulation;

import io.breakwater.domain.span.SpanFact;
import io.breakwater.domain.span.SpanRequest;
import io.breakwater.kernel.Outcome;
import io.breakwater.kernel.RequestId;
import io.breakwater.simulation.Oracle.Open;
import io.breakwater.simulation.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Those who ask: they reserve, release, lose replies, ask again, and sometimes ask in the wrong place. */
final class Clients {
    private static final int REMEMBERED = 64;

    /** Something that was asked. */
    private static final class Asked {
        private final RequestId id;
        private final String limit;
        private final int center;
        private final SpanRequest request;
        private Outcome outcome;
        private boolean heard;

        private Asked(RequestId id, String limit, int center, SpanRequest request) {
            this.id = id;
            this.limit = limit;
            this.center = center;
            this.request = request;
        }
    }

    private final Simulation simulation;
    private final World world;
    private final Oracle oracle;
    private final List<Asked> asked = new ArrayList<>();
    private final Map<Integer, List<Map.Entry<String, Long>>> reported = new TreeMap<>();
    private final List<Asked> unheard = new ArrayList<>();
    private final int busy;
    private boolean asking = true;
    private long operations;
    private long refusals;
    private long falseRefusals;

    Clients(Simulation simulation, int busy) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.oracle = simulation.oracle();
        this.busy = busy;
    }

    long operations() {
        return operations;
    }

    long refusals() {
        return refusals;
    }

    long falseRefusals() {
        return falseRefusals;
    }

    void begin() {
        if (asking) {
            act();
            world.after(world.between(1_000, 5_000), this::begin);
        }
    }

    void stop() {
        asking = false;
    }

    private void act() {
        int what = world.random.nextInt(100);
        if (what < 50) {
            reserve();
        } else if (what < 78) {
            release();
        } else if (what < 85) {
            again();
        } else if (what < 90) {
            elsewhere();
        } else if (what < 94) {
            settle();
        } else {
            opened();
        }
    }

    private DataCenter anyCenter() {
        int count = simulation.centers().size();
        int chosen = world.chance(50) ? busy : world.random.nextInt(count);
        return simulation.centers().get(chosen);
    }

    private String anyLimit() {
        return simulation.limits().get(world.random.nextInt(simulation.limits().size()));
    }

    private void reserve() {
        DataCenter center = anyCenter();
        ask(new Asked(simulation.newId(), anyLimit(), center.id(),
                new SpanRequest.Reserve(center.id(), world.between(1, 30))));
    }

    private void release() {
        Open open = anyOpen();
        for (int times = open == null ? 0 : world.chance(15) ? 2 : 1; times > 0; times--) {
            oracle.releasing(open.limit(), open.hold());
            ask(new Asked(simulation.newId(), open.limit(), open.dataCenter(),
                    new SpanRequest.Release(open.dataCenter(), open.hold())));
        }
    }

    private Open anyOpen() {
        if (oracle.open().isEmpty()) {
            return null;
        }
        Map.Entry<Long, Open> from = oracle.open().ceilingEntry(world.random.nextLong(Long.MAX_VALUE));
        return (from == null ? oracle.open().firstEntry() : from).getValue();
    }

    private void ask(Asked each) {
        asked.add(each);
        unheard.add(each);
        if (asked.size() > REMEMBERED) {
            asked.removeFirst();
        }
        send(each, simulation.centers().get(each.center));
    }

    private void send(Asked each, DataCenter to) {
        boolean toZombie = to.zombie() != null && world.chance(50);
        Lane lane = toZombie ? to.zombie() : to.lane();
        if (!to.isOpen() || lane == null) {
            return;
        }
        operations++;
        lane.tell(each.limit, each.request, each.id, outcome -> answered(each, to, outcome));
    }

    private void answered(Asked each, DataCenter from, Outcome outcome) {
        world.note(outcome.verdict().ordinal());
        boolean decided = outcome.verdict() != Outcome.Verdict.UNKNOWN && outcome.verdict() != Outcome.Verdict.THROTTLED;
        if (!decided) {
            return;
        }
        each.heard = true;
        Outcome before = each.outcome;
        Oracle.check(before == null || same(before, outcome), Kind.TWO_OUTCOMES,
                () -> each.id + ": " + before + ", " + outcome);
        learn(each, from, outcome);
        if (world.chance(5)) {
            world.count(Fault.REPLY_LOST);
        } else {
            each.outcome = outcome;
        }
    }

    private static boolean same(Outcome a, Outcome b) {
        return a.verdict() == b.verdict() && a.reference() == b.reference();
    }

    /** The venue sees what was let through, also where the caller does not hear of it. */
    private void learn(Asked each, DataCenter from, Outcome outcome) {
        switch (each.request) {
            case SpanRequest.Reserve reserve when outcome.isAccepted() -> {
                Open what = new Open(each.limit, from.id(), reserve.amount(), outcome.reference());
                if (oracle.accepted(each.id, outcome.reference(), what)) {
                    simulation.passed(each.limit, from);
                }
            }
            case SpanRequest.Reserve reserve -> {
                oracle.refused(each.id);
                refused(each, from, reserve.amount(), outcome);
            }
            case SpanRequest.Release release when outcome.isAccepted()
                    || outcome.rejection().code().equals("UNKNOWN_HOLD") -> oracle.released(each.limit, release.hold());
            default -> { }
        }
    }

    /** False: with the same cut, someone who knew everything on this side of it could have found the rights. */
    private void refused(Asked each, DataCenter from, long amount, Outcome outcome) {
        if (each.outcome != null) {
            return;
        }
        refusals++;
        String code = outcome.rejection().code();
        if (code.equals("RIGHTS") || code.equals("WINDOW")) {
            falseRefusals += simulation.reachable(each.limit, from) >= amount ? 1 : 0;
        }
    }

    /** The same id at the same place: an answer may have been lost, or the whole request. */
    private void again() {
        if (!asked.isEmpty()) {
            Asked each = asked.get(world.random.nextInt(asked.size()));
            if (!each.heard || !simulation.hasForgotten(each.center, each.id)) {
                send(each, simulation.centers().get(each.center));
            }
        }
    }

    /** Whoever was not answered asks until it is. */
    void insist() {
        unheard.removeIf(each -> each.heard);
        List.copyOf(unheard).forEach(each -> send(each, simulation.centers().get(each.center)));
    }

    /** The same id at another place, which must not decide it. */
    private void elsewhere() {
        if (!asked.isEmpty()) {
            Asked each = asked.get(world.random.nextInt(asked.size()));
            DataCenter other = anyCenter();
            if (other.id() != each.center && other.isOpen()) {
                world.count(Fault.RETRIED_ELSEWHERE);
                other.lane().tell(each.limit, each.request, each.id, outcome -> answered(each, other, outcome));
            }
        }
    }

    /** A venue says in another data center that a hold has ended, because its own cannot be reached. */
    private void settle() {
        Open open = anyOpen();
        DataCenter other = anyCenter();
        if (open == null || other.id() == open.dataCenter() || !other.isOpen()
                || simulation.canReach(other, simulation.centers().get(open.dataCenter()))) {
            return;
        }
        world.count(Fault.HOLD_ENDED_ELSEWHERE);
        other.lane().tell(open.limit(), new SpanFact.SettledFor(open.hold()), simulation.newId(), any -> {
            oracle.settled(open.limit(), open.hold());
            reported.computeIfAbsent(other.id(), none -> new ArrayList<>())
                    .add(Map.entry(open.limit(), open.hold()));
        });
    }

    /** What a venue told a data center that was lost it tells again; twice does no harm. */
    void report(DataCenter center) {
        for (Map.Entry<String, Long> ended : reported.getOrDefault(center.id(), List.of())) {
            center.lane().tell(ended.getKey(), new SpanFact.SettledFor(ended.getValue()), simulation.newId(),
                    any -> { });
        }
    }

    private void opened() {
        DataCenter center = anyCenter();
        if (center.isOpen()) {
            center.lane().tell(Simulation.CLOSING, new SpanFact.Opened(world.between(1, 60)), simulation.newId(),
                    any -> { });
        }
    }
}
