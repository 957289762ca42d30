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
        return address -> Door.knockedAt(address).thenApply(Found.REFUSED::equals);
    }

    /** True where a connection to the address is accepted, within a second. Never fails. */
    static CompletionStage<Boolean> isTaken(Address address) {
        return Door.knockedAt(address).thenApply(Found.TAKEN::equals);
    }

    /** What became of a connection. */
    enum Found {
        /** The machine has no process that listens there. */
        REFUSED,
        /** Somebody listens, or a kernel for it. */
        TAKEN,
        /** Nobody has said anything, or it could not be tried. */
        NOTHING
    }

    /** Hears how a connection went. */
    record Door(CompletableFuture<Found> found) implements CompletionHandler<Void, Void> {
        private static final Logger LOG = LoggerFactory.getLogger(Knock.class);
        /** Far below the time after which a kernel gives up on a connection that nobody answers. */
        private static final long PATIENCE_MILLIS = 1_000;

        static CompletionStage<Found> knockedAt(Address address) {
            try {
                return connected(AsynchronousSocketChannel.open(), new InetSocketAddress(
                        address.getHost().orElseThrow(), address.getPort().orElseThrow()));
            } catch (IOException | RuntimeException failure) {
                LOG.warn("cannot look whether {} has ended: {}", address, failure.toString());
                return CompletableFuture.completedFuture(Found.NOTHING);
            }
        }

        private static CompletionStage<Found> connected(AsynchronousSocketChannel channel, InetSocketAddress to) {
            CompletableFuture<Found> found = new CompletableFuture<>();
            channel.connect(to, null, new Door(found));
            return found.completeOnTimeout(Found.NOTHING, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .whenComplete((_, _) -> close(channel));
        }

        @Override
        public void completed(Void nothing, Void attachment) {
            found.complete(Found.TAKEN);
        }

        @Override
        public void failed(Throwable failure, Void attachment) {
            found.complete(failure instanceof ConnectException ? Found.REFUSED : Found.NOTHING);
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
