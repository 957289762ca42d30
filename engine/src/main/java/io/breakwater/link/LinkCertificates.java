package io.breakwater.link;

import io.breakwater.link.LinkSettings.Tls;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;

/** Mutual TLS of both ends: each shows its certificate and takes only what the authority has signed. */
final class LinkCertificates {

    private LinkCertificates() {}

    /** @throws IOException naming the files where they cannot be used */
    static SslContext server(Tls tls) throws IOException {
        return made(tls, () -> GrpcSslContexts.configure(
                        SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile()))
                .trustManager(tls.authority().toFile())
                .clientAuth(ClientAuth.REQUIRE)
                .build());
    }

    /** @throws IOException naming the files where they cannot be used */
    static SslContext client(Tls tls) throws IOException {
        return made(tls, () -> GrpcSslContexts.forClient()
                .keyManager(tls.certificate().toFile(), tls.key().toFile())
                .trustManager(tls.authority().toFile())
                .build());
    }

    @FunctionalInterface
    private interface Making {
        SslContext context() throws IOException;
    }

    private static SslContext made(Tls tls, Making making) throws IOException {
        try {
            return making.context();
        } catch (IllegalArgumentException | IOException unusable) {
            throw new IOException("links cannot use the certificate " + tls.certificate() + " with the key "
                    + tls.key() + " and the authority " + tls.authority() + ": " + unusable.getMessage(), unusable);
        }
    }
}
