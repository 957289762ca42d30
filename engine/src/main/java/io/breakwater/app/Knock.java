package io.breakwater.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks whether anybody listens on an address. */
@FunctionalInterface
interface Knock {

    /** True where the connection was refused: the machine answers, and no process listens there. Never fails. */
    CompletionStage<Boolean> isRefused(Address address);

    /** By a connection that is closed at once. A frozen process has a kernel that accepts for it. */
    static Knock byTcp() {
        return address -> {
            try {
                return connected(AsynchronousSocketChannel.open(), new InetSocketAddress(
                        address.getHost().orElseThrow(), address.getPort().orElseThrow()));
            } catch (IOException | RuntimeException failure) {
                Door.LOG.warn("cannot look whether {} has ended: {}", address, failure.toString());
                return CompletableFuture.completedFuture(false);
            }
        };
    }

    private static CompletionStage<Boolean> connected(AsynchronousSocketChannel channel, InetSocketAddress to) {
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        channel.connect(to, null, new Door(refused));
        return refused.completeOnTimeout(false, Door.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> Door.close(channel));
    }

    /** Hears how a connection went. */
    record Door(CompletableFuture<Boolean> refused) implements CompletionHandler<Void, Void> {
        private static final Logger LOG = LoggerFactory.getLogger(Knock.class);
        /** Far below the time after which a kernel gives up on a connection that nobody answers. */
        private static final long PATIENCE_MILLIS = 1_000;

        @Override
        public void completed(Void nothing, Void attachment) {
            refused.complete(false);
        }

        @Override
        public void failed(Throwable failure, Void attachment) {
            refused.complete(failure instanceof ConnectException);
        }

        private static void close(AsynchronousSocketChannel channel) {
            try {
                channel.close();
            } catch (IOException failure) {
                LOG.debug("a connection that was only tried did not close", failure);
            }
        }
    }
}
