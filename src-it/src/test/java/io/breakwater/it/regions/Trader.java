package io.breakwater.it.regions;

import com.google.protobuf.ByteString;
import io.breakwater.app.RunningNode;
import io.breakwater.gateway.Venue;
import io.breakwater.v1.BlockPosition;
import io.breakwater.v1.DecideRequest;
import io.breakwater.v1.DecideResponse;
import io.breakwater.v1.DecisionItem;
import io.breakwater.v1.DecisionServiceGrpc;
import io.breakwater.v1.ItemOutcome;
import io.breakwater.v1.Receipt;
import io.breakwater.v1.Verdict;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The clients of one data center: they buy and cancel all the time, and ask again under the same request id until they
 * know. Keeps a receipt of everything that they were told. One thread plays, another steers and stops it.
 */
final class Trader implements Runnable {
    static final int COUNTERPARTIES = 4;
    private static final int MOST_ITEMS = 12;
    private static final int MOST_UNITS = 3;
    private static final int DEADLINE_SECONDS = 3;
    private static final long MOST_ASKING_NANOS = Duration.ofMinutes(3).toNanos();
    private static final long MARK_NANOS = Duration.ofMillis(500).toNanos();
    private static final long RETRY_NANOS = Duration.ofMillis(20).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(4).toNanos();

    private final DataCenter center;
    private final Held all;
    private final SplittableRandom random;
    private final List<Working> working = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("trader").unstarted(this);
    private final Held own = new Held(Limits.RAISED_UNITS, Limits.RAISED_ORDERS);
    private long made;
    private volatile Mood mood = Mood.BALANCED;
    private volatile boolean stopped;
    private volatile boolean rests;
    private volatile boolean resting;
    private volatile boolean abandoned;
    private volatile Throwable failure;
    private volatile long packs;
    private volatile long accepted;
    private volatile long refused;
    private volatile long vanished;
    private volatile long longestNanos;
    private volatile long longestOfAllNanos;
    private volatile Map<String, Long> refusals = Map.of();
    private long markedNanos;

    Trader(DataCenter center, Held all, long seed) {
        this.center = center;
        this.all = all;
        this.random = new SplittableRandom(seed);
    }

    /** An order that was acknowledged. @param units of a hundredth of the perpetual */
    record Working(String counterparty, String id, int units) {}

    /**
     * One item that was acknowledged.
     *
     * @param name request id and item
     * @param atMillis when the client was told, since the epoch
     */
    record Told(String name, BlockPosition position, long atMillis, boolean taken) {}

    /** Exactly one of them is set. */
    private record Intent(Working begun, Working ended) {}

    void start() {
        thread.start();
    }

    void mood(Mood wanted) {
        mood = wanted;
    }

