package io.breakwater.domain.scope;

import io.breakwater.domain.Context;
import io.breakwater.domain.Ids;
import io.breakwater.domain.Limit;
import io.breakwater.domain.Measure;
import io.breakwater.domain.counterparty.Allowance;
import io.breakwater.domain.escrow.Escrow;
import io.breakwater.domain.escrow.Grant;
import io.breakwater.domain.escrow.Holder;
import io.breakwater.domain.market.MarketView;
import io.breakwater.kernel.Decision;
import io.breakwater.kernel.Invariants;
import io.breakwater.kernel.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A scope and holders with allowances, the real code of both, and a channel between them that loses, doubles, delays
 * and reorders. What a holder or the scope has decided is durable at once; only words get lost.
 */
final class Exchange {
    private static final ScopeAggregate AGGREGATE = new ScopeAggregate();
    private static final int MAX_IN_FLIGHT = 200;

    /** One who decides alone. */
    static final class Member {
        final long first;
        Allowance allowance;
        long used;

        Member(Grant grant) {
            first = grant.granted();
            allowance = Allowance.of(grant);
        }
    }

    final Measure measure;
    final SplittableRandom random;
    final TreeMap<String, Member> members = new TreeMap<>();
    private final List<Announcements.Addressed> down = new ArrayList<>();
    private final List<ScopeFact.HolderReported> up = new ArrayList<>();
    Scope scope = Scope.absent("firms/acme");
    private long sequence;

    Exchange(long seed) {
        this(seed, Measure.GROSS_NOTIONAL);
    }

    Exchange(long seed, Measure measure) {
        this.measure = measure;
        random = new SplittableRandom(seed);
    }

    Escrow escrow() {
        return scope.escrow(measure);
    }

    long used() {
        return members.values().stream().mapToLong(member -> member.used).sum();
    }

    void tell(ScopeCommand command) {
        Context context = new Context(MarketView.EMPTY, ++sequence, new Origin(1, 1));
        Decision<ScopeEvent> decision = AGGREGATE.decide(scope, command, Ids.id(sequence), context);
        if (decision instanceof Decision.Taken<ScopeEvent>(ScopeEvent event)) {
            Invariants.check(!(event instanceof ScopeEvent.FactSuspended), () -> "suspended " + event);
            Decision<ScopeEvent> retaken =
                    AGGREGATE.decide(scope, AGGREGATE.commandOf(event), Ids.id(sequence), context);
            Invariants.check(decision.equals(retaken), "the same decision again");
            scope = AGGREGATE.apply(scope, event, Ids.id(sequence), sequence);
            Announcements.after(event, scope).forEach(this::send);
        } else if (command instanceof ScopeFact.HolderReported report) {
            send(Announcements.again(report, scope));
        }
    }

    private void send(Announcements.Addressed word) {
        if (down.size() < MAX_IN_FLIGHT && word.grant().measure() == measure) {
            down.add(word);
        }
    }

    void cap(long cap) {
        tell(new ScopeRequest.SetCap(new Limit(measure, "", cap, true)));
    }

    /** Asked again, the scope changes nothing, and the member keeps the allowance it was onboarded with. */
    void enroll(String name) {
        tell(new ScopeRequest.Enroll(name));
        Grant first = scope.grantsTo(name).getFirst();
        members.computeIfAbsent(name, any -> new Member(first));
    }

    /** Enrolled and not yet onboarded: what is said to it is lost. Returns what it is to be onboarded with. */
    Grant enrolAhead(String name) {
        tell(new ScopeRequest.Enroll(name));
        return scope.grantsTo(name).getFirst();
    }

    void onboard(String name, Grant first) {
        members.put(name, new Member(first));
        report(name);
    }

    /** Asks in the name of those who keep nothing. */
    void firstParts(Map<String, Long> begun) {
        FirstParts.words(escrow(), begun, MAX_IN_FLIGHT).forEach(this::tell);
    }

    /** Decided by headroom alone, as the rule ALLOWANCE does. */
    void reserve(Member member, long amount) {
        boolean passed = member.allowance.headroom(member.used) >= amount;
        member.used += passed ? amount : 0;
        member.allowance = member.allowance.settled(member.used).demanding(member.used, passed ? 0 : amount);
    }

    void free(Member member, long amount) {
        member.used -= Math.min(amount, member.used);
        member.allowance = member.allowance.settled(member.used).demanding(member.used, 0);
    }

    void report(String name) {
        Allowance allowance = members.get(name).allowance;
        if (up.size() < MAX_IN_FLIGHT) {
            up.add(new ScopeFact.HolderReported(name, measure, allowance.returned(), allowance.demanded()));
        }
    }

    /** Any of what is under way arrives, is lost, or arrives and stays to arrive again. */
    void deliverAny() {
        if (random.nextBoolean()) {
            if (!down.isEmpty()) {
                hear(takeAny(down), random.nextInt(4) > 0);
            }
        } else if (!up.isEmpty()) {
            ScopeFact.HolderReported report = takeAny(up);
            if (random.nextInt(4) > 0) {
                tell(report);
            }
        }
    }

    private <T> T takeAny(List<T> words) {
        int index = random.nextInt(words.size());
        return random.nextInt(3) == 0 ? words.get(index) : words.remove(index);
    }

    private void hear(Announcements.Addressed word, boolean arrives) {
        Member member = members.get(word.holder());
        if (arrives && member != null) {
            member.allowance = member.allowance.merged(word.grant(), member.used);
        }
    }

    /** The end of the scope's log is lost, and all that was under way; a restore tells it what its holders have. */
    void restored(Scope earlier) {
        down.clear();
        up.clear();
        scope = earlier;
        members.forEach((name, member) -> tell(new ScopeFact.HolderKnows(measure, new Holder(
                name, member.allowance.granted(), member.allowance.recalled(), member.allowance.returned(),
                member.allowance.demanded()))));
    }

    /** Nothing is lost: everyone is told all, everyone reports, several times over. */
    void settle(int rounds) {
        for (int round = 0; round < rounds; round++) {
            tell(new ScopeFact.RecallOverdue(measure));
            Announcements.owing(scope, measure).forEach(this::send);
            deliverAll();
            members.keySet().forEach(this::report);
            deliverAll();
        }
    }

    void deliverAll() {
        while (!down.isEmpty() || !up.isEmpty()) {
            if (!down.isEmpty()) {
                hear(down.removeFirst(), true);
            } else {
                tell(up.removeFirst());
            }
        }
    }
}
