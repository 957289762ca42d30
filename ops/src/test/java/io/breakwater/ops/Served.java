package io.breakwater.ops;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A node's services, played by a test on a free loopback port. */
public record Served(Server server) implements AutoCloseable {

    public static Served by(BindableService... services) throws IOException {
        return new Served(NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addServices(List.of(services).stream().map(BindableService::bindService).toList())
                .build().start());
    }

    /** As {@code --address} takes it. */
    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
