package io.breakwater.ops.demo;

import io.breakwater.ops.NodeFault;
import io.breakwater.ops.load.OrderFlow;
import io.breakwater.ops.load.Pack;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.Disposition;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.ReportFactsRequest;
import io.breakwater.v1.ReportFactsResponse;
import io.breakwater.v1.Verdict;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Sends packs and fills through a link, follows the answers, and can go on through another link after the node was
 * killed: what was not answered is sent again under the same request ids. Used by one thread.
 */
final class Play {
    static final int ITEMS_A_PACK = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Answered packs that are asked for again after a restart. */
    private static final int REMEMBERED = 24;
    private static final long MOST_ASKING_NANOS = Duration.ofSeconds(90).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();
    private static final Set<Status.Code> SILENCE =
            EnumSet.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);
    private static final com.google.rpc.Status UNASKED = com.google.rpc.Status.getDefaultInstance();

    private final OrderFlow flow;
    private final Tally tally;
    private final Deque<Pack> unanswered = new ArrayDeque<>();
    private final Deque<ReportFactsRequest> unbooked = new ArrayDeque<>();
    private final Deque<Answered> answered = new ArrayDeque<>();
    private final Supplier<List<DecisionItem>> others;
    private Consumer<DecideResponse> witness;
    private long suspended;

    /** A pack and what the node said about it. */
    private record Answered(DecideRequest request, DecideResponse answer) {}

    Play(OrderFlow flow, Tally tally) {
        this(flow, tally, List::of);
    }

    /** @param others what each pack has beside the flow */
    Play(OrderFlow flow, Tally tally, Supplier<List<DecisionItem>> others) {
        this.others = others;
        this.flow = flow;
        this.tally = tally;
    }

    /** Tells of every answer from now on, with where each outcome stands in the logs. */
    void witnessed(Consumer<DecideResponse> told) {
        witness = told;
    }

    /** Sends the next pack, or takes one answer where there is no room for it. */
    void step(Link link) throws InterruptedException {
        while (link.facts().hasAnswer()) {
            takeFacts(link);
        }
        if (link.decisions().hasRoom() && link.facts().hasRoom()) {
            send(link);
        } else if (!link.decisions().hasRoom()) {
            take(link);
        } else {
            takeFacts(link);
        }
    }

    /** Sends until the window is full, so that a kill that follows leaves something unanswered. */
    void fill(Link link) {
        while (link.decisions().hasRoom() && link.facts().hasRoom()) {
            send(link);
        }
    }

    private void send(Link link) {
        Pack made = flow.next(ITEMS_A_PACK).with(others.get());
        Pack pack = witness == null ? made : made.located();
        unanswered.add(pack);
        link.decisions().send(pack.request());
        if (pack.fills().getFactsCount() > 0) {
            unbooked.add(pack.fills());
            link.facts().send(pack.fills());
        }
    }

    /** Takes whatever has been answered, without waiting. */
    void takeReady(Link link) throws InterruptedException {
        while (link.decisions().hasAnswer()) {
            take(link);
        }
        while (link.facts().hasAnswer()) {
            takeFacts(link);
        }
    }

    /** Waits for every answer. */
    void drain(Link link) throws InterruptedException {
        while (!link.decisions().isEmpty()) {
            take(link);
        }
        while (!link.facts().isEmpty()) {
            takeFacts(link);
        }
    }

    private void take(Link link) throws InterruptedException {
        DecideResponse answer = settled(link, link.decisions().take(PATIENCE));
        Pack pack = unanswered.remove();
        flow.follow(pack, answer);
        tally.add(answer);
        if (witness != null) {
            witness.accept(answer);
        }
        answered.add(new Answered(pack.request(), answer));
        if (answered.size() > REMEMBERED) {
            answered.remove();
        }
    }

    /** Asks again, under the same request id, until nothing in the answer is unknown. */
    private DecideResponse settled(Link link, DecideResponse first) {
        DecideRequest request = unanswered.element().request();
        DecideResponse answer = settled(first, Play::isOpen, () -> link.node().decisions().decide(request));
        if (answer.hasStatus()) {
            throw new NodeFault("the node did not take a request: " + answer.getStatus().getMessage());
        }
        return answer;
    }

    private static boolean isOpen(DecideResponse answer) {
        return answer.hasStatus() || answer.getOutcomesList().stream()
                .anyMatch(outcome -> outcome.getVerdict() == Verdict.VERDICT_UNKNOWN);
    }

    private static boolean isOpen(ReportFactsResponse answer) {
        return answer.hasStatus() || answer.getOutcomesList().stream()
                .anyMatch(outcome -> outcome.getDisposition() == Disposition.DISPOSITION_UNKNOWN);
    }

    /** The last answer after {@link #MOST_ASKING_NANOS}; a lane on its way to another node takes a while. */
    private static <R> R settled(R first, Predicate<R> open, Supplier<R> again) {
        R answer = first;
        long begun = System.nanoTime();
        while (open.test(answer) && System.nanoTime() - begun < MOST_ASKING_NANOS) {
            try {
                answer = again.get();
            } catch (StatusRuntimeException silent) {
                if (!isSilence(silent)) {
                    throw silent;
                }
            }
            LockSupport.parkNanos(open.test(answer) ? PAUSE_NANOS : 0);
        }
        return answer;
    }

    /** Whether it says no more than that nobody answered in time. */
    static boolean isSilence(StatusRuntimeException failure) {
        return SILENCE.contains(failure.getStatus().getCode());
    }

    private void takeFacts(Link link) throws InterruptedException {
        ReportFactsRequest request = unbooked.element();
        ReportFactsResponse answer =
                settled(link.facts().take(PATIENCE), Play::isOpen, () -> link.node().facts().reportFacts(request));
        if (answer.hasStatus()) {
            throw new NodeFault("the node did not take facts: " + answer.getStatus().getMessage());
        }
        unbooked.remove();
        suspended += answer.getOutcomesList().stream().filter(outcome -> outcome.hasReason()).count();
    }

    /** Sends again what the killed node had not answered, and waits for it. */
    void resume(Link link) throws InterruptedException {
        unbooked.forEach(link.facts()::send);
        unanswered.forEach(pack -> link.decisions().send(pack.request()));
        drain(link);
    }

    /** Asks again for packs that were answered before; counts outcomes that are not what they were. */
    long changedSince(Link link) {
        long changed = 0;
        for (Answered old : answered) {
            DecideResponse now = settled(DecideResponse.newBuilder().setStatus(UNASKED).build(), Play::isOpen,
                    () -> link.node().decisions().decide(old.request()));
            for (int i = 0; i < old.answer().getOutcomesCount(); i++) {
                changed += isSame(old.answer().getOutcomes(i), now.getOutcomes(i)) ? 0 : 1;
            }
        }
        return changed;
    }

    private static boolean isSame(ItemOutcome old, ItemOutcome now) {
        return old.getVerdict() == now.getVerdict() && old.getHoldId().equals(now.getHoldId())
                && old.getRefusal().getCode().equals(now.getRefusal().getCode());
    }

    /** Facts that were put into suspense or could not be read; 0 in a sound run. */
    long suspended() {
        return suspended;
    }

    /** What is left behind when the node dies, as far as this side knows. */
    long inFlightItems() {
        return unanswered.stream().mapToLong(pack -> pack.request().getItemsCount()).sum();
    }
}