    static String counterparty(DataCenter center, int index) {
        return center.id() + "-" + index;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                resting = rests;
                if (!resting) {
                    mark();
                    play();
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    /** Prices come from nobody else; where the node does not answer, they are told again soon. */
    private void mark() {
        if (markedNanos != 0 && System.nanoTime() - markedNanos < MARK_NANOS) {
            return;
        }
        try {
            new Venue(center.channel()).mark(Limits.PRICE);
            markedNanos = System.nanoTime();
        } catch (StatusRuntimeException silent) {
            center.channel().resetConnectBackoff();
        }
    }

    private void play() {
        List<Intent> intents = new ArrayList<>();
        DecideRequest.Builder request =
                DecideRequest.newBuilder().setRequestId(RunningNode.requestId()).setAccountId("main")
                        .setReturnPositions(true);
        int items = 1 + random.nextInt(MOST_ITEMS);
        for (int i = 0; i < items; i++) {
            Intent intent = next();
            if (intent != null) {
                intents.add(intent);
                request.addItems(item(intent));
            }
        }
        if (!intents.isEmpty()) {
            long began = System.nanoTime();
            DecideResponse answer = settled(request.build(), began);
            long took = System.nanoTime() - began;
            longestNanos = Math.max(longestNanos, took);
            longestOfAllNanos = Math.max(longestOfAllNanos, took);
            if (answer != null) {
                follow(intents, answer);
            }
        }
        packs++;
    }

    /** Null where there is nothing to do in this mood. */
    private Intent next() {
        if (random.nextInt(100) < mood.cancels()) {
            if (!working.isEmpty()) {
                Working ended = working.remove(random.nextInt(working.size()));
                all.cancelling(ended.units());
                own.cancelling(ended.units());
                return new Intent(null, ended);
            }
            if (mood == Mood.LEAVING) {
                return null;
            }
        }
        String counterparty = counterparty(center, random.nextInt(COUNTERPARTIES));
        return new Intent(new Working(counterparty, "o-" + ++made, 1 + random.nextInt(MOST_UNITS)), null);
    }

    private static DecisionItem item(Intent intent) {
        Working order = intent.begun() != null ? intent.begun() : intent.ended();
        DecisionItem item = intent.begun() != null
                ? Venue.buy(order.id(), Limits.PRICE, Limits.quantity(order.units())) : Venue.cancel(order.id());
        return item.toBuilder().setCounterparty("counterparties/" + order.counterparty()).build();
    }

    /** Null where the data center was given up meanwhile. */
    private DecideResponse settled(DecideRequest request, long began) {
        while (!abandoned && System.nanoTime() - began < MOST_ASKING_NANOS) {
            try {
                DecideResponse answer = DecisionServiceGrpc.newBlockingStub(center.channel())
                        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).decide(request);
                if (!answer.hasStatus() && answer.getOutcomesList().stream()
                        .noneMatch(outcome -> outcome.getVerdict() == Verdict.VERDICT_UNKNOWN)) {
                    return answer;
                }
            } catch (StatusRuntimeException silent) {
                center.channel().resetConnectBackoff();
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        if (abandoned) {
            return null;
        }
        throw new AssertionError(center.id() + " did not decide " + request.getRequestId() + " in time");
    }

    private void follow(List<Intent> intents, DecideResponse answer) {
        byte[] verdicts = new byte[intents.size()];
        for (int i = 0; i < verdicts.length; i++) {
            Verdict verdict = answer.getOutcomes(i).getVerdict();
            switch (verdict) {
                case VERDICT_ACCEPTED, VERDICT_REFUSED -> verdicts[i] = (byte) verdict.getNumber();
                case VERDICT_THROTTLED -> verdicts[i] = 0;
                default -> throw new AssertionError(center.id() + " answered " + answer.getOutcomes(i));
            }
            count(answer.getOutcomes(i));
            if (answer.getOutcomes(i).hasPosition()) {
                told.add(new Told(answer.getRequestId() + "/" + i, answer.getOutcomes(i).getPosition(),
                        System.currentTimeMillis(), verdict == Verdict.VERDICT_ACCEPTED));
            }
            follow(intents.get(i), verdict == Verdict.VERDICT_ACCEPTED);
        }
        receipts.add(Receipt.newBuilder().setRequestId(answer.getRequestId())
                .setVerdicts(ByteString.copyFrom(verdicts)).build());
    }

    private void count(ItemOutcome outcome) {
        if (outcome.hasRefusal()) {
            Map<String, Long> counted = new TreeMap<>(refusals);
            counted.merge(outcome.getRefusal().getCode(), 1L, Long::sum);
            refusals = counted;
        }
    }

    private void follow(Intent intent, boolean taken) {
        if (intent.begun() != null) {
            accepted += taken ? 1 : 0;
            refused += taken ? 0 : 1;
            if (taken) {
                working.add(intent.begun());
                all.accepted(intent.begun().units());
                own.accepted(intent.begun().units());
            }
        } else if (!taken) {
            vanished++;
        }
    }

    /** Waits until so many more packs were answered; answers the longest that one of them took since the last call. */
    Duration await(int more) {
        long goal = packs + more;
        longestNanos = 0;
        while (packs < goal) {
            requireAlive();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Duration.ofNanos(longestNanos);
    }

    private void requireAlive() {
        if (failure != null) {
            throw new AssertionError("the clients of " + center.id() + " ended", failure);
        }
    }

    /** Asks nothing more, until it is told to go on; returns when all that was asked is answered. */
    void rest() {
        rests = true;
        while (!resting) {
            requireAlive();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    void goOn() {
        rests = false;
    }

    /** Ends with what is being asked. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        requireAlive();
    }

    /** Its data center is gone: ends without an answer to what is being asked. What was acknowledged stays held. */
    void abandon() throws InterruptedException {
        abandoned = true;
        stop();
    }

    /** After {@link #stop}: every acknowledgement with where it stands. */
    List<Told> told() {
        return told;
    }

    /** What the clients here know to be reserved here. */
    Held held() {
        return own;
    }

    long accepted() {
        return accepted;
    }

    long refused() {
        return refused;
    }

    /** The longest that an answer took, in all. */
    long longestMillis() {
        return Duration.ofNanos(longestOfAllNanos).toMillis();
    }

    /** How often each code was told. */
    Map<String, Long> refusals() {
        return refusals;
    }

    /** Orders whose acknowledgement was followed by a refused cancel: acknowledged, and lost. */
    long vanished() {
        return vanished;
    }

    /** After {@link #stop}. */
    List<Working> working() {
        return working;
    }

    /** After {@link #stop}. */
    List<Receipt> receipts() {
        return receipts;
    }

    DataCenter center() {
        return center;
    }
}
