package io.breakwater.link;

import com.google.protobuf.ByteString;
import io.breakwater.link.LinkSettings.Peer;
import io.breakwater.link.LinkSettings.Tls;
import io.breakwater.link.v1.BlockLinkServiceGrpc;
import io.breakwater.link.v1.ForwardRequest;
import io.breakwater.link.v1.ForwardResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests to one peer: over one connection while that answers, else over another to the next of its addresses. To ask
 * again is safe, because a request has an id.
 */
final class ForwardWay implements AutoCloseable {
    private static final int MOST_IN_WORK = 64;

    private final Party own;
    private final Peer peer;
    private final Optional<Tls> tls;
    private final AtomicInteger inWork = new AtomicInteger();
    private ManagedChannel open;
    private int next;
    private boolean closed;

    ForwardWay(Party own, Peer peer, Optional<Tls> tls) {
        this.own = own;
        this.peer = peer;
        this.tls = tls;
    }

    Peer peer() {
        return peer;
    }

    /** As {@link Forwarding#send}; who forwards it and to whom is added here. */
    CompletionStage<ByteString> send(ForwardRequest.Builder request, long expiresAtNanos) {
        CompletableFuture<ByteString> answer = new CompletableFuture<>();
        if (inWork.incrementAndGet() > MOST_IN_WORK) {
            inWork.decrementAndGet();
            answer.completeExceptionally(Status.RESOURCE_EXHAUSTED.withDescription(
                    MOST_IN_WORK + " requests to " + peer.id() + " are on their way").asException());
            return answer;
        }
        ForwardRequest complete = request.setParty(LinkMessages.party(own)).setDataCenter(peer.id()).build();
        // One more than there are addresses: a connection may have died since it was used last.
        new Try(complete, expiresAtNanos, answer, peer.addresses().size() + 1).begin();
        return answer.whenComplete((_, _) -> inWork.decrementAndGet());
    }

    private synchronized ManagedChannel channel() throws IOException {
        List<String> addresses = peer.addresses();
        if (closed || addresses.isEmpty()) {
            throw new IOException(closed ? "this node stops" : "no address of it is set");
        }
        if (open == null) {
            open = Connection.channel(addresses.get(next++ % addresses.size()), tls,
                    Party.certificateName(own.environment(), peer.id()));
        }
        return open;
    }

    /** Nobody has answered over it: whoever asks next gets another. */
    private synchronized void abandon(ManagedChannel channel) {
        if (open == channel) {
            open = null;
            channel.shutdown();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (open != null) {
            open.shutdownNow();
        }
    }

    /** One request, asked at one address after the other until one answers or time is over. */
    private final class Try implements StreamObserver<ForwardResponse> {
        private final ForwardRequest request;
        private final long expiresAtNanos;
        private final CompletableFuture<ByteString> answer;
        private int left;
        private ManagedChannel channel;

        Try(ForwardRequest request, long expiresAtNanos, CompletableFuture<ByteString> answer, int left) {
            this.request = request;
            this.expiresAtNanos = expiresAtNanos;
            this.answer = answer;
            this.left = left;
        }

        void begin() {
            left--;
            try {
                channel = channel();
                BlockLinkServiceGrpc.newStub(channel)
                        .withDeadlineAfter(expiresAtNanos - System.nanoTime(), TimeUnit.NANOSECONDS)
                        .forward(request, this);
            } catch (IOException unusable) {
                answer.completeExceptionally(new Unreached(peer.id(), unusable.getMessage()));
            }
        }

        @Override
        public void onNext(ForwardResponse response) {
            answer.complete(response.getAnswer());
        }

        @Override
        public void onError(Throwable failure) {
            Status status = Status.fromThrowable(failure);
            switch (status.getCode()) {
                case DEADLINE_EXCEEDED -> {
                    abandon(channel);
                    again(status, true);
                }
                // A connection that ends at the wrong moment is UNKNOWN or INTERNAL; no peer answers so.
                case UNAVAILABLE, UNKNOWN, INTERNAL -> {
                    abandon(channel);
                    again(status, false);
                }
                default -> answer.completeExceptionally(failure);
            }
        }

        private void again(Status status, boolean silent) {
            if (silent || left <= 0) {
                answer.completeExceptionally(new Unreached(peer.id(), status.getCode() + " "
                        + status.getDescription()));
            } else {
                begin();
            }
        }

        @Override
        public void onCompleted() {
            if (!answer.isDone()) {
                answer.completeExceptionally(new Unreached(peer.id(), "it has ended without an answer"));
            }
        }
    }
}
