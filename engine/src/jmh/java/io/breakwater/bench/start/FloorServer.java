package io.breakwater.bench.start;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The least that a JVM can do and still answer calls: one health service on a port. */
final class FloorServer {

    private FloorServer() {}

    static void main() throws IOException, InterruptedException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new HealthStatusManager().getHealthService())
                .build()
                .start();
        System.out.println("floor ready address=127.0.0.1:" + server.getPort());
        server.awaitTermination();
    }
}
