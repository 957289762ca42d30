package io.breakwater.bench.exchange;

import io.breakwater.bench.WorkDirectory;
import io.breakwater.bench.decisions.CompilerMeter;
import io.breakwater.bench.decisions.Side;
import io.breakwater.bench.decisions.Turn;
import io.breakwater.bench.load.OrderFlow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * exchange-core in a process of its own, which has all commands of a turn before it begins. How many these are comes of
 * the rate of the turn before, so that a turn lasts about as long as it is to.
 */
public final class ExchangeCoreSide implements Side {

    private static final double FIRST_RATE = 400_000;
    /** Of one turn, which the process keeps in one array. */
    private static final int MOST = 16_000_000;
    /** Refusing is cheaper than matching. */
    private static final double MOST_REFUSED = 0.05;

    private final ExchangeProcess process;
    private final OrderFlow flow;
    private double rate = FIRST_RATE;

    private ExchangeCoreSide(ExchangeProcess process, OrderFlow flow) {
        this.process = process;
        this.flow = flow;
    }

    /** Starts it with a user for every counterparty and a symbol for every option. @param javaHome of a Java 17 */
    public static ExchangeCoreSide open(Path javaHome, WorkDirectory directory, OrderFlow flow)
            throws IOException, InterruptedException {
        return new ExchangeCoreSide(ExchangeProcess.start(javaHome, directory, flow.shape().counterparties(),
                flow.shape().options()), flow);
    }

    @Override
    public Turn turn(Duration time) throws IOException, InterruptedException {
        int count = (int) Math.clamp(rate * time.toNanos() / 1e9, 1, MOST);
        process.load(count, () -> ExchangeCommands.of(flow.next()));
        CompilerMeter compilers = CompilerMeter.start(process.pid());
        long before = process.cpu().toNanos();
        ExchangeProcess.Answered answered = process.answer();
        long spent = process.cpu().toNanos() - before;
        if (answered.refused() > count * MOST_REFUSED) {
            throw new IllegalStateException(
                    "exchange-core refuses %,d of %,d commands".formatted(answered.refused(), count));
        }
        rate = count / (answered.nanos() / 1e9);
        return new Turn(count, answered.refused(), answered.nanos(), new Turn.Cost(
                spent - answered.senderNanos(), compilers.nanos(), answered.senderNanos(), 0, 0));
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
