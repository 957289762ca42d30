package io.breakwater.domain;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.breakwater.domain.market.MarketView;
import io.breakwater.domain.market.TapeEvent;
import io.breakwater.domain.policy.ApprovalPolicy;
import io.breakwater.domain.policy.Policy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Lifts of one restriction and what is said of their approvals where two people are asked for, the same everywhere. */
public final class ApprovedLifts {
    private static final long MINUTE = 60_000_000;
    private static final ApprovalPolicy TWO = new ApprovalPolicy(2, 10 * MINUTE);

    private ApprovedLifts() {}

    /** A market whose policy asks for two people, no longer ago than ten minutes. */
    public static MarketView asking() {
        return MarketView.EMPTY.apply(new TapeEvent.PolicyObserved(asking(Policy.DEFAULT)));
    }

    /** The policy that asks for them, otherwise as another one. */
    public static Policy asking(Policy p) {
        return new Policy(p.version() + 1, p.markMaxAgeMicros(), p.reducingMarkMaxAgeMicros(), p.collarBps(),
                p.optionCollarUnderlyingBps(), p.optionCollarTicks(), p.optionCollarVolatilityBps(),
                p.duplicateWindowMicros(), p.submitsPerSecond(), p.modifiesPerSecond(), p.workingOrders(),
                p.collateralHaircutBps(), p.staleHaircutBps(), p.margin(), TWO);
    }

    public static Lift lift(long restriction, Approval... approvals) {
        return new Lift(restriction, "ops: over", "uat", List.of(approvals));
    }

    /** What | lift | refused with; empty: taken. */
    public static Stream<Arguments> cases(String scope, Restriction placed, long now) {
        long id = placed.id();
        String change = lift(id).changeHash(scope, placed);
        String inProduction = new Lift(id, "", "production", List.of()).changeHash(scope, placed);
        Approval ada = new Approval("ada", now, change);
        return Stream.of(
                arguments("nobody", lift(id), "APPROVALS_MISSING"),
                arguments("one", lift(id, ada), "APPROVALS_MISSING"),
                arguments("two", lift(id, ada, new Approval("bob", now, change)), ""),
                arguments("three", lift(id, ada, new Approval("bob", now, change), new Approval("c", now, change)), ""),
                arguments("one twice", lift(id, ada, ada), "APPROVAL_REPEATED"),
                arguments("one twice, later and louder", lift(id, ada, new Approval("ADA", now - 1, change)),
                        "APPROVAL_REPEATED"),
                arguments("as old as allowed", lift(id, ada, new Approval("bob", now - 10 * MINUTE, change)), ""),
                arguments("older", lift(id, ada, new Approval("bob", now - 10 * MINUTE - 1, change)),
                        "APPROVAL_EXPIRED"),
                arguments("of a clock that is ahead", lift(id, ada, new Approval("bob", now + 5_000_000, change)), ""),
                arguments("of the future", lift(id, ada, new Approval("bob", now + 5_000_001, change)),
                        "APPROVAL_EXPIRED"),
                arguments("of another environment", lift(id, ada, new Approval("bob", now, inProduction)),
                        "APPROVAL_OF_ANOTHER_CHANGE"),
                arguments("of another scope", lift(id, ada, new Approval("bob", now,
                        lift(id).changeHash(scope + "x", placed))), "APPROVAL_OF_ANOTHER_CHANGE"),
                arguments("of another restriction", lift(id, ada, new Approval("bob", now,
                        lift(id).changeHash(scope, placed.named(id + 1)))), "APPROVAL_OF_ANOTHER_CHANGE"),
                arguments("of the same one with another reason", lift(id, ada, new Approval("bob", now,
                        lift(id).changeHash(scope, new Restriction(id, placed.state(), placed.source(),
                                placed.reason() + "x", placed.expiresAtMicros())))), "APPROVAL_OF_ANOTHER_CHANGE"));
    }
}
