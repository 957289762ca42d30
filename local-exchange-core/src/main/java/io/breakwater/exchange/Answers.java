package io.breakwater.exchange;

import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import java.util.concurrent.Semaphore;
import java.util.function.ObjLongConsumer;

/**
 * Counts what the exchange answers, on its thread. Who sends says before how many will come: the exchange's own
 * hand-over of a command makes that known here.
 */
final class Answers implements ObjLongConsumer<OrderCommand> {

    private final Semaphore all = new Semaphore(0);
    private long awaited;
    private int refused;

    /** Nothing may be under way. */
    void expect(int count) {
        awaited = count;
        refused = 0;
    }

    @Override
    public void accept(OrderCommand command, long sequence) {
        if (command.resultCode != CommandResultCode.SUCCESS) {
            refused++;
        }
        if (--awaited == 0) {
            all.release();
        }
    }

    int awaitRefused() throws InterruptedException {
        all.acquire();
        return refused;
    }
}
